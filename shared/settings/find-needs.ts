import type { RuleMeta } from '#shared/model/rule.ts';
import type { RuleSource } from '#shared/sigma/parse-rules.ts';
import type { RulePack } from '#shared/sigma/rule-pack.ts';
import { filterReferencesIn } from './filter-references.ts';

/** A rule that is off although something refers to it. */
export interface Need {
  readonly rule: RuleMeta;
  /** The correlation or filter, in words. */
  readonly who: string;
  /** What to do about it. */
  readonly hint: string;
}

/** What refers to rules that are off: correlations that are not off themselves, and filters that name them.
 * @param off ids of the rules that are off
 * @param sources of the pack, in which its filters stand */
export function findNeeds(
  { rules, correlations }: RulePack,
  off: ReadonlySet<string>,
  sources: readonly RuleSource[],
): readonly Need[] {
  const rulesOff = [...rules, ...correlations].map(({ meta }) => meta).filter(({ id }) => off.has(id));
  if (rulesOff.length === 0) return [];
  const ofCorrelations = correlations
    .filter(({ meta }) => !off.has(meta.id))
    .flatMap(({ meta, ruleIds }) => {
      const name = meta.name ?? meta.title;
      const need = { who: `the correlation ${name}`, hint: `turn ${name} off too, or use mode: observe` };
      return rulesOff.filter(({ id }) => ruleIds.includes(id)).map((rule) => ({ rule, ...need }));
    });
  const ofFilters = filterReferencesIn(sources).flatMap(({ title, file, text }) => {
    const need = { who: `the filter "${title}" in ${file}`, hint: "take the rule out of the filter's rules" };
    return rulesOff.filter((rule) => isCalled(text, rule)).map((rule) => ({ rule, ...need }));
  });
  return [...ofCorrelations, ...ofFilters];
}

function isCalled(text: string, { id, name, title }: RuleMeta): boolean {
  return text.toLowerCase() === id.toLowerCase() || text === name || text === title;
}
