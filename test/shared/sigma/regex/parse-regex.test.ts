import { describe, expect, it } from 'vitest';
import { parseRegex } from '#shared/sigma/regex/parse-regex.ts';

describe('parseRegex refuses', () => {
  it.each([
    ['look-ahead', 'a(?=b)', 'look-around is not supported', 2],
    ['negative look-ahead', 'a(?!b)', 'look-around is not supported', 2],
    ['look-behind', '(?<=a)b', 'look-around is not supported', 1],
    ['negative look-behind', '(?<!a)b', 'look-around is not supported', 1],
    ['an atomic group', '(?>a)', 'atomic groups are not supported', 1],
    ['a possessive quantifier', 'a++', 'possessive quantifiers are not supported', 3],
    ['a back-reference', String.raw`(a)\1`, 'back-references are not supported', 4],
    ['a named back-reference', String.raw`(?<x>a)\k<x>`, 'back-references are not supported', 8],
    ['flags in the middle', 'a(?i)b', 'these inline flags are not supported here', 2],
    ['flags switched off', '(?-i:a)', 'these inline flags are not supported here', 1],
    ['a comment', '(?#a)', 'this kind of group is not supported', 1],
    ['a POSIX class', '[[:alpha:]]', 'POSIX classes are not supported', 2],
    ['a Unicode class', String.raw`\p{L}`, String.raw`the escape \p is not supported`, 1],
    ['an open group', 'a(b', 'a group is not closed', 2],
    ['a closing parenthesis too many', 'ab)', 'a ) closes no group', 3],
    ['an open class', 'a[b', 'a class is not closed', 2],
    ['an open range', 'a[b-', 'a class is not closed', 3],
    ['a class upside down', '[z-a]', 'a range in a class is upside down', 2],
    ['an assertion in a class', String.raw`[\B]`, 'this escape means nothing inside a class', 2],
    ['a repetition upside down', 'a{3,2}', 'a repetition ends below its start', 2],
    ['nothing to repeat', '*a', 'nothing to repeat', 1],
    ['a repeated anchor', '^*', 'nothing to repeat', 2],
    ['two quantifiers', 'a{2}{3}', 'two quantifiers follow each other', 2],
    ['a backslash at the end', 'a\\', 'the expression ends in a backslash', 2],
    ['no such character', String.raw`\x{110000}`, 'there is no such character', 1],
    [
      'a size beyond measure',
      '((a{100}){100}){100}',
      'the expression is too large once its repetitions are written out',
      1,
    ],
    ['nesting beyond measure', `${'('.repeat(200)}a${')'.repeat(200)}`, 'groups are nested too deep', 102],
  ])('%s', (_, source, message, at) => {
    expect(parseRegex(source, '')).toMatchObject({ ok: false, message, at, hint: expect.stringMatching(/\S/) });
  });
});
