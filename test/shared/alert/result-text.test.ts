import { describe, expect, test } from 'vitest';
import { resultText } from '#shared/alert/result-text.ts';

type Outcome = Parameters<typeof resultText>[0][number];
const passed: Outcome = { succeeded: true };
const denied: Outcome = { succeeded: false, errorCode: 'AccessDenied' };

describe('resultText', () => {
  test.each<[readonly Outcome[], number, string | undefined]>([
    [[passed], 1, 'succeeded'],
    [[denied], 1, 'failed: AccessDenied'],
    [[{ succeeded: false }], 1, 'failed'],
    [[{ errorCode: 'Throttling' }], 1, 'failed: Throttling'],
    [[{}], 1, undefined],
    [[], 0, undefined],
    [[passed, passed], 2, 'both succeeded'],
    [[passed, {}], 2, undefined],
    [[passed, denied], 2, '1 of 2 failed: AccessDenied'],
    [[denied, denied], 2, 'both failed: AccessDenied'],
    [[passed, passed], 9, 'the first 2 succeeded'],
    [[denied, denied], 9, 'the first 2 failed: AccessDenied'],
    [[passed], 9, 'the first succeeded'],
    [[passed, denied], 9, '1 of the first 2 failed: AccessDenied'],
    [['A', 'B', 'C', 'D', 'A'].map((errorCode) => ({ errorCode })), 5, 'all 5 failed: A, B, C'],
  ])('of %j among %i', (events, eventCount, expected) => {
    expect(resultText(events, eventCount)).toBe(expected);
  });
});
