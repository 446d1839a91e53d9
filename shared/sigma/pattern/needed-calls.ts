import { type Alternative, covers, entangled, united } from './alternative.ts';
import type { Call } from './build-pattern.ts';
import { callsOf } from './calls-of.ts';
import { isChange } from './is-change.ts';

/** What one Sigma rule needs of EventBridge. */
export interface RuleNeeds {
  readonly ruleId: string;
  readonly alternatives: readonly Alternative[];
}

/** A call that EventBridge is asked for. */
export interface NeededCall {
  readonly call: Call;
  /** Whether it may be read-only, which EventBridge withholds from rules of the shorter state. */
  readonly mayRead: boolean;
  /** The rules that need it. */
  readonly ruleIds: readonly string[];
}

/** The calls that rules need: each once, none that another lets through anyway, no two entangled; the same for any order of the rules. */
export function neededCalls(needs: readonly RuleNeeds[]): readonly NeededCall[] {
  const all = needs.flatMap(({ ruleId, alternatives }) =>
    alternatives.flatMap(callsOf).map((call) => ({ call, mayRead: !isCertainChange(call), ruleIds: [ruleId] })),
  );
  const widestFirst = all.sort((a, b) => compareWidth(askedOf(a.call), askedOf(b.call)));
  return untangled(withoutCoveredCalls(widestFirst));
}

function withoutCoveredCalls(widestFirst: readonly NeededCall[]): readonly NeededCall[] {
  const kept: { readonly needed: NeededCall; readonly asked: Alternative; readonly ruleIds: string[] }[] = [];
  for (const needed of widestFirst) {
    const asked = askedOf(needed.call);
    const cover = kept.find((other) => covers(other.asked, asked));
    if (cover === undefined) kept.push({ needed, asked, ruleIds: [...needed.ruleIds] });
    else cover.ruleIds.push(...needed.ruleIds);
  }
  return kept.map(({ needed, ruleIds }) => ({ ...needed, ruleIds }));
}

/** Entangled calls become one, which asks for either: in one pattern the matcher of AWS would lose some of their records. */
function untangled(calls: readonly NeededCall[]): readonly NeededCall[] {
  const kept: NeededCall[] = [];
  for (const each of calls) {
    let next = each;
    for (;;) {
      const at = kept.findIndex(({ call }) => entangled(askedOf(call), askedOf(next.call)));
      if (at < 0) break;
      const [other = next] = kept.splice(at, 1);
      next = {
        call: { ...other.call, others: united(other.call.others, next.call.others) },
        mayRead: other.mayRead || next.mayRead,
        ruleIds: [...other.ruleIds, ...next.ruleIds],
      };
    }
    kept.push(next);
  }
  return kept;
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
