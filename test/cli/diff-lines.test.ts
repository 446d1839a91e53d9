import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines } from '#cli/respond/diff-lines.ts';

const anyLines = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });

describe('diffLines', () => {
  it.each<[string, string, string]>([
    ['abc', 'abc', ' a b c'],
    ['abc', 'ac', ' a-b c'],
    ['ac', 'abc', ' a+b c'],
    ['abc', 'adc', ' a-b+d c'],
    ['', 'ab', '+a+b'],
    ['ab', '', '-a-b'],
    ['abcd', 'bxd', '-a b-c+x d'],
  ])('%j to %j', (before, after, expected) => {
    const marks = { both: ' ', before: '-', after: '+' };
    const lines = diffLines(before.split(''), after.split(''));
    expect(lines.map(({ side, text }) => marks[side] + text).join('')).toBe(expected);
  });

  it('holds both texts whole', () => {
    fc.assert(
      fc.property(anyLines, anyLines, (before, after) => {
        const lines = diffLines(before, after);
        const without = (side: string): string[] => lines.filter((line) => line.side !== side).map(({ text }) => text);
        expect(without('after')).toEqual(before);
        expect(without('before')).toEqual(after);
      }),
    );
  });

  it('takes what is too large to compare as changed', () => {
    const before = Array.from({ length: 3000 }, (_, index) => `a${index}`);
    const lines = diffLines(before, ['b', ...before.slice(1, -1), 'c']);
    expect(lines.filter(({ side }) => side === 'before')).toHaveLength(3000);
  });
});
