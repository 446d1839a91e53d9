import path from 'node:path';
import { loadRules } from '#cli/rules/load-rules.ts';
import type { RulePack } from '#shared/sigma/rule-pack.ts';
import { root } from './paths.ts';

/** Our own rules as a pack, the same bytes for the same rules.
 * @throws {RulesRejected} some rule has a problem: no build leaves a rule out in silence */
export function loadOwnRules(): RulePack {
  return loadRules({ builtin: path.join(root, 'rules'), paths: [] });
}
