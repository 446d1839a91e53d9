import { readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../paths.ts';

/** File names of a rule's cases. */
export interface CasesOfRule {
  readonly match: readonly string[];
  readonly ignore: readonly string[];
}

/** Find the cases of all rules: by the rule's path without its ending, in the order of their names. */
export function readCases(): ReadonlyMap<string, CasesOfRule> {
  const cases = new Map<string, CasesOfRule>();
  const names = readdirSync(path.join(root, 'test', 'rules'), { recursive: true, encoding: 'utf8' });
  for (const name of names.map((each) => each.split(path.sep).join('/')).sort()) {
    const [, rule, file, kind] = /^(.+)\/((match|ignore)-[^/]+\.json)$/.exec(name) ?? [];
    if (rule === undefined || file === undefined) continue;
    const { match, ignore } = cases.get(rule) ?? { match: [], ignore: [] };
    cases.set(rule, kind === 'match' ? { match: [...match, file], ignore } : { match, ignore: [...ignore, file] });
  }
  return cases;
}
