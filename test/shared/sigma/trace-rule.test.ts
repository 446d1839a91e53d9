import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#shared/model/json.ts';
import { traceRule } from '#shared/sigma/trace-rule.ts';
import { eventOf, ruleOf } from './rule-helpers.ts';

describe('traceRule', () => {
  it.each<[string, string, JsonObject, boolean]>([
    ['one of two selections that held', 'a: {f: 1}\nb: {g: 1}\ncondition: a or b', { g: 1 }, true],
    ['two selections neither of which held', 'a: {f: 1}\nb: {g: 1}\ncondition: a or b', {}, false],
    ['two selections that both held', 'a: {f: 1}\nb: {g: 1}\ncondition: a and b', { f: 1, g: 1 }, true],
    ['two selections one of which held', 'a: {f: 1}\nb: {g: 1}\ncondition: a and b', { f: 1 }, false],
    ['two lines that both held', 'a: {f: 1, g: 1}\ncondition: a', { f: 1, g: 1 }, true],
    ['one of two maps that held', 'a: [{f: 1}, {g: 1}]\ncondition: a', { g: 1 }, true],
    ['two maps neither of which held', 'a: [{f: 1}, {g: 1}]\ncondition: a', {}, false],
  ])('tells of %s', (_, detection, fields, held) => {
    expect(traceRule(ruleOf(detection), eventOf(fields)).held).toBe(held);
  });

  it('names how alternatives are joined', () => {
    const { text, children } = traceRule(ruleOf('a: {f: 1}\nb: [{g: 1}, {h: 1}]\ncondition: a or b'), eventOf({}));
    expect([text, children[1]?.children[0]?.text]).toEqual(['at least one of', 'at least one of']);
  });

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
