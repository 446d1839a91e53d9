import type { RulePack } from '#shared/sigma/rule-pack.ts';

/** The rules that exist for correlations alone, all of which are off: by themselves they never alerted, and must not begin to
 * because what they were for has gone.
 * @param off ids of the rules that are off; none of them is idle
 * @param wanted ids of rules that shall speak for themselves now; none of them is idle either */
export function findIdleRules(
  { rules, correlations }: RulePack,
  off: ReadonlySet<string>,
  wanted: ReadonlySet<string>,
): ReadonlySet<string> {
  const idle = new Set<string>();
  // A correlation that goes idle may leave its own rules idle.
  for (let found = -1; found < idle.size; ) {
    found = idle.size;
    for (const { meta } of [...correlations, ...rules]) {
      if (off.has(meta.id) || wanted.has(meta.id)) continue;
      const users = correlations.filter(({ ruleIds }) => ruleIds.includes(meta.id));
      const isForThem = users.length > 0 && !users.some(({ generate }) => generate);
      if (isForThem && users.every((user) => off.has(user.meta.id) || idle.has(user.meta.id))) idle.add(meta.id);
    }
  }
  return idle;
}
