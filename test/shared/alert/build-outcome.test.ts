import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import schema from '#shared/alert/alert.schema.json' with { type: 'json' };
import { buildAlert } from '#shared/alert/build-alert.ts';
import { buildOutcome } from '#shared/alert/build-outcome.ts';
import { renderMessage } from '#shared/alert/render-message.ts';
import { serializeAlert } from '#shared/alert/serialize-alert.ts';
import type { Json } from '#shared/model/json.ts';
import type { Outcome, OutcomeStatus } from '#shared/model/outcome.ts';
import { recordDetection, ruleWith } from './detections.ts';
import { outcomeAlert, outcomeWith, stopCommand } from './outcomes.ts';

const resource = 'arn:aws:s3:::example-exports';
const origin = buildAlert(recordDetection({ rule: ruleWith({ level: 'critical' }) }));

describe('an outcome', () => {
  test.each<[OutcomeStatus, string, string]>([
    ['planned', 'Planned: s3-public-policy on example-exports', 'To do it: '],
    ['waiting', 'Waiting for approval: s3-public-policy on example-exports', 'To approve it: '],
    ['applied', 'Put right: s3-public-policy on example-exports', 'To take it back: '],
    ['undone', 'Taken back: s3-public-policy on example-exports', 'To do it again: '],
    ['skipped', 'Left alone: s3-public-policy on example-exports', 'To go on: '],
    ['failed', 'Failed: s3-public-policy on example-exports', 'To go on: '],
  ])('that is %s says so, and what to type next', (status, title, purpose) => {
    const alert = outcomeAlert({ status, command: 'trailguard respond x' });
    expect(alert).toMatchObject({ kind: 'outcome', title, playbook: 's3-public-policy' });
    expect(alert.runbook).toEqual([`${purpose}trailguard respond x`, `To stop all changes at once: ${stopCommand}`]);
  });

  it('says nothing to type where there is nothing', () => {
    const { command: _, ...outcome } = outcomeWith({ status: 'skipped' });
    expect(buildOutcome(outcome, { resource }).runbook).toEqual([]);
  });

  it('is as grave as what it answers, and shares its rule, actor and links', () => {
    const alert = buildOutcome(outcomeWith(), { resource, origin });
    expect(alert).toMatchObject({ severity: 'critical', rule: origin.rule, actor: origin.actor, links: origin.links });
    expect(alert.id).not.toBe(origin.id);
  });

  it.each<[OutcomeStatus, string]>([
    ['failed', 'high'],
    ['applied', 'medium'],
  ])('that answers a plan alone and is %s is %s', (status, severity) => {
    expect(outcomeAlert({ status }).severity).toBe(severity);
  });

  it('is one line to read, whatever a resource is called', () => {
    const why = 'a\u202eb\nhttps://example.com/\u200b';
    expect(outcomeAlert({ why }).summary).toBe('s3-public-policy on example-exports: a�b https[:]//example.com/�.');
  });
});

describe('the id', () => {
  const id = outcomeAlert().id;

  it.each<[string, Partial<Outcome>, boolean]>([
    ['the same', {}, true],
    ['other words', { why: 'x', steps: [] }, true],
    ['another status', { status: 'applied' }, false],
    ['another plan', { planId: 'another' }, false],
  ])('of %s', (_, members, isSame) => {
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(outcomeAlert(members).id === id).toBe(isSame);
  });

  it.each<[string, Partial<Outcome>, boolean]>([
    ['the same', {}, true],
    ['another alert', { alertId: 'another' }, false],
    ['another record', { target: { ...outcomeWith().target, eventID: 'another' } }, false],
    ['another playbook', { playbook: 'another' }, false],
  ])('without a plan of %s', (_, members, isSame) => {
    const { planId: _planId, ...outcome } = outcomeWith({ status: 'skipped' });
    const idOf = (one: Outcome): string => buildOutcome(one, { resource }).id;
    expect(idOf({ ...outcome, ...members }) === idOf(outcome)).toBe(isSame);
  });
});

describe('its messages', () => {
  const partsOf = (outcome: Partial<Outcome>): Readonly<Record<string, string>> =>
    JSON.parse(renderMessage(outcomeAlert(outcome)).message);

  it('are marked, so that no playbook answers them', () => {
    expect(renderMessage(outcomeAlert()).attributes).toMatchObject({ kind: 'outcome', playbook: 's3-public-policy' });
  });

  it('say by mail what would be done', () => {
    expect(partsOf({})['email']).toBe(
      [
        'MEDIUM: Waiting for approval: s3-public-policy on example-exports',
        '',
        's3-public-policy on example-exports: it waits for approval.',
        '',
        'On       arn:aws:s3:::example-exports',
        'Where    account 123456789012, eu-west-1',
        'When     2026-03-12 12:01:33 UTC',
        'Plan     fedcba9876543210fedcba9876543210',
        'Answers  alert 0123456789abcdef0123456789abcdef',
        '',
        'WHAT IT WOULD DO',
        '- delete the bucket policy',
        '',
        'WHAT TO DO NEXT',
        '1. To approve it: trailguard respond approve',
        '   fedcba9876543210fedcba9876543210',
        '2. To stop all changes at once: aws ssm put-parameter --name',
        '   /trailguard/dev/responses --value stop --overwrite',
        '',
        'IDS',
        `Alert    ${outcomeAlert().id}`,
        'Rule     playbook/s3-public-policy',
        'Record   0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9',
        '',
      ].join('\n'),
    );
  });

  it('hold no state of a resource: the plan has them', () => {
    const { before: _before, after: _after, ...told } = outcomeWith();
    expect(outcomeAlert().outcome).toEqual(told);
    expect(renderMessage(outcomeAlert()).message).not.toContain('2012-10-17');
  });

  it('bring chat into the thread of the alert, with the plan for a custom action', () => {
    const { metadata, content } = JSON.parse(partsOf({})['https'] ?? '');
    expect(metadata).toMatchObject({
      threadId: '0123456789abcdef0123456789abcdef',
      eventType: 'trailguard-outcome',
      additionalContext: { status: 'waiting', planId: 'fedcba9876543210fedcba9876543210' },
    });
    expect(content.description).toContain('Step: `delete the bucket policy`');
  });

  it('say on a phone why', () => {
    expect(partsOf({ status: 'failed', why: 'denied: it is as it was' })['sms']).toBe(
      'HIGH: Failed: s3-public-policy on example-exports. Account 123456789012, eu-west-1. denied: it is as it was',
    );
  });
});

test('any outcome fits a message, is of the schema, and is read as it was written', () => {
  const isOfSchema = addFormats.default(new Ajv2020({ strict: false })).compile(schema);
  const anyJson = fc.jsonValue({ maxDepth: 3 }).map((value) => value as Json);
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.integer({ min: 1, max: 40_000 }).map((length) => '\u0000'.repeat(length)),
  );
  const outcomes = fc.record(
    {
      status: fc.constantFrom<OutcomeStatus>('planned', 'waiting', 'applied', 'undone', 'skipped', 'failed'),
      playbook: fc.constant('s3-public-policy'),
      alertId: fc.constant('0123456789abcdef0123456789abcdef'),
      target: fc.constant(outcomeWith().target),
      why: anyText,
      steps: fc.array(anyText, { maxLength: 5 }),
      planId: fc.constant('fedcba9876543210fedcba9876543210'),
      before: fc.oneof(anyJson, anyText),
      after: fc.oneof(anyJson, anyText),
      command: fc.constant('trailguard respond undo fedcba9876543210fedcba9876543210'),
    },
    { requiredKeys: ['status', 'playbook', 'alertId', 'target', 'why', 'steps'] },
  );
  fc.assert(
    fc.property(outcomes, fc.boolean(), (outcome, hasOrigin) => {
      const alert = buildOutcome(outcome, { resource, stopCommand, ...(hasOrigin && { origin }) });
      const { subject, message } = renderMessage(alert);
      expect(Buffer.byteLength(message)).toBeLessThan(256 * 1024);
      expect(subject.length).toBeLessThan(100);
      expect(isOfSchema(alert) ? [] : isOfSchema.errors).toEqual([]);
      expect(JSON.parse(serializeAlert(alert))).toEqual(JSON.parse(JSON.stringify(alert)));
    }),
  );
});

describe('what was and what is', () => {
  const inWords = { before: 'a policy of 2 statements', after: 'no policy' };

  it.each<[OutcomeStatus, string, string]>([
    ['waiting', 'As it is', 'As it would be'],
    ['planned', 'As it is', 'As it would be'],
    ['applied', 'As it was', 'As it is'],
  ])('of an outcome that is %s is told in words, in mail and chat', (status, was, is) => {
    const { email, https } = JSON.parse(renderMessage(outcomeAlert({ status, inWords })).message);
    expect(email).toContain(`${was.toUpperCase()}\na policy of 2 statements\n\n${is.toUpperCase()}\nno policy\n`);
    const { content } = JSON.parse(https);
    expect(content.description).toContain(`${was}: \`a policy of 2 statements\`\n${is}: \`no policy\``);
  });

  it('of one that was taken back is told the other way round', () => {
    const { email } = JSON.parse(renderMessage(outcomeAlert({ status: 'undone', inWords })).message);
    expect(email).toContain('AS IT WAS\nno policy\n\nAS IT IS\na policy of 2 statements\n');
  });
});
