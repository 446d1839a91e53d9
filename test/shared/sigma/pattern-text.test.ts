import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StringTest } from '#shared/sigma/ast.ts';
import { formatPattern, joinParts, parsePattern } from '#shared/sigma/pattern-text.ts';

const many = { wildcard: 'many' } as const;
const one = { wildcard: 'one' } as const;

describe('parsePattern', () => {
  const cases: readonly (readonly [string, string, StringTest['parts']])[] = [
    ['a plain text', 'abc', ['abc']],
    ['an empty text', '', []],
    ['a star', '*', [many]],
    ['stars side by side', 'a***b', ['a', many, 'b']],
    ['question marks side by side', '??', [one, one]],
    ['a star in the middle', 'a*b', ['a', many, 'b']],
    ['an escaped star', String.raw`a\*b`, ['a*b']],
    ['an escaped question mark', String.raw`\?`, ['?']],
    ['a lone backslash before a letter', String.raw`C:\temp`, [String.raw`C:\temp`]],
    ['two backslashes before a letter', String.raw`C:\\temp`, [String.raw`C:\temp`]],
    ['an escaped backslash before a star', String.raw`a\\*`, ['a\\', many]],
    ['three backslashes before a star', String.raw`a\\\*`, [String.raw`a\*`]],
    ['three backslashes', String.raw`\\\a`, [String.raw`\\a`]],
    ['four backslashes', String.raw`\\\\a`, [String.raw`\\a`]],
    ['a backslash at the end', 'a\\', ['a\\']],
    ['stars apart', '*?*', [many, one, many]],
    ['a percent sign', '%a%', ['%a%']],
  ];
  it.each(cases)('%s', (_, text, expected) => {
    expect(parsePattern(text)).toEqual(expected);
  });

  it('reads back what formatPattern writes', () => {
    const part = fc.oneof(fc.string({ unit: fc.constantFrom('a', '\\', '*', '?', '%') }), fc.constantFrom(many, one));
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const joined = joinParts(parts);
        expect(parsePattern(formatPattern(joined))).toEqual(joined);
      }),
    );
  });
});
