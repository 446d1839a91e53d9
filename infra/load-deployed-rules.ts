import { existsSync } from 'node:fs';
import path from 'node:path';
import { describeModes } from '#cli/rules/describe-modes.ts';
import { loadSelectedRules } from '#cli/rules/load-selected-rules.ts';
import type { RulePack } from '#shared/sigma/rule-pack.ts';
import { root } from './paths.ts';

/** The rules that a deployment gets, and how they came about. */
export interface DeployedRules {
  /** The same bytes for the same rules and settings. */
  readonly pack: RulePack;
  /** One line for people. */
  readonly description: string;
}

/** The rules that come with Trailguard, with the settings of a `trailguard.yml` in the project's root if there is one.
 * @param folder where the settings are, instead of the root
 * @throws {RulesRejected} some rule or setting has a problem: no build leaves a rule out in silence */
export async function loadDeployedRules(folder: string = root): Promise<DeployedRules> {
  const settingsName = 'trailguard.yml';
  const settings = path.join(folder, settingsName);
  const hasSettings = existsSync(settings);
  const builtin = path.join(root, 'rules');
  const { pack, states } = await loadSelectedRules({ builtin, paths: [], ...(hasSettings && { settings }) });
  const from = hasSettings ? `settings of ${settingsName}` : `no ${settingsName}, so the rules as they come`;
  const modes = describeModes(states);
  const count = pack.rules.length + pack.correlations.length;
  return { pack, description: `${from}: ${count} rules run${modes === '' ? '' : ` (${modes})`}` };
}
