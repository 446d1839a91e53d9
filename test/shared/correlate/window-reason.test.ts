import { describe, expect, it } from 'vitest';
import { windowReason } from '#shared/correlate/window-reason.ts';
import type { CorrelationRule } from '#shared/sigma/ast.ts';
import { correlationOf } from './correlation-helpers.ts';

describe('the reason of a correlation', () => {
  it.each<[string, Partial<CorrelationRule>, string, string]>([
    ['a count', {}, 'event_count', 'at least 3 within 1 minute'],
    [
      'a range over several fields',
      {
        type: 'value_count',
        fields: ['awsRegion', 'eventName'],
        thresholds: [
          { operator: 'gt', value: 2 },
          { operator: 'lte', value: 9 },
        ],
      },
      'value_count of awsRegion and eventName',
      'more than 2 and at most 9 within 1 minute',
    ],
    [
      'a percentile',
      { type: 'value_percentile', percentile: 95, fields: ['bytes'] },
      'value_percentile 95 of bytes',
      'at least 3 within 1 minute',
    ],
    ['every rule', { type: 'temporal', ruleIds: ['a', 'b'], thresholds: [] }, 'temporal', 'at least 2 within 1 minute'],
    [
      'a condition over rules',
      {
        type: 'temporal',
        ruleIds: ['a', 'b', 'c'],
        thresholds: [],
        ruleCondition: {
          kind: 'all',
          of: [
            {
              kind: 'any',
              of: [
                { kind: 'selection', name: 'a' },
                { kind: 'selection', name: 'b' },
              ],
            },
            { kind: 'not', of: { kind: 'selection', name: 'c' } },
          ],
        },
      },
      'temporal',
      '(a or b) and not c within 1 minute',
    ],
  ])('says what is measured and what is asked: %s', (_, over, selection, test) => {
    expect(windowReason(correlationOf(over), 4)).toEqual({ selection, value: 4, test });
  });
});
