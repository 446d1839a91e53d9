import { type Alternative, covers } from './alternative.ts';
import { buildPattern, type Call } from './build-pattern.ts';
import { callsOf } from './calls-of.ts';
import type { EventRule } from './event-rule.ts';
import { isChange } from './is-change.ts';
import { splitCalls } from './split-calls.ts';

/** What one Sigma rule needs of EventBridge. */
export interface RuleNeeds {
  readonly ruleId: string;
  readonly alternatives: readonly Alternative[];
}

/** The rules of EventBridge that let through whatever one of the Sigma rules needs; none when nothing is needed.
 *
 * Calls that are certain to be changes have rules of their own, so that read-only calls are asked for only where they matter. No two
 * rules let through the same call of the same service; a record that is also asked for by what is not bound to a service, such as the
 * root user's, comes twice, and is told once. */
export function eventRulesOf(needs: readonly RuleNeeds[]): readonly EventRule[] {
  const needed = neededCalls(needs);
  const groups = [
    { id: 'Changes', state: 'ENABLED', takes: isCertainChange },
    {
      id: 'Calls',
      state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
      takes: (call: Call): boolean => !isCertainChange(call),
    },
  ] as const;
  return groups.flatMap(({ id, state, takes }) =>
    splitCalls(needed.map(({ call }) => call).filter(takes)).map(({ path, calls }) => {
      const ids = new Set(needed.filter(({ call }) => calls.includes(call)).flatMap(({ ruleIds }) => ruleIds));
      const ruleIds = needs.map(({ ruleId }) => ruleId).filter((ruleId) => ids.has(ruleId));
      return { id: id + path, state, pattern: buildPattern(calls), ruleIds };
    }),
  );
}

interface NeededCall {
  readonly call: Call;
  readonly ruleIds: readonly string[];
}

/** Each call once, and none that another lets through anyway; with the rules that need it. */
function neededCalls(needs: readonly RuleNeeds[]): readonly NeededCall[] {
  const kept: { readonly call: Call; readonly asked: Alternative; readonly ruleIds: Set<string> }[] = [];
  const all = needs.flatMap(({ ruleId, alternatives }) =>
    alternatives.flatMap(callsOf).map((call) => ({ call, asked: askedOf(call), ruleIds: new Set([ruleId]) })),
  );
  const widestFirst = all.sort((a, b) => compareWidth(a.asked, b.asked));
  for (const candidate of widestFirst) {
    const cover = kept.find(({ asked }) => covers(asked, candidate.asked));
    if (cover === undefined) kept.push(candidate);
    else for (const ruleId of candidate.ruleIds) cover.ruleIds.add(ruleId);
  }
  return kept.map(({ call, ruleIds }) => ({ call, ruleIds: [...ruleIds] }));
}

/** The fewer filters, and the more ways to pass them, the more an alternative may cover. What is spelled in two ways comes out the same
 * whichever rule comes first. */
function compareWidth(a: Alternative, b: Alternative): number {
  const [ofA, ofB] = [Object.values(a), Object.values(b)];
  const byText = JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
  return ofA.length - ofB.length || ofB.flat().length - ofA.flat().length || byText;
}

function askedOf({ source, name, others }: Call): Alternative {
  return {
    ...others,
    ...(source !== undefined && { eventSource: [{ 'equals-ignore-case': source }] }),
    ...(name !== undefined && { eventName: [name] }),
  };
}

function isCertainChange({ name }: Call): boolean {
  if (name === undefined) return false;
  return isChange('prefix' in name ? name.prefix['equals-ignore-case'] : name['equals-ignore-case']);
}
