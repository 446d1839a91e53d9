import { describe, expect, it } from 'vitest';
import { createMeter } from '#shared/correlate/create-meter.ts';
import type { CorrelationRule } from '#shared/sigma/ast.ts';
import { correlationOf, entryAt } from './correlation-helpers.ts';

const sum = correlationOf({ type: 'value_sum', fields: ['bytes'] });
const mean = correlationOf({ type: 'value_avg', fields: ['bytes'] });
const median = correlationOf({ type: 'value_median', fields: ['bytes'] });
const percentile = (value: number): CorrelationRule =>
  correlationOf({ type: 'value_percentile', fields: ['bytes'], percentile: value });

/** What is measured when each list is the values of one record. */
function measure(rule: CorrelationRule, records: readonly (readonly string[])[]): number | undefined {
  const meter = createMeter(rule);
  for (const [seconds, values] of records.entries()) meter.add(entryAt(seconds, { values }));
  return meter.read();
}

describe('numbers of a window', () => {
  it.each<[string, CorrelationRule, readonly (readonly string[])[], number]>([
    ['sum', sum, [['1'], ['2', '3'], ['-10']], -4],
    ['sum of the same number twice in a record', sum, [['5', '5']], 10],
    ['sum of the same number in two records', sum, [['5'], ['5']], 10],
    ['sum beyond the whole numbers that are exact', sum, [['9007199254740992'], ['1'], ['1']], 9007199254740994],
    ['mean', mean, [['1'], ['2'], ['6']], 3],
    ['mean of tenths', mean, [['0.1'], ['0.1'], ['0.1']], 0.1],
    ['mean counts numbers, not records', mean, [['1', '2', '3'], ['10']], 4],
    ['median of an odd number of them', median, [['9'], ['1'], ['5']], 5],
    ['median of an even number of them', median, [['0.1'], ['0.2']], 0.15],
    ['median of one', median, [['7']], 7],
    ['percentile 0', percentile(0), [['9'], ['1'], ['5']], 1],
    ['percentile 100', percentile(100), [['9'], ['1'], ['5']], 9],
    ['percentile that falls on a number', percentile(25), [['10'], ['20'], ['30'], ['40'], ['50']], 20],
    ['percentile between two numbers', percentile(90), [['10'], ['20'], ['30'], ['40'], ['50']], 46],
    ['percentile by order of numbers, not of texts', percentile(100), [['9'], ['10']], 10],
    ['percentile of the far ends', percentile(50), [[String(-Number.MAX_VALUE)], [String(Number.MAX_VALUE)]], 0],
  ])('%s', (_, rule, records, expected) => {
    expect(measure(rule, records)).toBe(expected);
  });

  it.each(['', ' 1', 'abc', 'NaN', 'Infinity', '1e999', '0x10', '1_000', '1,5', '.5', 'true', '["1"]'])(
    'leave out %j',
    (text) => {
      expect([sum, mean, median].map((rule) => measure(rule, [[text], ['4'], ['6']]))).toEqual([10, 5, 5]);
    },
  );

  it('are nothing where there is none, which is not 0', () => {
    const rules = [sum, mean, median, percentile(5)];
    expect(rules.map((rule) => measure(rule, [['abc'], []]))).toEqual(rules.map(() => undefined));
  });
});

describe('a record that matched two rules', () => {
  const twice = (values: readonly string[], other: readonly string[]): readonly (number | undefined)[] => {
    const meter = createMeter(sum);
    const first = entryAt(0, { eventID: 'same', ruleId: 'a', values });
    const second = entryAt(0, { eventID: 'same', ruleId: 'b', values: other });
    meter.add(first);
    meter.add(second);
    const both = meter.read();
    meter.drop(first);
    const one = meter.read();
    meter.drop(second);
    return [both, one, meter.read()];
  };

  it.each<[string, readonly string[], readonly string[], readonly (number | undefined)[]]>([
    ['counts once', ['7'], ['7'], [7, 7, undefined]],
    ['counts twice where aliases read other values of it', ['7'], ['8'], [15, 8, undefined]],
  ])('%s', (_, values, other, expected) => {
    expect(twice(values, other)).toEqual(expected);
  });
});
