import type { ParseContext } from '../parse/context.ts';
import { dropDuplicates } from '../parse/drop-duplicates.ts';
import { expandActions } from '../parse/expand-actions.ts';
import { entryOf, type LocatedMap } from '../parse/located.ts';
import { parseCondition } from '../parse/parse-condition.ts';
import { type ParsedDocument, parseDocument } from '../parse/parse-document.ts';
import { readYaml } from '../parse/read-yaml.ts';
import { RuleNames } from '../parse/rule-names.ts';
import type { RuleSource } from '../parse-rules.ts';
import { checks } from './checks.ts';
import { findLines } from './find-lines.ts';
import type { Finding, LintedCorrelation, LintedDetection } from './lint-document.ts';
import type { RuleWarning } from './rule-warning.ts';

/** What in sound rules can hardly be meant, in the order of the sources and of the lines in each. Rules with problems are left
 * out, and correlations of rules that there are not: `parseRules` tells those. A rule that is stated twice is looked at once.
 *
 * Reads the sources anew, for a syntax tree no longer knows where its parts stood. */
export function lintRules(
  sources: readonly RuleSource[],
  options: { readonly placeholders?: Readonly<Record<string, readonly string[]>> } = {},
): readonly RuleWarning[] {
  const context: ParseContext = {
    report: () => {},
    placeholders: new Map(Object.entries(options.placeholders ?? {})),
    derivedFields: undefined,
  };
  const origins = new Map<ParsedDocument, Origin>();
  for (const { file, path, text } of sources) {
    for (const root of expandActions(readYaml(text, context.report), context.report)) {
      const document = parseDocument(root, path, context);
      if (document !== undefined && root.kind === 'map') origins.set(document, { file, root });
    }
  }
  const all = [...origins.keys()];
  const rules = dropDuplicates(all.filter(({ kind }) => kind !== 'filter'));
  const kept = new Set([...rules, ...dropDuplicates(all.filter(({ kind }) => kind === 'filter'))]);
  const names = new RuleNames(rules);
  const usersOf = findUsers(rules, names, origins);
  const warnings = [...origins].flatMap(([document, { file, root }]) =>
    kept.has(document) && isResolved(document, names)
      ? lintDocument(document, root, usersOf, context).map((found) => ({ file, ...found }))
      : [],
  );
  const inOrder = sources.flatMap(({ file }) =>
    warnings.filter((warning) => warning.file === file).sort((a, b) => a.line - b.line || a.column - b.column),
  );
  // What stands once in a file but in several rules, by an alias or a global document, is told once.
  return [...new Map(inOrder.map((warning) => [JSON.stringify(warning), warning])).values()];
}

interface Origin {
  readonly file: string;
  readonly root: LocatedMap;
}

type Users = ReadonlyMap<ParsedDocument, readonly LintedCorrelation[]>;

function isResolved(document: ParsedDocument, names: RuleNames): boolean {
  if (document.body?.kind !== 'correlation') return true;
  return document.body.references.every((reference) => names.find(reference, document) !== undefined);
}

/** The correlations that refer to each document. */
function findUsers(
  documents: readonly ParsedDocument[],
  names: RuleNames,
  origins: ReadonlyMap<ParsedDocument, Origin>,
): Users {
  const users = new Map<ParsedDocument, LintedCorrelation[]>();
  for (const document of documents) {
    const root = origins.get(document)?.root;
    const correlation = root === undefined ? undefined : linkCorrelation(document, root);
    for (const reference of correlation?.body.references ?? []) {
      const used = names.find(reference, document);
      if (used === undefined || correlation === undefined) continue;
      const ofUsed = users.get(used) ?? [];
      ofUsed.push(correlation);
      users.set(used, ofUsed);
    }
  }
  return users;
}

function lintDocument(
  document: ParsedDocument,
  root: LocatedMap,
  users: Users,
  context: ParseContext,
): readonly Omit<RuleWarning, 'file'>[] {
  const detection = linkDetection(document, root, users, context);
  const correlation = linkCorrelation(document, root);
  return checks.flatMap(({ code, inDetection, inCorrelation }) => {
    const findings: readonly Finding[] = [
      ...(detection === undefined ? [] : (inDetection?.(detection) ?? [])),
      ...(correlation === undefined ? [] : (inCorrelation?.(correlation) ?? [])),
    ];
    return findings.map(({ place, message, hint }) => ({ ...place, code, message, hint }));
  });
}

function linkCorrelation({ body, meta }: ParsedDocument, root: LocatedMap): LintedCorrelation | undefined {
  const entry = entryOf(root, 'correlation');
  if (body?.kind !== 'correlation' || entry?.value.kind !== 'map') return undefined;
  return { root, meta, correlation: entry.value, body };
}

function linkDetection(
  document: ParsedDocument,
  root: LocatedMap,
  users: Users,
  context: ParseContext,
): LintedDetection | undefined {
  const { body, meta } = document;
  if (body === undefined || body.kind === 'correlation') return undefined;
  const map = entryOf(root, body.kind)?.value;
  if (map?.kind !== 'map') return undefined;
  const named = Object.entries(body.selections).flatMap(([name, selection]) => {
    const entry = entryOf(map, name);
    return entry === undefined ? [] : [{ name, selection, entry }];
  });
  return {
    root,
    meta,
    selections: new Map(named.map(({ name, selection, entry }) => [name, { place: entry.place, selection }])),
    conditions: conditionsOf(map, Object.keys(body.selections)),
    lines: named.flatMap(({ entry }) => findLines(entry.value, context)),
    usedBy: users.get(document) ?? [],
  };
}

function conditionsOf(map: LocatedMap, names: readonly string[]): LintedDetection['conditions'] {
  const value = entryOf(map, 'condition')?.value;
  const values = value?.kind === 'list' ? value.items : [value];
  return values.flatMap((text) => {
    const parsed = text?.kind === 'scalar' ? parseCondition(text.written, names) : undefined;
    return text !== undefined && parsed?.ok ? [{ place: text.place, condition: parsed.condition }] : [];
  });
}
