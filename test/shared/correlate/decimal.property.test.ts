import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDecimals, divideDecimal, subtractDecimals, toDecimal, toNumber } from '#shared/correlate/decimal.ts';

const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));

describe('a decimal', () => {
  it('is the number that it was made of', () => {
    fc.assert(
      fc.property(anyNumber, (value) => {
        expect(toNumber(toDecimal(value))).toBe(value);
      }),
    );
  });

  it('is the same after another number was added and taken away', () => {
    fc.assert(
      fc.property(anyNumber, anyNumber, (value, other) => {
        const there = addDecimals(toDecimal(value), toDecimal(other));
        expect(toNumber(subtractDecimals(there, toDecimal(other)))).toBe(value);
      }),
    );
  });

  it('comes back from a share when the share is taken that many times', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 1000 }), (value, count) => {
        const share = divideDecimal(toDecimal(value), count);
        const sum = Array.from({ length: count }, () => share).reduce(addDecimals);
        expect(toNumber(sum)).toBeCloseTo(value, 10);
      }),
    );
  });

  it.each([
    ['tenths add up as written', addDecimals(toDecimal(0.1), toDecimal(0.2)), 0.3],
    ['a third is the number next to it', divideDecimal(toDecimal(1), 3), 1 / 3],
    ['large and small numbers do not lose each other', addDecimals(toDecimal(1e300), toDecimal(1e-300)), 1e300],
    [
      'what is too large is the largest number',
      addDecimals(toDecimal(Number.MAX_VALUE), toDecimal(1e308)),
      Number.MAX_VALUE,
    ],
    [
      'what is too small is the smallest one',
      addDecimals(toDecimal(-Number.MAX_VALUE), toDecimal(-1e308)),
      -Number.MAX_VALUE,
    ],
  ])('%s', (_, decimal, expected) => {
    expect(toNumber(decimal)).toBe(expected);
  });
});
