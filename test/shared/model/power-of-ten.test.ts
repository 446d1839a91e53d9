import { expect, it } from 'vitest';
import { powerOfTen } from '#shared/model/power-of-ten.ts';

it.each([
  [1, 1],
  [9, 1],
  [10, 10],
  [99, 10],
  [100, 100],
  [999, 100],
  [1000, 1000],
  [100_000, 100_000],
])('the power of ten of %i is %i', (count, expected) => {
  expect(powerOfTen(count)).toBe(expected);
});
