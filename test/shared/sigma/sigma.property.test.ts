import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '#shared/model/json.ts';
import { compileRule } from '#shared/sigma/compile-rule.ts';
import { describeRule } from '#shared/sigma/describe-rule.ts';
import { fieldValues } from '#shared/sigma/field-values.ts';
import { parseRules } from '#shared/sigma/parse-rules.ts';
import { requiredValues } from '#shared/sigma/required-values.ts';
import { traceRule } from '#shared/sigma/trace-rule.ts';
import {
  detectionText,
  naiveMatches,
  type PlainCondition,
  type PlainLine,
  type PlainRule,
  type PlainSelection,
} from './naive-matcher.ts';
import { eventOf, parseText, ruleOf, ruleText } from './rule-helpers.ts';

const key = fc.constantFrom('f', 'g', 'h');
const shortText = fc.string({ unit: fc.constantFrom('a', 'A', 'b', '1', '.', '"'), maxLength: 3 });
const pattern = fc.string({ unit: fc.constantFrom('a', 'A', 'b', '1', '*', '?'), maxLength: 3 });
const scalar = fc.oneof(shortText, fc.integer({ min: 0, max: 12 }), fc.boolean(), fc.constant(null));

const { record } = fc.letrec<{ record: JsonObject; value: Json }>((tie) => ({
  value: fc.oneof({ maxDepth: 2 }, scalar, fc.array(tie('value'), { maxLength: 3 }), tie('record')),
  record: fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }),
}));

const field = fc.array(key, { minLength: 1, maxLength: 2 }).map((keys) => keys.join('.'));
const plainLine: fc.Arbitrary<PlainLine> = fc
  .oneof(
    fc.record({
      modifiers: fc.constantFrom([], ['neq']),
      values: fc.array(fc.oneof(pattern, scalar), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      modifiers: fc.constantFrom(
        ['contains'],
        ['startswith'],
        ['endswith'],
        ['contains', 'cased'],
        ['cased', 'neq'],
        ['contains', 'neq'],
      ),
      values: fc.array(pattern, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      modifiers: fc.constantFrom(['all'], ['contains', 'all'], ['all', 'neq']),
      values: fc.array(pattern, { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ modifiers: fc.constant(['exists']), values: fc.array(fc.boolean(), { minLength: 1, maxLength: 1 }) }),
    fc.record({
      modifiers: fc.constant(['gte']),
      values: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 2 }),
    }),
  )
  .chain((line) => field.map((name) => ({ field: name, ...line })));
const lines = fc.uniqueArray(plainLine, {
  minLength: 1,
  maxLength: 3,
  selector: (line) => [line.field, ...line.modifiers].join('|'),
});
const selection: fc.Arbitrary<PlainSelection> = fc.oneof(
  lines,
  fc.array(lines, { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf })),
);
const { condition } = fc.letrec<{ condition: PlainCondition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    fc.record({ name: fc.constantFrom('x', 'y') }),
    fc.record({ not: tie('condition') }),
    fc.record({ and: fc.tuple(tie('condition'), tie('condition')) }),
    fc.record({ or: fc.tuple(tie('condition'), tie('condition')) }),
  ),
}));
const plainRule: fc.Arbitrary<PlainRule> = fc.record({
  selections: fc.record({ x: selection, y: selection }),
  condition,
});

describe('a compiled rule', () => {
  it('matches what the naive matcher matches', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(plainRule, record, (rule, fields) => {
        expect(compileRule(ruleOf(detectionText(rule))).matches(eventOf(fields))).toBe(naiveMatches(rule, fields));
      }),
      { numRuns: 1_500 },
    );
  });

  it('is traced as it is matched', () => {
    fc.assert(
      fc.property(plainRule, record, (plain, fields) => {
        const rule = ruleOf(detectionText(plain));
        expect(traceRule(rule, eventOf(fields)).held).toBe(compileRule(rule).matches(eventOf(fields)));
      }),
      { numRuns: 300 },
    );
  });

  it('never throws, whatever the record', () => {
    const rule =
      ruleOf(`a: {f|contains: x, g.h: 1, "f[0]": a*, __proto__.f: null, eventTime|hour: 5, g|cidr: 192.0.2.0/24}
b: [x, y]
c: {f|fieldref: g, f|re: a+, g|exists: true, h|lt: 5}
condition: 1 of them`);
    const compiled = compileRule(rule);
    const anyRecord = fc.dictionary(
      fc.oneof(key, fc.constantFrom('__proto__', 'eventTime', 'toString')),
      fc.jsonValue(),
    ) as fc.Arbitrary<JsonObject>;
    fc.assert(
      fc.property(anyRecord, (fields) => {
        const event = eventOf(fields);
        compiled.explain(event);
        return typeof compiled.matches(event) === 'boolean' && traceRule(rule, event).text !== '';
      }),
    );
  });

  it('survives nesting as deep as a record can carry', () => {
    const deep = JSON.parse(`${'{"f":['.repeat(2_000)}"x"${']}'.repeat(2_000)}`);
    expect(compileRule(ruleOf('a: [x]\nb: {f|contains: x}\ncondition: a and b')).matches(eventOf(deep))).toBe(true);
  });
});

describe('requiredValues', () => {
  it('never rules out a record that matches', () => {
    fc.assert(
      fc.property(plainRule, fc.oneof(scalar, fc.constant(undefined)), record, (plain, value, others) => {
        const rule = ruleOf(detectionText(plain));
        const { f: _, ...rest } = others;
        const event = eventOf(value === undefined ? rest : { ...rest, f: value });
        const required = requiredValues(rule, 'f');
        if (required === undefined || !compileRule(rule).matches(event)) return;
        expect(required).toContain(fieldValues(event, 'f').map((actual) => String(actual).toLowerCase())[0]);
      }),
      { numRuns: 1_500 },
    );
  });
});

describe('parseRules', () => {
  const yamlUnit = fc.constantFrom(
    ...'ab:|-*&?"\'[]{}#!>,. \n\t\\%@`',
    'title: ',
    'detection: ',
    'condition: ',
    '\n  ',
    '|re: ',
    '---\n',
  );

  it('makes rules and problems of any text, which survive JSON', () => {
    const text = fc.oneof(
      fc.string({ unit: yamlUnit, maxLength: 60 }),
      fc.string({ unit: yamlUnit, maxLength: 30 }).map(ruleText),
      fc.jsonValue().map((value) => JSON.stringify(value)),
      fc.jsonValue().map((value) => ruleText(JSON.stringify({ a: value, condition: 'a' }))),
      fc.jsonValue().map((value) => JSON.stringify({ title: 'C', correlation: value })),
    );
    fc.assert(
      fc.property(text, (source) => {
        const parsed = parseText(source);
        expect(JSON.parse(JSON.stringify(parsed))).toStrictEqual(parsed);
        expect(parsed.rules.length + parsed.correlations.length + parsed.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 1_500 },
    );
  });

  it('makes rules that survive JSON, match the same after it, and can be described', () => {
    fc.assert(
      fc.property(plainRule, record, (plain, fields) => {
        const rule = ruleOf(detectionText(plain));
        const revived = JSON.parse(JSON.stringify(rule));
        expect(revived).toStrictEqual(rule);
        expect(compileRule(revived).matches(eventOf(fields))).toBe(compileRule(rule).matches(eventOf(fields)));
        expect(describeRule(rule).length).toBeGreaterThan(1);
      }),
      { numRuns: 200 },
    );
  });

  it('gives the same rules whatever the order of the files', () => {
    const sources = ['a', 'b', 'c'].map((name) => ({
      file: name,
      path: name,
      text: `title: ${name}\nname: ${name}\ncorrelation: {type: temporal, rules: [r], timespan: 1h}\n`,
    }));
    const base = { file: 'r', path: 'r', text: `name: r\n${ruleText('s: {f: 1}\ncondition: s')}` };
    fc.assert(
      fc.property(fc.shuffledSubarray([base, ...sources], { minLength: 4 }), (shuffled) => {
        const names = parseRules(shuffled).correlations.map(({ meta }) => meta.id);
        expect([...names].sort()).toEqual(['a', 'b', 'c']);
      }),
      { numRuns: 20 },
    );
  });
});
