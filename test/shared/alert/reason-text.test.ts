import { describe, expect, test } from 'vitest';
import { reasonText } from '#shared/alert/reason-text.ts';
import type { Reason } from '#shared/model/detection.ts';

describe('reasonText', () => {
  test.each<[Reason, string]>([
    [
      { selection: 's', field: 'eventName', value: 'StopLogging', test: 'equals: stoplogging' },
      'eventName = StopLogging',
    ],
    [{ selection: 's', field: 'a', value: 'xAdminy', test: 'contains: Admin' }, 'a = xAdminy (contains: Admin)'],
    [{ selection: 's', field: 'errorCode', value: null, test: 'absent' }, 'errorCode = (absent)'],
    [{ selection: 's', field: 'a', value: '', test: 'exists: true' }, 'a = (empty) (exists: true)'],
    [{ selection: 's', field: 'a', value: true, test: 'equals: true' }, 'a = true'],
    [{ selection: 's', field: 'a', value: { b: ['c'] }, test: 'contains: c' }, 'a = {"b":["c"]} (contains: c)'],
    [{ selection: 'keywords', value: 'x y', test: 'contains: x' }, 'keywords = x y (contains: x)'],
    [{ selection: 's', field: 'a', value: 'b\n- c = d', test: '' }, 'a = b - c = d'],
    [{ selection: 's', field: 'a', value: 'x'.repeat(300), test: '' }, `a = ${'x'.repeat(199)}…`],
  ])('of %j', (reason, expected) => {
    expect(reasonText(reason)).toBe(expected);
  });
});
