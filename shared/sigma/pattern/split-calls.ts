import { buildPattern, type Call } from './build-pattern.ts';
import { maxPatternLength } from './event-rule.ts';

/** Calls whose pattern is within the limit. */
export interface CallGroup {
  /** Letters and digits; no two groups have the same. */
  readonly path: string;
  readonly calls: readonly Call[];
}

/** Split calls into groups whose patterns are within the limit of EventBridge.
 *
 * A group that is too large falls in two by the next bit of each call's key: first the service's, so that its calls stay together while
 * they fit, then the name's, at last what else is asked: what no name tells stays together, and a record that passes it in two ways comes
 * once. What fell apart leaves small groups behind: the smallest of each half become one where they fit. A rule more or less changes one
 * group or two and leaves the others as they are. */
export function splitCalls(calls: readonly Call[]): readonly CallGroup[] {
  return split(calls, [serviceBits, nameBits, otherBits], '').map(({ path, calls: of }) => ({
    path: shortened(path),
    calls: of,
  }));
}

type Bits = (call: Call) => string;

/** Each run of bits as a number of base 36: names of rules have 64 characters, and a stack's is part of them. */
function shortened(path: string): string {
  return path.replace(/(?<![N\d])[01]+/g, (bits) => Number.parseInt(`1${bits}`, 2).toString(36));
}

function split(
  calls: readonly Call[],
  [bitsOf, ...later]: readonly Bits[],
  path: string,
  at = 0,
): readonly CallGroup[] {
  if (calls.length === 0) return [];
  if (fits(calls)) return [{ path, calls }];
  if (bitsOf === undefined) return calls.map((call, place) => ({ path: `${path}N${place}`, calls: [widen(call)] }));
  if (new Set(calls.map(bitsOf)).size === 1) return split(calls, later, `${path}S`);
  const [zeros = [], ones = []] = ['0', '1'].map((bit) =>
    split(
      calls.filter((call) => bitsOf(call)[at] === bit),
      [bitsOf, ...later],
      path + bit,
      at + 1,
    ),
  );
  return joinSmallest(zeros, ones, `${path}J`);
}

function joinSmallest(a: readonly CallGroup[], b: readonly CallGroup[], path: string): readonly CallGroup[] {
  const [ofA, ofB] = [smallest(a), smallest(b)];
  const calls = [...(ofA?.calls ?? []), ...(ofB?.calls ?? [])];
  if (ofA === undefined || ofB === undefined || !fits(calls)) return [...a, ...b];
  return [...a.filter((group) => group !== ofA), { path, calls }, ...b.filter((group) => group !== ofB)];
}

function smallest(groups: readonly CallGroup[]): CallGroup | undefined {
  return groups.toSorted((a, b) => lengthOf(buildPattern(a.calls)) - lengthOf(buildPattern(b.calls)))[0];
}

function fits(calls: readonly Call[]): boolean {
  return JSON.stringify(buildPattern(calls)).length <= maxPatternLength;
}

/** One call that asks for more than a pattern holds, such as a thousand addresses that it is not to come from: the longest is let go. */
function widen(call: Call): Call {
  if (fits([call])) return call;
  const [longest, ...others] = Object.entries(call.others).sort(([, a], [, b]) => lengthOf(b) - lengthOf(a));
  return longest === undefined ? { others: {} } : widen({ ...call, others: Object.fromEntries(others) });
}

function lengthOf(value: object): number {
  return JSON.stringify(value).length;
}

function serviceBits({ source = '' }: Call): string {
  return hashBits(source.toLowerCase());
}

function nameBits({ name }: Call): string {
  return hashBits(JSON.stringify([name]).toLowerCase());
}

function otherBits({ others }: Call): string {
  return hashBits(JSON.stringify(others));
}

/** 32 bits, each as good as any other: FNV-1a with the finish of MurmurHash3. */
function hashBits(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0).toString(2).padStart(32, '0');
}
