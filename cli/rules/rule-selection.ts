import { UsageError } from '../usage-error.ts';

/** Which rules a command works with. */
export interface RuleSelection {
  /** The folder of the rules that come with Trailguard; absent with `--no-builtin`. */
  readonly builtin?: string;
  /** Folders or files given with `--rules`. */
  readonly paths: readonly string[];
  /** The settings file, which may add rules, leave out those that come with Trailguard, and change what becomes of each. */
  readonly settings?: string;
}

/** The options that select rules, for every verb that has them. */
export const ruleOptions = {
  rules: { type: 'string', multiple: true },
  'no-builtin': { type: 'boolean' },
  settings: { type: 'string' },
} as const;

/** What {@link ruleOptions} were given. */
export interface RuleOptionValues {
  readonly rules?: string[] | undefined;
  readonly 'no-builtin'?: boolean | undefined;
  readonly settings?: string | undefined;
}

/** Read the selection from parsed options.
 * @param only paths that a person named as what the verb is about: those rules, and no others
 * @throws {UsageError} no rules would be left, or settings are given for rules that are not those of the settings */
export function selectRules(
  { rules = [], 'no-builtin': noBuiltin = false, settings }: RuleOptionValues,
  builtinRules: string,
  only: readonly string[] = [],
): RuleSelection {
  const paths = [...only, ...rules];
  if (only.length > 0 && settings !== undefined) {
    throw new UsageError('settings say which rules there are: add those of a PATH with --rules PATH');
  }
  if (only.length > 0) return { paths };
  const selection = { paths, ...(settings !== undefined && { settings }) };
  if (!noBuiltin) return { builtin: builtinRules, ...selection };
  if (paths.length === 0 && settings === undefined) {
    throw new UsageError('--no-builtin leaves no rules: name some with --rules DIR');
  }
  return selection;
}
