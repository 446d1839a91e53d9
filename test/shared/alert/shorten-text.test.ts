import { describe, expect, test } from 'vitest';
import { shortenText } from '#shared/alert/shorten-text.ts';

describe('shortenText', () => {
  test.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['ab', 1, '…'],
    ['a😀b', 3, 'a…'],
    ['a😀bc', 4, 'a😀…'],
  ])('of %s to %i', (text, maxLength, expected) => {
    expect(shortenText(text, maxLength)).toBe(expected);
  });
});
