import { byteOf } from './json-bytes.ts';

/** A line without its newline, nor a comma before it; `offsetBytes` counts from the beginning of the text. */
export interface Line {
  readonly bytes: Uint8Array;
  readonly offsetBytes: number;
}

/** The lines of a text after its first newline: of a text in one line, none. */
export function* splitLines(text: Uint8Array): Generator<Line> {
  let start = text.indexOf(byteOf.newline) + 1;
  while (start > 0 && start < text.length) {
    const end = text.indexOf(byteOf.newline, start);
    yield { bytes: withoutComma(text.subarray(start, end === -1 ? text.length : end)), offsetBytes: start };
    start = end + 1;
  }
}

/** Elements of a list that each have a line end in a comma. */
function withoutComma(line: Uint8Array): Uint8Array {
  return line.at(-1) === byteOf.comma ? line.subarray(0, -1) : line;
}
