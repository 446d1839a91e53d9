import type { Level, RuleMeta } from '#shared/model/rule.ts';
import type { RuleSource } from '#shared/sigma/parse-rules.ts';
import type { RuleProblem } from '#shared/sigma/problem.ts';
import type { RulePack } from '#shared/sigma/rule-pack.ts';
import { type Decision, decideOnRules } from './decide-on-rules.ts';
import { findIdleRules } from './find-idle-rules.ts';
import { findNeeds } from './find-needs.ts';
import type { Mode, PlacedText, Settings } from './settings.ts';
import { suggestRule } from './suggest-rule.ts';

/** Rules as settings want them. */
export interface ConfiguredRules {
  /** The rules that run. */
  readonly pack: RulePack;
  /** The same with the rules that are off. */
  readonly whole: RulePack;
  /** What settings say of a rule, by its id; a rule that they do not speak of is not in it. */
  readonly states: ReadonlyMap<string, RuleState>;
  /** In the order of the settings' lines. */
  readonly problems: readonly RuleProblem[];
}

/** What settings say of a rule. */
export interface RuleState {
  readonly mode: Mode;
  /** Why, in the user's words. */
  readonly reason?: string;
}

/** Take rules out of a pack, or change them, as settings say. A rule that a correlation or filter still needs cannot be off.
 *
 * Rules that only correlations speak for go with the last of these.
 * @param sources of the pack, in which its filters stand: a pack has them in its rules' conditions
 * @param isWhole every rule that there is is in the pack, so that a pattern that calls none is a problem */
export function applySettings(
  pack: RulePack,
  settings: Settings,
  { sources, isWhole }: { readonly sources: readonly RuleSource[]; readonly isWhole: boolean },
): ConfiguredRules {
  const metas = [...pack.rules, ...pack.correlations].map(({ meta }) => meta);
  const { byRule, unmatched } = decideOnRules(settings.overrides, metas);
  const idsWhere = (holds: (decision: Decision) => boolean): ReadonlySet<string> =>
    new Set([...byRule].flatMap(([id, decision]) => (holds(decision) ? [id] : [])));
  const off = idsWhere(({ mode }) => mode === 'off');
  const problems = [
    ...(isWhole ? unmatched.map((pattern) => unmatchedProblem(pattern, metas)) : []),
    ...findNeeds(pack, off, sources).flatMap(({ rule, who, hint }) => {
      const by = byRule.get(rule.id)?.by;
      const message = `"${by?.text}" turns off ${rule.name ?? rule.title}, which ${who} refers to`;
      return by === undefined ? [] : [{ ...by.place, message, hint }];
    }),
  ];
  const idle = findIdleRules(pack, off, idsWhere(isWantedByName));
  const states = new Map<string, RuleState>([
    ...[...byRule].map(([id, decision]) => [id, stateOf(decision)] as const),
    ...[...idle].map((id) => [id, idleState] as const),
  ]);
  const configure = <Rule extends { readonly meta: RuleMeta }>(rule: Rule): Rule => {
    const { level } = byRule.get(rule.meta.id) ?? {};
    return { ...rule, meta: metaWith(rule.meta, states.get(rule.meta.id)?.mode, level) };
  };
  const whole = {
    ...pack,
    rules: pack.rules.map(configure),
    correlations: pack.correlations.map(configure),
    dedupWindowMs: settings.dedupWindowMs,
  };
  const runs = ({ meta }: { readonly meta: RuleMeta }): boolean => states.get(meta.id)?.mode !== 'off';
  return {
    pack: { ...whole, rules: whole.rules.filter(runs), correlations: whole.correlations.filter(runs) },
    whole,
    states,
    problems: problems
      .map((problem) => ({ file: settings.file, ...problem }))
      .sort((a, b) => a.line - b.line || a.column - b.column),
  };
}

const idleState: RuleState = { mode: 'off', reason: 'every correlation that it is for is off' };

function stateOf({ mode = 'alert', reason }: Decision): RuleState {
  return { mode, ...(reason !== undefined && { reason }) };
}

/** A rule that is called by its very name is meant to speak for itself; one that is merely among `*` is not. */
function isWantedByName({ mode, by }: Decision): boolean {
  return by !== undefined && mode !== 'off' && !by.text.includes('*');
}

function metaWith({ mode: _, ...meta }: RuleMeta, mode: Mode | undefined, level: Level = meta.level): RuleMeta {
  return { ...meta, level, ...(mode === 'observe' && { mode }) };
}

type PlacedProblem = Omit<RuleProblem, 'file'>;

function unmatchedProblem({ text, place }: PlacedText, metas: readonly RuleMeta[]): PlacedProblem {
  return { ...place, message: `there is no rule "${text}"`, hint: suggestRule(text, metas) };
}
