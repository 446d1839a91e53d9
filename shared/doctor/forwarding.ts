import type { StackFacts } from '#shared/ports/doctor/stack-facts.ts';
import { forwarderName } from './forwarder-name.ts';

/** The rules of the deployment that a region does not send for: those whose forwarder is missing or in another state.
 * @param forwarders the states of the region's rules, by name
 * @param home the deployment's region
 * @returns ids of rules, in the order of the stack */
export function unforwarded(
  forwarders: Readonly<Record<string, string>>,
  { name, rules, ruleStates }: Pick<StackFacts, 'name' | 'rules' | 'ruleStates'>,
  home: string,
): readonly string[] {
  const states = ruleStates.ok ? ruleStates.value : {};
  return rules
    .map(({ logicalId }) => logicalId)
    .filter((logicalId) => logicalId.startsWith(fastRule))
    .filter((logicalId) => {
      const state = forwarders[forwarderName(logicalId.slice(fastRule.length), name, home)];
      const intended = states[logicalId];
      return intended === undefined ? state === undefined || state === 'DISABLED' : state !== intended;
    })
    .map((logicalId) => logicalId.slice(fastRule.length));
}

/** How the logical ids of the rules begin that bring records (infra/cloudtrail-patterns.ts). */
const fastRule = 'CloudTrailEvents';

/** Whether a region sends anything. */
export function forwards(forwarders: Readonly<Record<string, string>>): boolean {
  return Object.values(forwarders).some((state) => state !== 'DISABLED');
}
