import { describe, expect, test } from 'vitest';
import { asciiText, shortenAscii } from '#shared/alert/ascii-text.ts';

describe('asciiText', () => {
  test.each([
    ['Zoë Müller', 'Zoe Muller'],
    ['Straße – “x”…', 'Strasse - "x"...'],
    ['ｆｕｌｌ', 'full'],
    ['日本', '??'],
    ['a\nb', 'a b'],
    ['😀', '?'],
    ['ｈｔｔｐ：／／ｅｘａｍｐｌｅ．ｃｏｍ', 'http[:]//example.com'],
  ])('of %j', (text, expected) => {
    expect(asciiText(text)).toBe(expected);
  });
});

describe('shortenAscii', () => {
  test.each([
    ['abcdef', 6, 'abcdef'],
    ['abcdefg', 6, 'abc...'],
    ['ab cdefg', 6, 'ab...'],
  ])('of %j to %i', (text, maxLength, expected) => {
    expect(shortenAscii(text, maxLength)).toBe(expected);
  });
});
