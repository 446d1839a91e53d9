import { Readable } from 'node:stream';
import type { Io, Output } from '#cli/io.ts';
import { main } from '#cli/main.ts';

/** What one run of the command line left behind. */
export interface CliRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliRunOptions {
  readonly stdin?: string | Uint8Array | AsyncIterable<Uint8Array>;
  readonly colour?: boolean;
  readonly columns?: number;
  readonly terminal?: boolean;
  /** Epoch milliseconds. */
  readonly nowMs?: number;
}

/** Run the command line in this process, on one thread. */
export function runCli(args: readonly string[], options: CliRunOptions = {}): Promise<CliRun> {
  return runWithIo((io) => main(args, io), options);
}

/** Run a part of the command line, which tests give a world of their own. */
export async function runWithIo(run: (io: Io) => Promise<number>, options: CliRunOptions = {}): Promise<CliRun> {
  const stdout = textOutput(options);
  const stderr = textOutput(options);
  const exitCode = await run({
    stdin: chunksOf(options.stdin ?? ''),
    stdout,
    stderr,
    now: () => options.nowMs ?? Date.UTC(2026, 2, 9),
    builtinRules: 'rules',
  });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

function chunksOf(stdin: string | Uint8Array | AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return typeof stdin === 'string' || stdin instanceof Uint8Array ? Readable.from([Buffer.from(stdin)]) : stdin;
}

function textOutput({ colour = false, columns = 120, terminal = false }: CliRunOptions): Output & { text(): string } {
  const parts: string[] = [];
  return {
    write: (text) => void parts.push(text),
    isTerminal: terminal,
    colour,
    columns,
    text: () => parts.join(''),
  };
}

/** The lines of an output, each parsed. */
export function jsonLines(text: string): readonly Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
