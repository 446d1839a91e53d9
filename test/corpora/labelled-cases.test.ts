import { describe, expect, it } from 'vitest';
import { asOftenAsAsked, type LabelledCase } from './detection-content/labelled-cases.ts';

const test = (threshold: number, eventTime: string): LabelledCase => ({
  id: 'x:1',
  source: 'Panther',
  about: 'a rule',
  expected: true,
  records: [{ eventID: 'a', eventName: 'GetSecretValue', eventTime }],
  threshold,
  withinMinutes: 60,
});

describe('a test whose rule waits for several records', () => {
  it('is tried with as many calls, each of its own, within half of its time', () => {
    const records = asOftenAsAsked(test(3, '2026-03-05T09:00:00Z'));
    expect(records.map(({ eventID, eventTime }) => [eventID, eventTime])).toEqual([
      ['a-0', '2026-03-05T09:00:00.000Z'],
      ['a-1', '2026-03-05T09:10:00.000Z'],
      ['a-2', '2026-03-05T09:20:00.000Z'],
    ]);
  });

  it('keeps a record as it is whose time cannot be read', () => {
    expect(asOftenAsAsked(test(2, 'yesterday')).map(({ eventID }) => eventID)).toEqual(['a', 'a']);
  });
});
