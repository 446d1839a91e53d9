import type { CorrelationRule } from '#shared/sigma/ast.ts';
import type { Episode } from './find-episodes.ts';

/** The field that a correlation means by a name, in the matches of one of its rules: its alias, where it has one. */
export function fieldOf({ aliases }: CorrelationRule, name: string, ruleId: string): string {
  const fields = Object.hasOwn(aliases, name) ? aliases[name] : undefined;
  return (fields !== undefined && Object.hasOwn(fields, ruleId) ? fields[ruleId] : undefined) ?? name;
}

/** The fields that a correlation's records must carry for those that refer to it, directly or through others: the specification lets
 * an outer correlation group by fields that the inner one does not.
 * @param referring the correlations that refer to a rule, by its id
 * @see Sigma correlation rules specification, `temporal_ordered` */
export function carriedFields(
  rule: CorrelationRule,
  referring: ReadonlyMap<string, readonly CorrelationRule[]>,
): readonly string[] {
  const outer = referring.get(rule.meta.id) ?? [];
  const asked = outer.flatMap((correlation) => [
    ...[...correlation.groupBy, ...correlation.fields].map((field) => fieldOf(correlation, field, rule.meta.id)),
    ...carriedFields(correlation, referring),
  ]);
  return [...new Set(asked)].filter((field) => !rule.groupBy.includes(field));
}

/** The distinct values of the fields that an episode's records carry. */
export function fieldsOf({ entries }: Episode): Readonly<Record<string, readonly string[]>> {
  const fields = new Map<string, Set<string>>();
  for (const entry of entries) {
    for (const [field, texts] of Object.entries(entry.fields ?? {})) {
      const held = fields.get(field) ?? new Set();
      for (const text of texts) held.add(text);
      fields.set(field, held);
    }
  }
  return Object.fromEntries([...fields].map(([field, texts]) => [field, [...texts].slice(0, maxValues)]));
}

/** Values of a field that one episode gives to another correlation. */
const maxValues = 25;
