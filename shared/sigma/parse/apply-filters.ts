import type { Condition, DetectionRule, Selection } from '../ast.ts';
import { mapNames } from './map-names.ts';
import type { ParsedDocument } from './parse-document.ts';
import { RuleNames } from './rule-names.ts';

/** Rules with the conditions of the filters that name them ANDed in, so that nothing after this needs to know filters.
 *
 * A filter's selections are called `filter <title>/<selection>`, which no rule can write in a condition. A filter that names a
 * rule that was not loaded, or a correlation, is reported and applied to none: rather an alert too many than a rule that
 * is silent for a reason that nobody reads.
 * @param documents the rules and correlations that filters may name */
export function applyFilters(
  rules: readonly DetectionRule[],
  filters: readonly ParsedDocument[],
  documents: readonly ParsedDocument[],
): readonly DetectionRule[] {
  const index = new RuleNames(documents);
  const resolved = filters.flatMap((document) => resolveFilter(document, index) ?? []);
  return rules.map((rule) =>
    resolved.filter(({ isFor }) => isFor(rule.meta.id)).reduce((filtered, filter) => addFilter(filtered, filter), rule),
  );
}

interface ResolvedFilter {
  readonly title: string;
  readonly isFor: (ruleId: string) => boolean;
  readonly selections: Readonly<Record<string, Selection>>;
  readonly condition: Condition;
}

function resolveFilter(document: ParsedDocument, index: RuleNames): ResolvedFilter | undefined {
  const { body, meta, report } = document;
  if (body?.kind !== 'filter') return undefined;
  const { targets, selections, condition } = body;
  const filter = { title: meta.title, selections, condition };
  if (targets === 'any') return { ...filter, isFor: () => true };
  const ids = targets.flatMap((reference) => {
    const found = index.find(reference, document);
    if (found?.body?.kind !== 'correlation') return found === undefined ? [] : [found.meta.id];
    const message = `"${reference.text}" is a correlation, and filters look at single records`;
    report(reference.place, message, 'name the rules that the correlation refers to');
    return [];
  });
  return ids.length < targets.length ? undefined : { ...filter, isFor: (ruleId) => ids.includes(ruleId) };
}

function addFilter(rule: DetectionRule, filter: ResolvedFilter): DetectionRule {
  const prefix = freePrefix(filter.title, Object.keys(rule.selections));
  const rename = (name: string): string => `${prefix}${name}`;
  const added = Object.entries(filter.selections).map(([name, selection]) => [rename(name), selection] as const);
  const parts = rule.condition.kind === 'all' ? rule.condition.of : [rule.condition];
  return {
    ...rule,
    selections: Object.fromEntries([...Object.entries(rule.selections), ...added]),
    condition: { kind: 'all', of: [...parts, mapNames(filter.condition, rename)] },
  };
}

/** Filters of one title are told apart by a number. */
function freePrefix(title: string, taken: readonly string[]): string {
  for (let count = 1; ; count += 1) {
    const prefix = count === 1 ? `filter ${title}/` : `filter ${title} (${count})/`;
    if (!taken.some((name) => name.startsWith(prefix))) return prefix;
  }
}
