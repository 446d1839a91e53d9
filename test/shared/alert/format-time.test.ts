import { describe, expect, test } from 'vitest';
import { formatMoment, formatSpan } from '#shared/alert/format-time.ts';

describe('formatMoment', () => {
  test.each([
    ['2026-03-12T12:01:33.000Z', '2026-03-12 12:01:33 UTC'],
    ['2026-03-12T12:01:33Z', '2026-03-12 12:01:33 UTC'],
    ['soon\nor later', 'soon or later'],
  ])('of %j', (time, expected) => {
    expect(formatMoment(time)).toBe(expected);
  });
});

describe('formatSpan', () => {
  test.each([
    ['2026-03-12T12:01:33Z', '2026-03-12T12:01:33Z', '2026-03-12 12:01:33 UTC'],
    ['2026-03-12T12:01:33Z', '2026-03-12T12:04:00Z', '2026-03-12 12:01:33 to 12:04:00 UTC'],
    ['2026-03-12T23:59:00Z', '2026-03-13T00:01:00Z', '2026-03-12 23:59:00 to 2026-03-13 00:01:00 UTC'],
    ['soon', '2026-03-13T00:01:00Z', 'soon to 2026-03-13 00:01:00 UTC'],
  ])('from %s to %s', (from, to, expected) => {
    expect(formatSpan(from, to)).toBe(expected);
  });
});
