import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#shared/model/json.ts';
import { compileRule } from '#shared/sigma/compile-rule.ts';
import { necessityOf } from '#shared/sigma/lint/necessity-of.ts';
import { eventOf, ruleOf } from '../rule-helpers.ts';

const values = ['A', 'a', 'AB', 'B', '"*"', 'A*', '"?"'];
const line = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('eventName', 'resources.ARN'),
      fc.constantFrom('', '|startswith', '|cased', '|neq', '|all', '|contains|all'),
      fc.uniqueArray(fc.constantFrom(...values), { minLength: 2, maxLength: 3 }),
    )
    .map(([field, modifiers, list]) => `${field}${modifiers}: [${list.join(', ')}]`),
  fc
    .tuple(
      fc.constantFrom('eventName', 'resources.ARN'),
      fc.constantFrom('', '|neq', '|cased'),
      fc.constantFrom(...values),
    )
    .map(([field, modifiers, value]) => `${field}${modifiers}: ${value}`),
  fc
    .tuple(fc.constantFrom('eventName', 'resources.ARN'), fc.constantFrom(': null', '|exists: true', '|exists: false'))
    .map((parts) => parts.join('')),
);
const names = ['s0', 's1', 's2'];
const condition = fc.letrec<{ readonly node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...names),
    fc.constantFrom('1 of them', 'all of them'),
    tie('node').map((inner) => `not ${inner}`),
    fc
      .tuple(tie('node'), fc.constantFrom('and', 'or'), tie('node'))
      .map(([a, operator, b]) => `(${a} ${operator} ${b})`),
  ),
})).node;

const rules = fc
  .tuple(fc.tuple(line, line, line), condition)
  .map(([lines, text]) => ruleOf([...lines.map((each, at) => `s${at}:\n  ${each}`), `condition: ${text}`].join('\n')));

const texts = [undefined, null, 'A', 'a', 'AB', 'B', 'C', ''];
const lists = [undefined, ...texts.flatMap((a) => texts.map((b) => [a, b]))];
const records = texts.flatMap((eventName) =>
  lists.map(
    (arns): JsonObject => ({
      ...(eventName !== undefined && { eventName }),
      ...(arns !== undefined && { resources: arns.map((ARN) => (ARN === undefined ? {} : { ARN })) }),
    }),
  ),
);

describe('necessityOf', () => {
  it('calls impossible only what no record shows', () => {
    let impossible = 0;
    fc.assert(
      fc.property(rules, (rule) => {
        const { matches } = compileRule(rule);
        const selections = new Map(Object.entries(rule.selections));
        for (const holds of [true, false]) {
          if (necessityOf(rule.condition, holds, selections).possible) continue;
          impossible += 1;
          for (const record of records) expect(matches(eventOf(record)), JSON.stringify(record)).toBe(!holds);
        }
      }),
      { numRuns: 500 },
    );
    // Guards the test itself: rules of which nothing is impossible would show nothing.
    expect(impossible).toBeGreaterThan(20);
  });
});
