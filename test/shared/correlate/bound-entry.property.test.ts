import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boundEntry } from '#shared/correlate/bound-entry.ts';
import { entryAt } from './correlation-helpers.ts';

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  // Texts that are the same as far as they are kept.
  fc.tuple(fc.constantFrom('x', '管', '\u0001'), fc.string({ maxLength: 3 })).map(([of, end]) => of.repeat(600) + end),
);

it('values that differ still differ, whatever is cut of them', () => {
  const lists = fc.uniqueArray(texts, { maxLength: 20 });
  fc.assert(
    // Repeated, with a number, until they no longer fit as they are.
    fc.property(lists, fc.constantFrom(1, 100), (list, times) => {
      const values = Array.from({ length: times }, (_, number) => list.map((text) => text + number)).flat();
      expect(new Set(boundEntry(entryAt(0, { values })).values).size).toBe(new Set(values).size);
    }),
    { numRuns: 50 },
  );
});
