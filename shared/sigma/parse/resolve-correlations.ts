import { type Level, levelRank } from '#shared/model/rule.ts';
import type { CorrelationRule } from '../ast.ts';
import type { AliasSource, ParsedCorrelation } from './parse-correlation.ts';
import type { ParsedDocument } from './parse-document.ts';
import { parseRuleCondition } from './parse-rule-condition.ts';
import type { RuleReference } from './read-references.ts';
import { RuleNames } from './rule-names.ts';

/** A correlation document that parsed. */
type CorrelationDocument = ParsedDocument & { readonly body: { readonly kind: 'correlation' } & ParsedCorrelation };

/** Where a rule leaves its level out. */
export const defaultLevel: Level = 'medium';

/** Put ids in place of the names by which correlations refer to rules. One that refers to a rule that was not loaded, or in the
 * end to itself, is reported and left out. */
export function resolveCorrelations(documents: readonly ParsedDocument[]): readonly CorrelationRule[] {
  const index = new RuleNames(documents);
  const resolved = new Map<ParsedDocument, CorrelationRule | undefined>();
  const resolve = (document: CorrelationDocument, outer: readonly ParsedDocument[]): CorrelationRule | undefined => {
    if (resolved.has(document)) return resolved.get(document);
    const path = [...outer, document];
    const made = resolveOne(document, index, (inner, { text, place }) => {
      if (path.includes(inner)) {
        document.report(place, `"${text}" refers back to this correlation`, 'break the circle');
        return undefined;
      }
      if (!isCorrelation(inner)) return inner.meta.level ?? defaultLevel;
      const level = resolve(inner, path)?.meta.level;
      if (level === undefined) index.reportNotLoaded({ text, place }, document);
      return level;
    });
    resolved.set(document, made);
    return made;
  };
  return documents.filter(isCorrelation).flatMap((document) => resolve(document, []) ?? []);
}

function isCorrelation(document: ParsedDocument): document is CorrelationDocument {
  return document.body?.kind === 'correlation';
}

/** @param levelAt the level of a rule that is referred to; `undefined` when the reference does not hold, which is reported */
function resolveOne(
  document: CorrelationDocument,
  index: RuleNames,
  levelAt: (inner: ParsedDocument, reference: RuleReference) => Level | undefined,
): CorrelationRule | undefined {
  const { references, aliases, ruleExpression, ...body } = document.body;
  const found = references.flatMap((reference) => {
    const inner = index.find(reference, document);
    const level = inner === undefined ? undefined : levelAt(inner, reference);
    return inner === undefined || level === undefined ? [] : [{ reference, rule: inner, level }];
  });
  const ruleIds = found.map(({ rule }) => rule.meta.id);
  const aliasFields = resolveAliases(aliases, ruleIds, index, document);
  if (found.length < references.length || aliasFields === undefined) return undefined;
  const ruleCondition = ruleExpression === undefined ? undefined : parseRuleCondition(ruleExpression, found, document);
  if (ruleExpression !== undefined && ruleCondition === undefined) return undefined;
  // A correlation's level adjusts that of its rules, so without one the gravest of theirs stays.
  const gravest = found.map(({ level }) => level).sort((a, b) => levelRank(b) - levelRank(a))[0] ?? defaultLevel;
  const meta = { ...document.meta, level: document.meta.level ?? gravest };
  return { ...body, meta, ruleIds, aliases: aliasFields, ...(ruleCondition !== undefined && { ruleCondition }) };
}

function resolveAliases(
  aliases: readonly AliasSource[],
  ruleIds: readonly string[],
  index: RuleNames,
  document: ParsedDocument,
): CorrelationRule['aliases'] | undefined {
  let isComplete = true;
  const entries = aliases.map(({ alias, fields }) => {
    const byRule = fields.flatMap(({ rule, field }) => {
      const id = index.find(rule, document)?.meta.id;
      if (id !== undefined && ruleIds.includes(id)) return [[id, field] as const];
      if (id !== undefined)
        document.report(rule.place, `"${rule.text}" is not among the correlation's rules`, 'add it to rules');
      isComplete = false;
      return [];
    });
    return [alias, Object.fromEntries(byRule)] as const;
  });
  return isComplete ? Object.fromEntries(entries) : undefined;
}
