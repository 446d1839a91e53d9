import { excerptOf } from './excerpt.ts';
import type { GzipFlaw } from './gunzip-bytes.ts';
import { byteOf } from './json-bytes.ts';
import { JsonSplitter } from './json-splitter.ts';
import { parseJson } from './parse-json.ts';
import type { ReadItem } from './read-item.ts';
import type { ReadLimits } from './read-limits.ts';
import { readParsed } from './read-parsed.ts';
import { type ReadProblemCode, readProblem } from './read-problem.ts';
import type { Split } from './split.ts';
import { splitLines } from './split-lines.ts';

/** Turns the decompressed bytes of one input into read items; the one core of every way to read.
 *
 * Where chunks are cut makes no difference. Every input gives at least one item. */
export class RecordReader {
  readonly #source: string;
  readonly #limits: ReadLimits;
  readonly #splitter: JsonSplitter;
  #readBytes = 0;
  #full = false;
  #foundNothing = true;
  /** Beginning of the lines under way that are not JSON: however many, they are one problem. */
  #prose: Split | undefined;

  constructor(source: string, limits: ReadLimits) {
    this.#source = source;
    this.#limits = limits;
    this.#splitter = new JsonSplitter(limits);
  }

  /** The items that a chunk completes. */
  *push(chunk: Uint8Array): Generator<ReadItem> {
    const roomBytes = this.#limits.maxUncompressedBytes - this.#readBytes;
    const taken = chunk.subarray(0, roomBytes);
    this.#readBytes += taken.length;
    for (const split of this.#splitter.push(taken)) yield* this.#readSplit(split);
    if (taken.length < chunk.length) this.#full = true;
  }

  /** Tell whether the input went past its limit: nothing more will be read of it. */
  isFull(): boolean {
    return this.#full;
  }

  /** The items that the end of the input completes.
   * @param flaw why there is no more, when the input itself did not end here */
  *end(flaw?: GzipFlaw): Generator<ReadItem> {
    const stop = flaw ?? (this.#full ? 'too-much-data' : undefined);
    const rest = this.#splitter.end();
    if (rest !== undefined && rest.kind !== 'truncated') yield* this.#readSplit(rest);
    yield* this.#endProse();
    if (rest?.kind === 'truncated') yield* this.#salvage(rest);
    if (stop !== undefined) yield this.#problem(stop, this.#readBytes, rest?.bytes);
    else if (rest?.kind === 'truncated') yield this.#problem('json-truncated', rest.offsetBytes, rest.bytes);
    else if (this.#foundNothing) yield this.#problem('no-content', 0);
  }

  /** No generator itself: nearly all pieces are one record, and each generator on its way costs time. */
  #readSplit(split: Split): Iterable<ReadItem> {
    this.#foundNothing = false;
    if (split.kind === 'line') return this.#readLine(split);
    if (split.kind === 'value' && this.#prose === undefined) return this.#readJson(split);
    return this.#readAfterProse(split);
  }

  *#readAfterProse(split: Split): Generator<ReadItem> {
    yield* this.#endProse();
    if (split.kind === 'empty-list') yield { kind: 'set-aside', what: 'empty', source: this.#source };
    else if (split.kind === 'no-content') yield this.#problem('no-content', split.offsetBytes);
    else if (split.kind === 'too-large') yield this.#problem('value-too-large', split.offsetBytes, split.bytes);
    else if (split.kind === 'too-deep') yield this.#problem('too-deep', split.offsetBytes, split.bytes);
    else yield* this.#readJson(split);
  }

  #readJson(split: Split): Iterable<ReadItem> {
    const value = parseJson(split.bytes);
    if (value === undefined) return this.#readBroken(split);
    return readParsed(value, {
      place: { source: this.#source, offsetBytes: split.offsetBytes },
      limits: this.#limits,
      expects: split.expects,
      envelopes: 0,
    });
  }

  *#readBroken(split: Split): Generator<ReadItem> {
    yield this.#problem('not-json', split.offsetBytes, split.bytes);
    yield* this.#salvage(split);
  }

  *#readLine(split: Split): Generator<ReadItem> {
    if (parseJson(split.bytes) === undefined) {
      this.#prose ??= split;
      return;
    }
    yield* this.#endProse();
    yield* this.#readJson(split);
  }

  *#endProse(): Generator<ReadItem> {
    if (this.#prose === undefined) return;
    const { bytes, offsetBytes } = this.#prose;
    this.#prose = undefined;
    yield this.#problem(startsAsUtf16(bytes) ? 'utf-16' : 'not-json', offsetBytes, bytes);
  }

  /** Where each record has a line of its own, one with a bracket too many or too few takes those after it along. They are
   * still whole: inside JSON no string holds a line end, so a line that is an object by itself was written as one. */
  *#salvage(split: Split): Generator<ReadItem> {
    for (const line of splitLines(split.bytes)) {
      if (line.bytes[0] !== byteOf.openBrace || parseJson(line.bytes) === undefined) continue;
      yield* this.#readJson({ ...split, bytes: line.bytes, offsetBytes: split.offsetBytes + line.offsetBytes });
    }
  }

  #problem(code: ReadProblemCode, offsetBytes: number, bytes?: Uint8Array): ReadItem {
    const excerpt = bytes === undefined || bytes.length === 0 ? undefined : excerptOf(bytes);
    return { kind: 'problem', problem: readProblem(code, { source: this.#source, offsetBytes }, excerpt) };
  }
}

function startsAsUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}
