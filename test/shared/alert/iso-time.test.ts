import { describe, expect, test } from 'vitest';
import { isoTime } from '#shared/alert/iso-time.ts';

describe('isoTime', () => {
  test.each([
    [0, '1970-01-01T00:00:00.000Z'],
    [-62167219200000, '0000-01-01T00:00:00.000Z'],
    [253402300799999, '9999-12-31T23:59:59.999Z'],
    [253402300800000, undefined],
    [-62167219200001, undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    [undefined, undefined],
  ])('of %s is %s', (epochMs, expected) => {
    expect(isoTime(epochMs)).toBe(expected);
  });
});
