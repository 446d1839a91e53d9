import { closeSync, openSync, statSync, writeFileSync } from 'node:fs';
import type { InputFile } from '../input/find-inputs.ts';
import { type Output, unboundColumns } from '../io.ts';
import { UsageError } from '../usage-error.ts';

/** Open the file that results go to, emptied.
 * @throws {UsageError} it cannot be written, now or at some write, or it is one of the inputs: a log would be lost */
export function openOutputFile(path: string, inputs: readonly InputFile[]): Output & { close(): void } {
  const input = findSameFile(path, inputs);
  if (input !== undefined) {
    throw new UsageError(`--output ${path} would overwrite ${input.path}, which this scan reads: name another file`);
  }
  const attempt = <T>(act: () => T): T => {
    try {
      return act();
    } catch (error) {
      throw new UsageError(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const file = attempt(() => openSync(path, 'w'));
  return {
    // To a descriptor it writes on from where it is, and all of the text, however many writes that takes.
    write: (text) => attempt(() => writeFileSync(file, text)),
    isTerminal: false,
    colour: false,
    columns: unboundColumns,
    close: () => closeSync(file),
  };
}

/** The input that a path leads to, by whatever name: links and folders have many. */
function findSameFile(path: string, inputs: readonly InputFile[]): InputFile | undefined {
  const output = statSync(path, { throwIfNoEntry: false });
  if (output?.isFile() !== true) return undefined;
  return inputs.find((input) => {
    if (input.sizeBytes !== output.size) return false;
    const { dev, ino } = statSync(input.path);
    return dev === output.dev && ino === output.ino;
  });
}
