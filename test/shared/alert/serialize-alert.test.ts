import { describe, expect, test } from 'vitest';
import { buildAlert } from '#shared/alert/build-alert.ts';
import { serializeAlert } from '#shared/alert/serialize-alert.ts';
import type { Alert } from '#shared/model/alert.ts';
import { correlationDetection, recordDetection } from './detections.ts';

const alert = buildAlert(recordDetection());

describe('serializeAlert', () => {
  test('parses to the alert', () => {
    expect(JSON.parse(serializeAlert(alert))).toEqual(alert);
  });

  test.each<[string, Partial<Alert>]>([
    ['what is told anew', { update: 'growing', linked: ['other'] }],
    ['the end', { update: 'over' }],
    ['the way it was found', { foundVia: 's3' }],
    ['that the rule is observed', { mode: 'observe' }],
  ])('parses to the alert: %s', (_, members) => {
    const told = { ...alert, ...members };
    expect(JSON.parse(serializeAlert(told))).toEqual(told);
  });

  test('has one order of members', () => {
    const reversed = Object.fromEntries(Object.entries(alert).reverse()) as unknown as Alert;
    expect(serializeAlert(reversed)).toBe(serializeAlert(alert));
  });

  test('has one order of keys in values of records', () => {
    const [first, second] = [
      { b: [{ d: 1, c: 2 }], a: 3 },
      { a: 3, b: [{ c: 2, d: 1 }] },
    ].map((value) => serializeAlert({ ...alert, reasons: [{ selection: 's', value, test: 't' }] }));
    expect(first).toBe(second);
  });

  test('has one order of group fields', () => {
    const [first, second] = [
      { b: '1', a: '2' },
      { a: '2', b: '1' },
    ].map((group) => serializeAlert({ ...buildAlert(correlationDetection()), group }));
    expect(first).toBe(second);
  });

  test('keeps keys that mean something to JavaScript', () => {
    const value = JSON.parse('{"__proto__":{"constructor":1}}');
    const text = serializeAlert({ ...alert, reasons: [{ selection: 's', value, test: 't' }] });
    expect(text).toContain('"value":{"__proto__":{"constructor":1}}');
  });

  test.each([
    ['C1 controls', '\u009b', '\\u009b'],
    ['DEL', '\u007f', '\\u007f'],
    ['direction overrides', '\u202e', '\\u202e'],
    ['zero-width characters', '\u200b', '\\u200b'],
    ['line separators', '\u2028', '\\u2028'],
    ['lone surrogates', '\ud800', '\\ud800'],
    ['noncharacters', '\uffff', '\\uffff'],
    ['tag characters', '\u{E0041}', '\\udb40\\udc41'],
  ])('writes %s as escapes', (_, character, escaped) => {
    const text = serializeAlert({ ...alert, source: { userAgent: `a${character}b` } });
    expect(text).toContain(`{"userAgent":"a${escaped}b"}`);
  });
});
