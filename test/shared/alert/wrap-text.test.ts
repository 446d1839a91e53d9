import { describe, expect, test } from 'vitest';
import { wrapText } from '#shared/alert/wrap-text.ts';

describe('wrapText', () => {
  test.each([
    ['', ['']],
    ['one two', ['one two']],
    ['one two three', ['one two', 'three']],
    ['a unbreakable-word b', ['a', 'unbreakable-word', 'b']],
  ])('of %j to eight columns', (text, expected) => {
    expect(wrapText(text, 8)).toEqual(expected);
  });
});
