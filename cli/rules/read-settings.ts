import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import type { ParsedSettings } from '#shared/settings/parse-settings.ts';
import type { PlacedText } from '#shared/settings/settings.ts';
import type { RuleSource } from '#shared/sigma/parse-rules.ts';
import type { RuleProblem } from '#shared/sigma/problem.ts';
import { UsageError } from '../usage-error.ts';
import { findRuleSources } from './find-rule-sources.ts';

/** A settings file with the files that it names. */
export interface ReadSettings extends ParsedSettings {
  readonly rules: readonly RuleSource[];
  readonly filters: readonly RuleSource[];
}

/** Read a settings file, and the rules and filters that it names by paths relative to itself. A path that leads to none is a
 * problem in its place.
 * @throws {UsageError} the settings file cannot be read */
export async function readSettings(file: string): Promise<ReadSettings> {
  // The checker of schemas takes a tenth of a second to load: whoever has no settings does not wait for it.
  const { parseSettings } = await import('#shared/settings/parse-settings.ts');
  const parsed = parseSettings(file, readText(file));
  const problems: RuleProblem[] = [...parsed.problems];
  const sourcesOf = (paths: readonly PlacedText[]): readonly RuleSource[] =>
    paths.flatMap(({ text, place }) => {
      try {
        return findRuleSources([isAbsolute(text) ? text : join(dirname(file), text)]);
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        problems.push({
          file,
          ...place,
          message: error.message,
          hint: 'write the path as seen from the settings file',
        });
        return [];
      }
    });
  const rules = sourcesOf(parsed.settings.rules);
  const isComplete = problems.length === parsed.problems.length;
  const filters = sourcesOf(parsed.settings.filters);
  return { ...parsed, problems, knowsRules: parsed.knowsRules && isComplete, rules, filters };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`settings cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
