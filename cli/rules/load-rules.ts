import { loadRulePack } from '#shared/load-rule-pack.ts';
import type { RulePack } from '#shared/sigma/rule-pack.ts';
import { findRuleSources } from './find-rule-sources.ts';
import type { RuleSelection } from './rule-selection.ts';
import { RulesRejected } from './rules-rejected.ts';

/** Load rules as they are, without settings.
 * @throws {RulesRejected} some rule is bad: nothing runs on half of the rules
 * @throws {UsageError} a path that leads to no rule file */
export function loadRules({ builtin, paths }: Omit<RuleSelection, 'settings'>): RulePack {
  const { pack, problems } = loadRulePack(findRuleSources(builtin === undefined ? paths : [builtin, ...paths]));
  if (problems.length > 0) throw new RulesRejected(problems);
  return pack;
}
