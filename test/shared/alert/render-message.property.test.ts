import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import schema from '#shared/alert/alert.schema.json' with { type: 'json' };
import { alertId } from '#shared/alert/alert-id.ts';
import { boundAlert } from '#shared/alert/bound-alert.ts';
import { buildAlert } from '#shared/alert/build-alert.ts';
import { renderMessage } from '#shared/alert/render-message.ts';
import { serializeAlert } from '#shared/alert/serialize-alert.ts';
import { anyDetection } from './arbitrary-detection.ts';
import { correlationDetection, recordDetection } from './detections.ts';

const ajv = new Ajv2020({ allErrors: true });
formats.default(ajv);
const isAlert = ajv.compile(schema);

const protocols = ['default', 'lambda', 'sqs', 'email', 'sms', 'https'];
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/u;
const runs = { numRuns: 50 };

describe('alert.schema.json', () => {
  test.each([
    ['a record', recordDetection()],
    ['an episode', correlationDetection()],
  ])('describes the alert of %s', (_, detection) => {
    isAlert(JSON.parse(serializeAlert(buildAlert(detection))));
    expect(isAlert.errors).toBeNull();
  });

  test.each([
    ['an unknown member', { extra: 1 }],
    ['another version', { version: '2' }],
    ['an id that is none', { id: 'x' }],
    ['a level that Sigma lacks', { severity: 'fatal' }],
    ['a time in words', { firstSeen: 'today' }],
  ])('refuses %s', (_, members) => {
    expect(isAlert({ ...buildAlert(recordDetection()), ...members })).toBe(false);
  });
});

describe('renderMessage of any detection', () => {
  test('holds the limits of SNS', () => {
    const check = fc.property(anyDetection, (detection) => {
      const { subject, message, attributes } = renderMessage(buildAlert(detection));
      const values = Object.entries(attributes).map(([name, value]) => `${name}String${value}`);
      expect(Buffer.byteLength([subject, message, ...values].join(''))).toBeLessThanOrEqual(262_144);
      expect(subject).toMatch(/^[\x20-\x7e]{1,99}$/);
      expect(Object.keys(attributes).length).toBeLessThanOrEqual(10);
      expect(Object.values(attributes).filter((value) => value === '' || unseen.test(value))).toEqual([]);
    });
    fc.assert(check, runs);
  });

  test('says something to every kind of subscriber', () => {
    const check = fc.property(anyDetection, (detection) => {
      const texts = JSON.parse(renderMessage(buildAlert(detection)).message);
      expect(Object.keys(texts)).toEqual(protocols);
      expect(Object.values(texts).every((text) => typeof text === 'string' && text !== '')).toBe(true);
      expect(texts.sms).toMatch(/^[ -Z_a-z]{1,140}$/);
      expect(texts.email.length).toBeLessThanOrEqual(8000);
      expect(texts.email.replaceAll('\n', '')).not.toMatch(unseen);
    });
    fc.assert(check, runs);
  });

  test('has a chat message of the documented form and lengths', () => {
    const check = fc.property(anyDetection, (detection) => {
      const { version, source, content, metadata } = JSON.parse(
        JSON.parse(renderMessage(buildAlert(detection)).message).https,
      );
      expect([version, source, content.textType]).toEqual(['1.0', 'custom', 'client-markdown']);
      expect(content.title.length).toBeLessThanOrEqual(250);
      expect(content.description.length).toBeLessThanOrEqual(8000);
      const shown = [
        content.title,
        content.description,
        ...(content.nextSteps ?? []),
        ...content.keywords,
        metadata.summary,
      ];
      expect(shown.join('')).not.toMatch(/[<>]/);
    });
    fc.assert(check, runs);
  });

  test('carries an alert of the schema, facts whole', () => {
    const check = fc.property(anyDetection, (detection) => {
      const alert = JSON.parse(JSON.parse(renderMessage(buildAlert(detection)).message).default);
      isAlert(alert);
      expect(isAlert.errors).toBeNull();
      const { id, title, level } = detection.rule;
      const facts = [alert.id, alert.rule.id, alert.title, alert.severity];
      // JSON keeps lone surrogates as escapes, so even those come back.
      expect(facts).toEqual([alertId(detection), id, title, level]);
      expect(alert.summary).toMatch(/^\S.*\.$/u);
    });
    fc.assert(check, runs);
  });

  test('comes out the same each time, and the same when bounded again', () => {
    const check = fc.property(anyDetection, (detection) => {
      const alert = buildAlert(detection);
      expect(serializeAlert(boundAlert(alert))).toBe(serializeAlert(buildAlert(detection)));
    });
    fc.assert(check, runs);
  });

  test('prints without characters that steer a terminal', () => {
    const check = fc.property(anyDetection, (detection) => {
      expect(serializeAlert(buildAlert(detection))).not.toMatch(unseen);
    });
    fc.assert(check, runs);
  });
});
