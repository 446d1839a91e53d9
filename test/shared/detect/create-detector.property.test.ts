import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDetector } from '#shared/detect/create-detector.ts';
import { indexRules } from '#shared/detect/rule-index.ts';
import { deriveFields } from '#shared/enrich/derive-fields.ts';
import type { EnrichedRecord } from '#shared/model/enriched-record.ts';
import type { Json, JsonObject } from '#shared/model/json.ts';
import type { DetectionRule } from '#shared/sigma/ast.ts';
import { compileRule } from '#shared/sigma/compile-rule.ts';
import { detectionText, type PlainLine } from '../sigma/naive-matcher.ts';
import { ruleOf } from '../sigma/rule-helpers.ts';

// Texts that are one without regard to case, or look as if they were: the Kelvin sign is a k in lower case, the long s no s.
const text = fc.constantFrom(
  '',
  'k',
  'K',
  '\u212a',
  's',
  'S',
  '\u017f',
  'ss',
  'ß',
  'ς',
  'Σ',
  'σ',
  'İ',
  'i\u0307',
  '1',
  'true',
  'null',
  'a:k',
);
const scalar = fc.oneof(text, fc.constantFrom(0, -0, 1, 1.5, 1e21, true, false, null));
const indexed = fc.oneof(
  { weight: 4, arbitrary: scalar },
  fc.array(fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })), { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('k', 'length', '__proto__'), scalar, { maxKeys: 2 }),
) as fc.Arbitrary<Json>;

const record = fc
  .record({ eventName: indexed, eventSource: indexed, f: scalar }, { requiredKeys: [] })
  .map((fields) => recordWith(fields as JsonObject));

const field = fc.constantFrom('eventName', 'eventName', 'eventSource', 'eventName[0]', 'f');
const line: fc.Arbitrary<PlainLine> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      field,
      modifiers: fc.constantFrom([], [], ['neq'], ['cased'], ['contains']),
      values: fc.array(text, { minLength: 1, maxLength: 3 }),
    }),
  },
  fc.record({
    field,
    modifiers: fc.constantFrom([], ['neq']),
    values: fc.array(
      fc.oneof(
        scalar.filter((value) => value !== 1e21),
        fc.constantFrom('k*', '?'),
      ),
      { minLength: 1, maxLength: 3 },
    ),
  }),
  fc.record({
    field,
    modifiers: fc.constantFrom(['all'], ['all', 'neq']),
    values: fc.array(text, { minLength: 2, maxLength: 2 }),
  }),
  fc.record({ field, modifiers: fc.constant(['exists']), values: fc.constantFrom([true], [false]) }),
);
const lines = fc.uniqueArray(line, {
  minLength: 1,
  maxLength: 3,
  selector: ({ field: name, modifiers }) => [name, ...modifiers].join('|'),
});
const rule = fc
  .record({
    x: fc.oneof(
      lines,
      fc.array(lines, { minLength: 1, maxLength: 2 }).map((anyOf) => ({ anyOf })),
    ),
    y: lines,
    condition: fc.constantFrom(
      { name: 'x' },
      { not: { name: 'x' } },
      { and: [{ name: 'x' }, { name: 'y' }] as const },
      { or: [{ name: 'x' }, { name: 'y' }] as const },
      { and: [{ name: 'x' }, { not: { name: 'y' } }] as const },
    ),
  })
  .map(({ x, y, condition }) => ruleOf(detectionText({ selections: { x, y }, condition })));
const rules = fc.array(rule, { minLength: 1, maxLength: 6 }).map(withOwnIds);

function withOwnIds(made: readonly DetectionRule[]): readonly DetectionRule[] {
  return made.map((one, position) => ({ ...one, meta: { ...one.meta, id: `rule-${position}` } }));
}

/** A record as a reader would never let it through: whatever `fields` say, whether or not CloudTrail would. */
function recordWith(fields: JsonObject): EnrichedRecord {
  const unread = {
    eventID: 'event',
    eventTimeMs: undefined,
    eventName: undefined,
    eventSource: undefined,
    awsRegion: undefined,
    accountId: undefined,
    fields,
  };
  return { ...unread, derived: deriveFields(unread) };
}

function idsOf(made: readonly { readonly rule: { readonly id: string } }[]): readonly string[] {
  return made.map((one) => one.rule.id);
}

describe('the detector', () => {
  it('finds what trying every rule finds, in the order of the pack', () => {
    fc.assert(
      fc.property(rules, fc.array(record, { minLength: 1, maxLength: 4 }), (pack, records) => {
        const detector = createDetector(pack);
        for (const one of records) {
          const expected = pack.filter((candidate) => compileRule(candidate).matches(one)).map(({ meta }) => meta.id);
          expect(idsOf(detector.detect(one))).toEqual(expected);
          if (expected.length > 0) expect(detector.canMatch(one)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('has the same candidates for a record whatever it was asked before', () => {
    fc.assert(
      fc.property(rules, fc.array(record, { minLength: 1, maxLength: 6 }), (pack, records) => {
        const asked = indexRules(pack);
        for (const one of [...records, ...records]) {
          const fresh = indexRules(pack).candidates(one);
          expect(asked.candidates(one).map(({ rule: { meta } }) => meta.id)).toEqual(
            fresh.map(({ rule: { meta } }) => meta.id),
          );
        }
      }),
      { numRuns: 100 },
    );
  });
});
