import { describe, expect, it } from 'vitest';
import { boundEntry, boundText } from '#shared/correlate/bound-entry.ts';
import type { Evidence } from '#shared/model/detection.ts';
import type { CorrelationEntry } from '#shared/ports/correlation-store.ts';
import { evidenceWith as wholeEvidence } from '../alert/detections.ts';
import { entryAt, evidenceWith } from './correlation-helpers.ts';

const texts = (count: number, length: number, character = 'x'): readonly string[] =>
  Array.from({ length: count }, (_, number) => String(number).padStart(length, character));

/** The bytes that an entry takes where it is stored as JSON. */
const bytesOf = (entry: CorrelationEntry): number => Buffer.byteLength(JSON.stringify(entry));

describe('a text', () => {
  it.each([
    ['of 512 characters is kept', 'x'.repeat(512), 'x'.repeat(512)],
    ['of more is cut, and ends in a hash', 'x'.repeat(513), expect.stringMatching(/^x{479}~[0-9a-f]{32}$/)],
  ])('%s', (_, text, expected) => {
    expect(boundText(text)).toEqual(expected);
  });

  it('that differs from another only behind the cut still differs', () => {
    expect(boundText(`${'x'.repeat(600)}a`)).not.toBe(boundText(`${'x'.repeat(600)}b`));
  });
});

describe('an entry', () => {
  it('of ordinary size is kept as it is', () => {
    const entry = entryAt(0, {
      values: texts(5000, 30),
      fields: { who: texts(25, 512), where: [] },
      evidence: wholeEvidence({ resources: texts(50, 512) }),
      reasons: Array.from({ length: 10 }, () => ({
        selection: 's',
        field: 'f',
        value: { a: ['b', 1, null] },
        test: 't',
      })),
    });
    expect(boundEntry(entry)).toEqual(entry);
  });

  it('without fields and reasons gets none', () => {
    expect(Object.keys(boundEntry(entryAt(0)))).not.toContain('fields');
    expect(Object.keys(boundEntry(entryAt(0)))).not.toContain('reasons');
  });

  it.each<[string, Partial<CorrelationEntry>, Partial<CorrelationEntry>]>([
    ['5,000 values', { values: texts(5001, 4) }, { values: texts(5000, 4) }],
    ['25 values of a field', { fields: { who: texts(26, 4), a: ['b'] } }, { fields: { who: texts(25, 4), a: ['b'] } }],
    [
      '50 resources',
      { evidence: wholeEvidence({ resources: texts(51, 4) }) },
      { evidence: wholeEvidence({ resources: texts(50, 4) }) },
    ],
    [
      '10 reasons',
      { reasons: texts(11, 4).map((selection) => ({ selection, value: 1, test: 't' })) },
      { reasons: texts(10, 4).map((selection) => ({ selection, value: 1, test: 't' })) },
    ],
  ])('keeps %s', (_, over, kept) => {
    expect(boundEntry(entryAt(0, over))).toMatchObject(kept);
  });

  const long = 'x'.repeat(5000);
  it.each<[string, Partial<CorrelationEntry>]>([
    ['a value', { values: [long] }],
    ['a field', { fields: { who: [long] } }],
    ['a resource', { evidence: { ...evidenceWith('e'), resources: [long] } }],
    ['a text of the evidence', { evidence: { ...evidenceWith('e'), userAgent: long } }],
    ['a text of the actor', { evidence: { ...evidenceWith('e'), actor: { kind: 'user', name: long } } }],
    ["a reason's value", { reasons: [{ selection: 's', value: long, test: 't' }] }],
    ["a reason's value in a list", { reasons: [{ selection: 's', value: [[long]], test: 't' }] }],
    ["a reason's test", { reasons: [{ selection: 's', value: 1, test: long }] }],
    ["a reason's field", { reasons: [{ selection: 's', field: long, value: 1, test: 't' }] }],
  ])('bounds %s', (_, over) => {
    const text = JSON.stringify(boundEntry(entryAt(0, over)));
    expect(text).toMatch(/~[0-9a-f]{32}/);
    expect(text.length).toBeLessThan(1000);
  });

  it("keeps a reason's value of 512 characters of JSON", () => {
    const reasons = [{ selection: 's', value: 'x'.repeat(510), test: 't' }];
    expect(boundEntry(entryAt(0, { reasons })).reasons).toEqual(reasons);
  });

  it('keeps what is no text', () => {
    const evidence: Evidence = {
      ...evidenceWith('e'),
      eventTimeMs: 5,
      succeeded: false,
      actor: { kind: 'user', mfa: true },
    };
    const reasons = [{ selection: 's', value: [true, null, 2], test: 't' }];
    expect(boundEntry(entryAt(0, { evidence, reasons }))).toMatchObject({ evidence, reasons });
  });
});

describe('many long values', () => {
  const many = (character: string): CorrelationEntry => boundEntry(entryAt(0, { values: texts(5000, 512, character) }));

  it('become hashes, and are as many', () => {
    const { values } = many('x');
    expect(new Set(values).size).toBe(5000);
    expect(values.every((value) => /^[0-9a-f]{32}$/.test(value))).toBe(true);
  });

  it('leave short ones as they are', () => {
    const short = 'i-0123456789abcdef0123456789abcd';
    expect(boundEntry(entryAt(0, { values: [short, ...texts(4000, 512)] })).values[0]).toBe(short);
  });

  it.each([
    ['ASCII', 'x', 26],
    ['characters of three bytes', '管', 26],
    ['characters that JSON escapes', '\u0001', 26],
    ['short texts that JSON escapes', '\u0001', 16],
  ])('of %s take no more than 200 kB', (_, character, length) => {
    const entry = boundEntry(entryAt(0, { values: texts(5000, length, character) }));
    expect(new Set(entry.values).size).toBe(5000);
    expect(bytesOf(entry)).toBeLessThan(200 * 1024);
  });
});

it.each([
  ['of ASCII is below 300 kB', 'x', 300 * 1024],
  ['of other alphabets stays below the 400 kB that DynamoDB takes', '管', 400 * 1024],
])('the largest entry %s', (_, character, limit) => {
  const long = character.repeat(2000);
  const entry = boundEntry({
    entryId: 'rule record',
    timeEpochMs: 0,
    ruleId: 'rule',
    values: texts(9000, 2000, character),
    fields: { who: texts(100, 2000, character) },
    evidence: {
      eventID: long,
      eventTimeMs: 0,
      eventName: long,
      eventSource: long,
      awsRegion: long,
      accountId: long,
      errorCode: long,
      succeeded: true,
      actor: { kind: 'user', arn: long, name: long, accountId: long, accessKeyId: long, sessionIssuer: long },
      sourceIPAddress: long,
      userAgent: long,
      resources: texts(500, 2000, character),
    },
  });
  expect(bytesOf(entry)).toBeLessThan(limit);
});
