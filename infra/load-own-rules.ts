import path from 'node:path';
import { loadRules } from '#cli/rules/load-rules.ts';
import type { RulePack } from '#shared/sigma/rule-pack.ts';
import { root } from './paths.ts';

/** The rules that come with Trailguard, as they are: what settings say of them is nothing that its own pages are about.
 * @throws {RulesRejected} some rule has a problem: no build leaves a rule out in silence */
export function loadOwnRules(): RulePack {
  return loadRules({ builtin: path.join(root, 'rules'), paths: [] });
}
