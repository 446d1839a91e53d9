import { type CharRanges, ignoreCase, invertRanges, mergeRanges } from './char-ranges.ts';
import { RegexError } from './errors.ts';
import { parseEscape } from './parse-escape.ts';
import type { TextCursor } from './text-cursor.ts';

/** Read a class whose opening bracket is already taken, such as `a-z]` or `^"]`.
 * @throws {RegexError} it is not closed, a range is upside down, or it uses a POSIX class */
export function parseClass(cursor: TextCursor, ignoresCase: boolean): CharRanges {
  const start = cursor.at - 1;
  const isNegated = cursor.take('^');
  const members: (readonly [number, number])[] = [];
  // A bracket right at the start is a member, as in PCRE.
  for (let first = true; first || !cursor.sees(']'); first = false) {
    if (cursor.done) throw new RegexError('a class is not closed', 'add the missing ]', start);
    const member = cursor.at;
    if (cursor.takeMatch(/\[[:.=]/y) !== undefined) {
      throw new RegexError('POSIX classes are not supported', 'write a range such as a-z', member);
    }
    members.push(...parseMember(cursor));
  }
  cursor.take(']');
  const ranges = mergeRanges(members);
  const cased = ignoresCase ? ignoreCase(ranges) : ranges;
  return isNegated ? invertRanges(cased) : cased;
}

function parseMember(cursor: TextCursor): CharRanges {
  const start = cursor.at;
  const from = parseCharacter(cursor);
  const isRange = cursor.sees('-') && !cursor.sees('-]');
  if (!isRange || from.length !== 1) return from;
  cursor.take('-');
  if (cursor.done) throw new RegexError('a class is not closed', 'add the missing ]', start);
  const to = parseCharacter(cursor);
  const [low, lowEnd] = from[0] ?? [0, 0];
  const [high, highEnd] = to[0] ?? [0, 0];
  // `[\w-.]` has no range: the dash is a member.
  if (low !== lowEnd || to.length !== 1 || high !== highEnd) return [...from, [0x2d, 0x2d], ...to];
  if (high < low) throw new RegexError('a range in a class is upside down', 'write the smaller character first', start);
  return [[low, high]];
}

function parseCharacter(cursor: TextCursor): CharRanges {
  const start = cursor.at;
  const character = cursor.next();
  if (character !== '\\') return [[character.codePointAt(0) ?? 0, character.codePointAt(0) ?? 0]];
  // Inside a class \b is the backspace.
  if (cursor.take('b')) return [[0x08, 0x08]];
  const escaped = parseEscape(cursor, start);
  if ('at' in escaped)
    throw new RegexError('this escape means nothing inside a class', 'take it out of the class', start);
  return escaped.ranges;
}
