import { describe, expect, it } from 'vitest';
import { parseUtcTime } from '#shared/sigma/match/parse-utc-time.ts';

describe('parseUtcTime', () => {
  it.each([
    ['2026-03-01T10:20:30Z', '2026-03-01T10:20:30.000Z'],
    ['2026-03-01 10:20:30', '2026-03-01T10:20:30.000Z'],
    ['2026-03-01T10:20:30.123456789Z', '2026-03-01T10:20:30.000Z'],
    ['2026-03-01T10:20Z', '2026-03-01T10:20:00.000Z'],
    ['2026-03-01T00:20:30+02:00', '2026-02-28T22:20:30.000Z'],
    ['2026-03-01T22:20:30-0330', '2026-03-02T01:50:30.000Z'],
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
  ])('%s', (text, expected) => {
    expect(parseUtcTime(text)?.toISOString()).toBe(expected);
  });

  it.each(['', '...', '2026-02-31T00:00:00Z', '2026-13-01', '2026-03-01T24:00:00Z', '1772360430', 'x2026-03-01'])(
    'no time: %s',
    (text) => {
      expect(parseUtcTime(text)).toBeUndefined();
    },
  );
});
