import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBytes } from '#shared/cloudtrail/read-bytes.ts';
import { readRecord } from '#shared/cloudtrail/read-record.ts';
import { createDetector } from '#shared/detect/create-detector.ts';
import { deriveFields } from '#shared/enrich/derive-fields.ts';
import { eventRules, isOnFastWay } from '#shared/event-rules.ts';
import type { JsonObject } from '#shared/model/json.ts';
import { loadOwnRules } from '../../infra/load-own-rules.ts';
import { mutate, randomOf, recordFor } from '../oracle/generate-records.ts';
import { matchesPattern } from './sigma/pattern/match-pattern.ts';

const rules = loadOwnRules().rules.filter(isOnFastWay);
const together = eventRules({ rules });
const alone = new Map(rules.map((rule) => [rule.meta.id, eventRules({ rules: [rule] })]));
const detector = createDetector(rules);

/** Ids of the rules that a record matches but whose patterns do not let it through; `npm run oracle` asks AWS's own matcher. */
function lostBy(fields: JsonObject): { readonly matched: number; readonly lost: readonly string[] } {
  const record = readRecord(fields);
  if (record === undefined) return { matched: 0, lost: [] };
  const event = { source: 'aws.x', 'detail-type': 'AWS API Call via CloudTrail', detail: fields };
  const detections = detector.detect({ ...record, derived: deriveFields(record) });
  const passes = (patterns: typeof together): boolean => patterns.some(({ pattern }) => matchesPattern(pattern, event));
  const lost = detections.filter(({ rule }) => !passes(together) || !passes(alone.get(rule.id) ?? []));
  return { matched: detections.length, lost: lost.map(({ rule }) => rule.path) };
}

const cases = readdirSync('test/rules', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.json'))
  .map((name) => path.join('test/rules', name))
  .flatMap((name) => [...readBytes(readFileSync(name), name)])
  .flatMap((item) => (item.kind === 'record' ? [item.record.fields] : []));

describe('no record that a rule matches is lost by the patterns', () => {
  it('of the rules’ own cases', () => {
    const results = cases.map(lostBy);
    expect(results.flatMap(({ lost }) => lost)).toEqual([]);
    expect(results.filter(({ matched }) => matched > 0).length).toBeGreaterThan(rules.length);
  });

  it('of records made for the rules, and changed', () => {
    const random = randomOf(1);
    const results = Array.from({ length: 1500 }, (_, at) => {
      const rule = rules[at % rules.length];
      const known = cases[at % cases.length];
      const begin = at % 2 === 0 && rule !== undefined ? recordFor(rule, random) : known;
      return lostBy(mutate(mutate(begin ?? {}, random), random));
    });
    expect(results.flatMap(({ lost }) => lost)).toEqual([]);
    expect(results.filter(({ matched }) => matched > 0).length).toBeGreaterThan(500);
  });
});
