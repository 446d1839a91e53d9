import { derivedFieldTable } from './enrich/derived-field-table.ts';
import { type ParseOptions, parseRules, type RuleSource } from './sigma/parse-rules.ts';
import type { RuleProblem } from './sigma/problem.ts';
import { defaultDedupWindowMs, type RulePack } from './sigma/rule-pack.ts';

/** A rule pack, and everything that is wrong with the rules that are not in it. */
export interface LoadedRulePack {
  readonly pack: RulePack;
  /** All problems of all files; empty when every rule was taken. */
  readonly problems: readonly RuleProblem[];
}

/** Make a rule pack of rule files: the same call at build time for Lambdas and at start of the command line. */
export function loadRulePack(
  sources: readonly RuleSource[],
  options?: Pick<ParseOptions, 'placeholders'>,
): LoadedRulePack {
  const derivedFields = derivedFieldTable.map(({ path }) => path);
  const parsed = parseRules(sources, { ...options, derivedFields });
  const { rules, correlations, problems } = parsed;
  return { pack: { version: 1, rules, correlations, dedupWindowMs: defaultDedupWindowMs }, problems };
}
