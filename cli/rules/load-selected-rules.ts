import { loadRulePack } from '#shared/load-rule-pack.ts';
import { applySettings, type ConfiguredRules } from '#shared/settings/apply-settings.ts';
import { findNonFilters } from '#shared/settings/find-non-filters.ts';
import type { RuleSource } from '#shared/sigma/parse-rules.ts';
import { UsageError } from '../usage-error.ts';
import { findRuleSources } from './find-rule-sources.ts';
import { readSettings } from './read-settings.ts';
import type { RuleSelection } from './rule-selection.ts';
import { RulesRejected } from './rules-rejected.ts';

/** The selected rules, as the selected settings want them. */
export interface SelectedRules extends ConfiguredRules {
  /** What the rules and filters were read from. */
  readonly sources: readonly RuleSource[];
}

/** Load the selected rules and settings.
 * @throws {RulesRejected} some rule or setting is bad: nothing runs on half of the rules
 * @throws {UsageError} a path that leads to no rule file, settings that cannot be read, or no rules at all */
export async function loadSelectedRules(selection: RuleSelection): Promise<SelectedRules> {
  const selected = await readSelectedRules(selection);
  if (selected.problems.length > 0) throw new RulesRejected(selected.problems);
  return selected;
}

/** The same for those who want to see all problems: the rules are then what is left of them.
 * @throws {UsageError} as {@link loadSelectedRules} */
export async function readSelectedRules({ builtin, paths, settings: file }: RuleSelection): Promise<SelectedRules> {
  if (file === undefined) {
    const sources = findRuleSources(builtin === undefined ? paths : [builtin, ...paths]);
    const { pack, problems } = loadRulePack(sources);
    return { pack, whole: pack, states: new Map(), problems, sources };
  }
  const read = await readSettings(file);
  const { settings } = read;
  const own = findRuleSources([...(builtin !== undefined && settings.builtin ? [builtin] : []), ...paths]);
  const rules = [...own, ...read.rules];
  if (rules.length === 0 && read.problems.length === 0) {
    throw new UsageError(`${file} leaves no rules: name some under rules: or with --rules DIR`);
  }
  const sources = [...rules, ...read.filters];
  const loaded = loadRulePack(sources);
  const isWhole = read.knowsRules && loaded.problems.length === 0;
  const configured = applySettings(loaded.pack, settings, { sources, isWhole });
  const ofSettings = [...read.problems, ...configured.problems].sort((a, b) => a.line - b.line || a.column - b.column);
  const problems = [...ofSettings, ...loaded.problems, ...findNonFilters(read.filters)];
  return { ...configured, problems, sources };
}
