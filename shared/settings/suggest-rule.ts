import type { RuleMeta } from '#shared/model/rule.ts';
import { nearestName } from '#shared/sigma/parse/nearest-name.ts';
import { callsOf } from './pattern-calls-rule.ts';

/** What to do about a pattern that calls no rule: the nearest rule or folder, else those that have it in their name, else where to
 * look. */
export function suggestRule(pattern: string, rules: readonly RuleMeta[]): string {
  const near = nearestName(pattern, pattern.includes('*') ? rules.flatMap(foldersOf) : rules.flatMap(callsOf));
  if (near !== undefined) return `did you mean "${near}"?`;
  const having = rules.filter((rule) => callsOf(rule).some((call) => call.includes(pattern)));
  const names = having.slice(0, maxSuggested).map(({ name, path }) => name ?? path);
  return names.length > 0 ? `there is ${names.join(', ')}` : 'trailguard rules list shows what there is';
}

const maxSuggested = 5;

/** The patterns for all rules of the folders that a rule lies in. */
function foldersOf({ path }: RuleMeta): readonly string[] {
  const folders = path.split('/').slice(0, -1);
  return folders.map((_, depth) => `${folders.slice(0, depth + 1).join('/')}/*`);
}
