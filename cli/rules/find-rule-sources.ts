import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import type { RuleSource } from '#shared/sigma/parse-rules.ts';
import { UsageError } from '../usage-error.ts';

/** Read the rule files of folders and files, in their order, by name within each folder.
 * @throws {UsageError} a path that leads to no rule file */
export function findRuleSources(roots: readonly string[]): readonly RuleSource[] {
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
