/** A place to write text to. */
export interface Output {
  write(text: string): void;
  /** A person reads it as it is written. */
  readonly isTerminal: boolean;
  readonly colour: boolean;
  /** Width in columns; tables are cut to it. */
  readonly columns: number;
}

/** What a verb needs of the process around it: tests bring their own. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Epoch milliseconds. */
  now(): number;
  /** The folder of the rules that come with Trailguard. */
  readonly builtinRules: string;
}

/** The real process. Colour goes to terminals only, and never where `NO_COLOR` is set (no-color.org). */
export function processIo(builtinRules: string): Io {
  return {
    stdin: process.stdin,
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    now: () => Date.now(),
    builtinRules,
  };
}

/** What goes into a pipe or a file is not cut to a screen's width. */
export const unboundColumns = 1000;

function outputOf(stream: NodeJS.WriteStream): Output {
  const isTerminal = stream.isTTY === true;
  return {
    write: (text) => void stream.write(text),
    isTerminal,
    colour: isTerminal && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb',
    get columns() {
      return isTerminal ? stream.columns : unboundColumns;
    },
  };
}
