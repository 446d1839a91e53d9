import { expect, it } from 'vitest';
import { levelRank, levels } from '#shared/model/rule.ts';

it('levels are ranked from the weakest to the strongest', () => {
  const expected = { informational: 0, low: 1, medium: 2, high: 3, critical: 4 };
  expect(Object.fromEntries(levels.map((level) => [level, levelRank(level)]))).toEqual(expected);
});
