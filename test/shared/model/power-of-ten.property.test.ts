import fc from 'fast-check';
import { expect, it } from 'vitest';
import { powerOfTen } from '#shared/model/power-of-ten.ts';

it('a power of ten is no more than the count, and ten times it is more', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (count) => {
      const power = powerOfTen(count);
      expect([power <= count, 10 * power > count]).toEqual([true, true]);
    }),
  );
});
