import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { loadRulePack } from '#shared/load-rule-pack.ts';
import type { RuleSource } from '#shared/sigma/parse-rules.ts';
import type { RuleProblem } from '#shared/sigma/problem.ts';
import type { RulePack } from '#shared/sigma/rule-pack.ts';
import { UsageError } from '../usage-error.ts';

/** Which rules a command works with. */
export interface RuleSelection {
  /** The folder of the rules that come with Trailguard; absent with `--no-builtin`. */
  readonly builtin?: string;
  /** Folders or files given with `--rules`. */
  readonly paths: readonly string[];
}

/** The options that select rules, for every verb that has them. */
export const ruleOptions = {
  rules: { type: 'string', multiple: true },
  'no-builtin': { type: 'boolean' },
} as const;

/** Read the selection from parsed options.
 * @param only paths that a person named as what the verb is about: those rules, and no others
 * @throws {UsageError} no rules would be left */
export function selectRules(
  values: { readonly rules?: string[] | undefined; readonly 'no-builtin'?: boolean | undefined },
  builtinRules: string,
  only: readonly string[] = [],
): RuleSelection {
  const paths = [...only, ...(values.rules ?? [])];
  if (only.length > 0) return { paths };
  if (values['no-builtin'] !== true) return { builtin: builtinRules, paths };
  if (paths.length === 0) throw new UsageError('--no-builtin leaves no rules: name some with --rules DIR');
  return { paths };
}

/** Load the selected rules.
 * @throws {RulesRejected} some rule is bad: nothing runs on half of the rules
 * @throws {UsageError} a path that leads to no rule file */
export function loadRules(selection: RuleSelection): RulePack {
  const { pack, problems } = loadRulePack(findRuleSources(selection));
  if (problems.length > 0) throw new RulesRejected(problems);
  return pack;
}

/** Some rules are bad; `problems` names every one of them. */
export class RulesRejected extends Error {
  override readonly name = 'RulesRejected';
  readonly problems: readonly RuleProblem[];

  constructor(problems: readonly RuleProblem[]) {
    super(`${problems.length} problems in rules`);
    this.problems = problems;
  }
}

/** Read the selected rule files, folder by folder, by name within each.
 * @throws {UsageError} a path that leads to no rule file */
export function findRuleSources(selection: RuleSelection): readonly RuleSource[] {
  const roots = [...(selection.builtin === undefined ? [] : [selection.builtin]), ...selection.paths];
  return roots.flatMap((root) => {
    const files = ruleFilesIn(root);
    if (files.length === 0) throw new UsageError(`there is no .yml or .yaml file in ${root}`);
    return files.map((file) => ({
      file,
      path: file === root ? basename(file) : relative(root, file).split(sep).join('/'),
      text: readFileSync(file, 'utf8'),
    }));
  });
}

function ruleFilesIn(root: string): readonly string[] {
  try {
    if (!statSync(root).isDirectory()) return [root];
    return readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.ya?ml$/i.test(name))
      .sort()
      .map((name) => join(root, name));
  } catch (error) {
    throw new UsageError(
      `rules cannot be read from ${root}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
