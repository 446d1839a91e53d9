import { type CharRanges, ignoreCase, invertRanges, newlineRanges } from './char-ranges.ts';
import { RegexError } from './errors.ts';
import { parseClass } from './parse-class.ts';
import { parseEscape } from './parse-escape.ts';
import { type RegexNode, regexSize } from './regex-node.ts';
import { TextCursor } from './text-cursor.ts';

/** A regular expression, or what is wrong with its text; `at` counts characters from 1. */
export type ParsedRegex =
  | { readonly ok: true; readonly node: RegexNode }
  | { readonly ok: false; readonly message: string; readonly hint: string; readonly at: number };

/** Parse the part of PCRE that can be run in time linear in the text: everything but look-around, back-references, atomic
 * groups and possessive quantifiers.
 * @param flags letters of `i` (ignore case), `m` (`^` and `$` at every line), `s` (dot matches line feeds)
 * @see Sigma modifiers appendix, `re` */
export function parseRegex(source: string, flags: string): ParsedRegex {
  const cursor = new TextCursor(source);
  try {
    const node = parseChoice(cursor, takeInlineFlags(cursor, new Set(flags)), 0);
    if (!cursor.done) throw new RegexError('a ) closes no group', 'escape it as \\) or open the group', cursor.at);
    if (regexSize(node) > maxSize) {
      throw new RegexError('the expression is too large once its repetitions are written out', 'use smaller counts', 0);
    }
    return { ok: true, node };
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    return { ok: false, message: error.message, hint: error.hint, at: error.at + 1 };
  }
}

const maxSize = 5_000;
const maxDepth = 100;

type Flags = ReadonlySet<string>;

function takeInlineFlags(cursor: TextCursor, flags: Flags): Flags {
  const letters = cursor.takeMatch(/\(\?([ims]+)\)/y)?.[1];
  return letters === undefined ? flags : new Set([...flags, ...letters]);
}

function parseChoice(cursor: TextCursor, flags: Flags, depth: number): RegexNode {
  if (depth > maxDepth) throw new RegexError('groups are nested too deep', 'flatten the expression', cursor.at);
  const choices = [parseSequence(cursor, flags, depth)];
  while (cursor.take('|')) choices.push(parseSequence(cursor, flags, depth));
  const [only] = choices;
  return choices.length === 1 && only !== undefined ? only : { kind: 'choice', of: choices };
}

function parseSequence(cursor: TextCursor, flags: Flags, depth: number): RegexNode {
  const of: RegexNode[] = [];
  while (!cursor.done && !cursor.sees('|') && !cursor.sees(')')) {
    of.push(parseRepeats(cursor, parseAtom(cursor, flags, depth)));
  }
  return { kind: 'sequence', of };
}

function parseRepeats(cursor: TextCursor, atom: RegexNode): RegexNode {
  const start = cursor.at;
  const repeat = takeQuantifier(cursor, atom);
  if (repeat === undefined) return atom;
  if (atom.kind === 'assert') throw new RegexError('nothing to repeat', 'put a character or a group before it', start);
  // Greedy or lazy changes which part is taken, not whether the whole matches.
  cursor.take('?');
  if (cursor.sees('+')) {
    throw new RegexError('possessive quantifiers are not supported', 'leave out the second +', cursor.at);
  }
  if (takeQuantifier(cursor, atom) !== undefined) {
    throw new RegexError(
      'two quantifiers follow each other',
      'put the first one and what it repeats into a group',
      start,
    );
  }
  return repeat;
}

function takeQuantifier(cursor: TextCursor, of: RegexNode): RegexNode | undefined {
  if (cursor.take('*')) return { kind: 'repeat', of, min: 0 };
  if (cursor.take('+')) return { kind: 'repeat', of, min: 1 };
  if (cursor.take('?')) return { kind: 'repeat', of, min: 0, max: 1 };
  const start = cursor.at;
  const [, from, comma, to] = cursor.takeMatch(/\{(\d+)(,?)(\d*)\}/y) ?? [];
  if (from === undefined) return undefined;
  const min = Number(from);
  if (comma === '') return { kind: 'repeat', of, min, max: min };
  if (to === '') return { kind: 'repeat', of, min };
  const max = Number(to);
  if (max < min) throw new RegexError('a repetition ends below its start', 'write the smaller number first', start);
  return { kind: 'repeat', of, min, max };
}

function parseAtom(cursor: TextCursor, flags: Flags, depth: number): RegexNode {
  const start = cursor.at;
  const character = cursor.next();
  switch (character) {
    case '(':
      return parseGroup(cursor, flags, depth);
    case '[':
      return setOf(parseClass(cursor, flags.has('i')));
    case '.':
      return setOf(flags.has('s') ? invertRanges([]) : invertRanges(newlineRanges));
    case '^':
      return { kind: 'assert', at: flags.has('m') ? 'line-start' : 'start' };
    case '$':
      return { kind: 'assert', at: flags.has('m') ? 'line-end' : 'end' };
    case '\\': {
      const escaped = parseEscape(cursor, start);
      if ('at' in escaped) return { kind: 'assert', at: escaped.at };
      return setOf(flags.has('i') ? ignoreCase(escaped.ranges) : escaped.ranges);
    }
    case '*':
    case '+':
    case '?':
      throw new RegexError('nothing to repeat', `escape it as \\${character} to mean the character`, start);
    default: {
      const codePoint = character.codePointAt(0) ?? 0;
      return setOf(flags.has('i') ? ignoreCase([[codePoint, codePoint]]) : [[codePoint, codePoint]]);
    }
  }
}

function setOf(ranges: CharRanges): RegexNode {
  return { kind: 'set', ranges };
}

function parseGroup(cursor: TextCursor, flags: Flags, depth: number): RegexNode {
  const start = cursor.at - 1;
  let inner = flags;
  if (cursor.sees('?')) {
    const [, letters] = cursor.takeMatch(/\?([ims]*):/y) ?? [];
    const isNamed = letters === undefined && cursor.takeMatch(/\?(?:P?<[A-Za-z_]\w*>|'[A-Za-z_]\w*')/y) !== undefined;
    if (letters !== undefined) inner = new Set([...flags, ...letters]);
    else if (!isNamed) throw unsupportedGroup(cursor, start);
  }
  const node = parseChoice(cursor, inner, depth + 1);
  if (!cursor.take(')')) throw new RegexError('a group is not closed', 'add the missing )', start);
  return node;
}

function unsupportedGroup(cursor: TextCursor, start: number): RegexError {
  if (cursor.takeMatch(/\?<?[=!]/y) !== undefined) {
    return new RegexError('look-around is not supported', 'use a second selection and `not` in the condition', start);
  }
  if (cursor.takeMatch(/\?>/y) !== undefined) {
    return new RegexError('atomic groups are not supported', 'write (?:…): no expression runs away here', start);
  }
  if (cursor.takeMatch(/\?[a-z-]*[):]/y) !== undefined) {
    const hint = 'use the modifiers i, m and s, or (?i) at the very start';
    return new RegexError('these inline flags are not supported here', hint, start);
  }
  return new RegexError('this kind of group is not supported', 'write (…) or (?:…)', start);
}
