import { ByteTail } from './byte-tail.ts';
import type { Expectation } from './envelopes/content.ts';
import { listKeys } from './envelopes/record-list.ts';
import { byteOf, byteSet, endsEscaping, findByte, findStringEnd, skipBytes } from './json-bytes.ts';
import { keyText } from './key-text.ts';
import type { ReadLimits } from './read-limits.ts';
import type { Split } from './split.ts';

/** What the next byte belongs to: no value yet, a container or string, a bare token in a list, a line of the top level. */
type Phase = 'between' | 'value' | 'token' | 'line';

/** No spelling of a list key is longer, all its characters escaped (`\u0052`). */
const maxKeyBytes = 64;

const blank = [0x20, 0x09, 0x0a, 0x0d] as const;
const separators = byteSet(...blank, byteOf.comma);
/** Files that were put together keep the byte order marks of their parts. */
const topLevelSeparators = byteSet(...blank, byteOf.comma, 0xef, 0xbb, 0xbf);
const brackets = [byteOf.openBrace, byteOf.closeBrace, byteOf.openBracket, byteOf.closeBracket] as const;
const nestedMarks = byteSet(byteOf.quote, ...brackets);
const memberMarks = byteSet(byteOf.quote, ...brackets, byteOf.colon, byteOf.comma);
const tokenEnds = byteSet(...blank, byteOf.quote, byteOf.comma, ...brackets);
const lineEnds = byteSet(byteOf.newline);

/** Cuts JSON text, chunk by chunk, into values to parse; memory holds one chunk and one value.
 *
 * Text may be values one after another, one a line, or a list; of an object with a list under `Records` or `Events`
 * the elements come one by one, wherever that member stands. It balances brackets outside strings and checks no more:
 * a piece that is not JSON is for the parser to find. Where chunks are cut makes no difference to what comes out.
 *
 * Invariants: `#depth` brackets are open, of which `#home` (0, 1 or 2) surround the values that come out. While a value
 * is under way, its bytes from `#start` are in `#tail` and the current chunk, unless its list was already streamed. */
export class JsonSplitter {
  readonly #limits: ReadLimits;
  readonly #tail: ByteTail;
  readonly #keyTail = new ByteTail(maxKeyBytes + 1);
  #chunk: Buffer = Buffer.alloc(0);
  /** Position in the chunk, and the chunk's own offset in the text. */
  #at = 0;
  #base = 0;
  #phase: Phase = 'between';
  #depth = 0;
  #home = 0;
  #start = 0;
  #deepest = 0;
  #inString = false;
  #escaped = false;
  /** Of an object at the top level: what a string at depth 1 would be, and what its last key says of a list. */
  #slot: 'key' | 'member' = 'key';
  #keyStart = 0;
  #listExpects: Expectation | undefined;
  #streamed = false;
  /** Of the list whose elements come out. */
  #expects: Expectation = 'anything';
  #elements = 0;

  constructor(limits: ReadLimits) {
    this.#limits = limits;
    // One byte more than allowed, so that a value over the limit shows.
    this.#tail = new ByteTail(limits.maxValueBytes + 1);
  }

  /** The pieces that a chunk completes. */
  *push(chunk: Uint8Array): Generator<Split> {
    this.#chunk = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    this.#at = 0;
    while (this.#at < chunk.length) {
      const split = this.#step();
      if (split !== undefined) yield split;
    }
    if (this.#phase !== 'between' && !this.#wasStreamed()) this.#tail.keep(this.#since(this.#start));
    if (this.#readsKey()) this.#keyTail.keep(this.#since(this.#keyStart));
    this.#base += chunk.length;
    this.#chunk = Buffer.alloc(0);
    this.#at = 0;
  }

  /** What the text ends in the middle of, if anything. */
  end(): Split | undefined {
    if (this.#phase === 'line') return this.#complete('line');
    if (this.#phase === 'between' && this.#home === 0) return undefined;
    if (this.#phase === 'between' || this.#wasStreamed()) this.#start = this.#base;
    return this.#split('truncated', this.#tail.take(this.#chunk));
  }

  /** Go on to the next completed piece or the end of the chunk, whichever comes first. */
  #step(): Split | undefined {
    switch (this.#phase) {
      case 'between':
        return this.#beginValue();
      case 'value':
        return this.#scanValue();
      case 'token':
        this.#at = findByte(this.#chunk, this.#at, tokenEnds);
        return this.#at < this.#chunk.length ? this.#complete('value') : undefined;
      case 'line':
        this.#at = findByte(this.#chunk, this.#at, lineEnds);
        return this.#at < this.#chunk.length ? this.#complete('line') : undefined;
    }
  }

  #beginValue(): Split | undefined {
    this.#at = skipBytes(this.#chunk, this.#at, this.#home === 0 ? topLevelSeparators : separators);
    const byte = this.#chunk[this.#at];
    if (byte === undefined) return undefined;
    if (this.#home > 0 && (byte === byteOf.closeBracket || byte === byteOf.closeBrace)) return this.#leaveList();

    this.#start = this.#base + this.#at;
    this.#deepest = this.#home;
    if (byte === byteOf.openBracket && this.#home === 0) {
      this.#enterList('anything');
    } else if (byte === byteOf.openBrace || byte === byteOf.openBracket) {
      this.#phase = 'value';
      this.#slot = 'key';
    } else if (this.#home === 0) {
      this.#phase = 'line';
    } else if (byte === byteOf.quote) {
      this.#phase = 'value';
      this.#inString = true;
      this.#at++;
    } else {
      this.#phase = 'token';
    }
    return undefined;
  }

  #scanValue(): Split | undefined {
    while (this.#at < this.#chunk.length && this.#phase === 'value') {
      if (this.#inString) this.#scanString();
      else if (this.#home === 0 && this.#depth === 1) this.#scanMember();
      else this.#scanNested();
      if (this.#depth === this.#home && !this.#inString && this.#phase === 'value') return this.#complete('value');
    }
    return undefined;
  }

  /** Go past the closing quote of the string under way, or to the end of the chunk. */
  #scanString(): void {
    const from = this.#at + (this.#escaped ? 1 : 0);
    const end = findStringEnd(this.#chunk, from);
    this.#escaped = end === this.#chunk.length && endsEscaping(this.#chunk, from, end);
    this.#at = Math.min(end + 1, this.#chunk.length);
    if (end === this.#chunk.length) return;
    if (this.#readsKey()) this.#endKey(end);
    this.#inString = false;
  }

  /** Go past one mark among the members of an object at the top level. */
  #scanMember(): void {
    this.#at = findByte(this.#chunk, this.#at, memberMarks);
    const byte = this.#chunk[this.#at];
    if (byte === undefined) return;
    if (byte === byteOf.openBracket && this.#slot === 'member' && this.#listExpects !== undefined) {
      this.#streamed = true;
      this.#tail.clear();
      this.#enterList(this.#listExpects);
      return;
    }
    this.#at++;
    if (byte === byteOf.quote) {
      this.#inString = true;
      this.#keyStart = this.#base + this.#at;
    } else if (byte === byteOf.comma) this.#slot = 'key';
    else if (byte === byteOf.colon) this.#slot = 'member';
    else if (byte === byteOf.closeBrace || byte === byteOf.closeBracket) this.#depth--;
    else {
      this.#depth++;
      this.#deepest = Math.max(this.#deepest, this.#depth);
    }
  }

  /** Go through nested containers up to where the value may end, the chunk ends, or members of the top level go on.
   * All but a few bytes of a log pass through this loop. */
  #scanNested(): void {
    const chunk = this.#chunk;
    const floor = this.#home === 0 ? 1 : this.#home;
    let at = this.#at;
    let depth = this.#depth;
    do {
      at = findByte(chunk, at, nestedMarks);
      const byte = chunk[at];
      if (byte === undefined) break;
      at++;
      if (byte === byteOf.quote) {
        const end = findStringEnd(chunk, at);
        if (end === chunk.length) {
          this.#inString = true;
          this.#escaped = endsEscaping(chunk, at, end);
          at = end;
        } else at = end + 1;
      } else if (byte === byteOf.openBrace || byte === byteOf.openBracket) {
        depth++;
        if (depth > this.#deepest) this.#deepest = depth;
      } else depth--;
    } while (depth > floor);
    this.#at = at;
    this.#depth = depth;
  }

  /** Tell whether the string under way is a key of an object at the top level. */
  #readsKey(): boolean {
    return this.#inString && this.#slot === 'key' && this.#home === 0 && this.#depth === 1;
  }

  #endKey(at: number): void {
    const start = this.#keyStart - this.#base;
    const bytes = start >= 0 ? this.#chunk.subarray(start, at) : this.#keyTail.take(this.#chunk.subarray(0, at));
    this.#listExpects = listKeys.get(keyText(bytes));
  }

  #enterList(expects: Expectation): void {
    this.#at++;
    this.#depth++;
    this.#home = this.#depth;
    this.#phase = 'between';
    this.#expects = expects;
    this.#elements = 0;
    this.#start = this.#base + this.#at - 1;
  }

  #leaveList(): Split | undefined {
    this.#at++;
    this.#depth--;
    this.#home = 0;
    if (this.#depth === 1) this.#phase = 'value';
    this.#expects = 'anything';
    if (this.#elements > 0) return undefined;
    return this.#split(this.#depth === 0 ? 'no-content' : 'empty-list', new Uint8Array(0));
  }

  #complete(kind: 'value' | 'line'): Split | undefined {
    this.#phase = 'between';
    if (this.#wasStreamed()) {
      this.#streamed = false;
      return undefined;
    }
    this.#elements++;
    const lengthBytes = this.#base + this.#at - this.#start;
    const bytes =
      this.#start >= this.#base
        ? this.#chunk.subarray(this.#start - this.#base, this.#at)
        : this.#tail.take(this.#chunk.subarray(0, this.#at));
    if (lengthBytes > this.#limits.maxValueBytes) return this.#split('too-large', bytes);
    return this.#split(this.#deepest - this.#home > this.#limits.maxDepth ? 'too-deep' : kind, bytes);
  }

  /** Tell whether what is under way is an object whose list has come out already: nothing of it is kept. */
  #wasStreamed(): boolean {
    return this.#streamed && this.#home === 0;
  }

  #split(kind: Split['kind'], bytes: Uint8Array): Split {
    return { kind, bytes, offsetBytes: this.#start, expects: this.#expects };
  }

  /** The chunk from an offset of the text on. */
  #since(offsetBytes: number): Uint8Array {
    return this.#chunk.subarray(Math.max(0, offsetBytes - this.#base));
  }
}
