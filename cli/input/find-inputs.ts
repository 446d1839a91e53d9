import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { InputProblem } from './input-problem.ts';

/** One file to read. */
export interface InputFile {
  readonly path: string;
  readonly sizeBytes: number;
}

/** What the paths of a command line lead to. */
export interface FoundInputs {
  /** In the order of the paths; within a folder by name, so that a run repeats itself. */
  readonly files: readonly InputFile[];
  /** Files in folders whose name no log has. */
  readonly passedOver: number;
  /** Paths and folders that could not be looked into. */
  readonly problems: readonly InputProblem[];
}

/** Find the files that paths name: a file as it is named, a folder with all that lies below it. */
export function findInputs(paths: readonly string[]): FoundInputs {
  const files: InputFile[] = [];
  const problems: InputProblem[] = [];
  const seenFolders = new Set<string>();
  let passedOver = 0;

  const tryTo = (path: string, look: () => void): void => {
    try {
      look();
    } catch (error) {
      problems.push(unreadable(path, error));
    }
  };
  const visitFolder = (folder: string): void =>
    tryTo(folder, () => {
      // Links may lead in a circle: a folder is entered once.
      const real = realpathSync(folder);
      if (seenFolders.has(real)) return;
      seenFolders.add(real);
      for (const entry of readdirSync(folder, { withFileTypes: true }).sort(byName)) {
        const path = join(folder, entry.name);
        tryTo(path, () => {
          const status = statSync(path);
          if (status.isDirectory()) visitFolder(path);
          else if (status.isFile() && logName.test(entry.name)) files.push({ path, sizeBytes: status.size });
          else passedOver += 1;
        });
      }
    });

  for (const path of paths) {
    tryTo(path, () => {
      const status = statSync(path);
      if (status.isDirectory()) visitFolder(path);
      else files.push({ path, sizeBytes: status.size });
    });
  }
  return { files, passedOver, problems };
}

/** CloudTrail's own names, and what people make of them. */
const logName = /\.(?:json|jsonl|ndjson|log|gz)$/i;

function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : 1;
}

/** What a failed file operation means for the person who named the path. */
export function unreadable(path: string, error: unknown): InputProblem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return {
    source: path,
    message:
      code === 'ENOENT'
        ? 'there is no such file or folder'
        : `cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    hint: hints[code] ?? 'check the path and its permissions',
  };
}

const hints: Readonly<Record<string, string>> = {
  ENOENT: 'check the spelling; a path is taken relative to the current folder',
  EACCES: 'give yourself permission to read it, or run as a user who has it',
};
