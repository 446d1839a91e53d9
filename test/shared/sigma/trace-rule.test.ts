import { describe, expect, it } from 'vitest';
import { traceRule } from '#shared/sigma/trace-rule.ts';
import { eventOf, ruleOf } from './rule-helpers.ts';

describe('traceRule', () => {
  it('tells of every part whether it held, with the record’s values', () => {
    const rule = ruleOf('a:\n  eventName: X\n  ports: [22]\nb: [needle]\ncondition: a and not b');
    expect(traceRule(rule, eventOf({ eventName: 'Y', ports: [22, 80] }))).toEqual({
      held: false,
      text: 'all of',
      children: [
        {
          held: false,
          text: 'a',
          children: [
            {
              held: false,
              text: 'all of',
              children: [
                { held: false, text: 'eventName is "X"', actual: ['Y'], children: [] },
                { held: true, text: 'ports is 22', actual: [22, 80], children: [] },
              ],
            },
          ],
        },
        {
          held: true,
          text: 'not',
          children: [
            {
              held: false,
              text: 'b',
              children: [{ held: false, text: 'some value of the record contains "needle"', children: [] }],
            },
          ],
        },
      ],
    });
  });

  it('shows an absent field as no value', () => {
    const trace = traceRule(ruleOf('a: {f: x}\ncondition: a'), eventOf({}));
    expect(trace.children).toMatchObject([{ actual: [] }]);
  });
});
