import type { Level, RuleMeta } from '#shared/model/rule.ts';
import { patternCallsRule } from './pattern-calls-rule.ts';
import type { Mode, Override, PlacedText } from './settings.ts';

/** What overrides, all together, say of one rule. */
export interface Decision {
  readonly mode?: Mode;
  readonly level?: Level;
  readonly reason?: string;
  /** The pattern that decided on the mode. */
  readonly by?: PlacedText;
}

/** What overrides come to. */
export interface Decisions {
  /** By rule id; rules that no override speaks of are not in it. */
  readonly byRule: ReadonlyMap<string, Decision>;
  /** Patterns that call no rule. */
  readonly unmatched: readonly PlacedText[];
}

/** Apply overrides in their order to rules: a later one wins in what it says, and leaves the rest. */
export function decideOnRules(overrides: readonly Override[], rules: readonly RuleMeta[]): Decisions {
  const byRule = new Map<string, Decision>();
  const unmatched: PlacedText[] = [];
  for (const override of overrides) {
    const decided = new Set<string>();
    for (const pattern of override.rules) {
      const called = rules.filter((rule) => patternCallsRule(pattern.text, rule));
      if (called.length === 0) unmatched.push(pattern);
      for (const { id } of called) {
        if (decided.has(id)) continue;
        decided.add(id);
        byRule.set(id, decideAnew(byRule.get(id) ?? {}, override, pattern));
      }
    }
  }
  return { byRule, unmatched };
}

function decideAnew(before: Decision, { mode, level, reason }: Override, pattern: PlacedText): Decision {
  const kept = mode === undefined ? before : { ...(before.level !== undefined && { level: before.level }) };
  return {
    ...kept,
    ...(mode !== undefined && { mode, by: pattern }),
    ...(level !== undefined && { level }),
    ...(reason !== undefined && { reason }),
  };
}
