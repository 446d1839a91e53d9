import { readFileSync } from 'node:fs';
import type { SQSEvent } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import { loadRules } from '#cli/rules/load-rules.ts';
import { renderMessage } from '#shared/alert/render-message.ts';
import { readValue } from '#shared/cloudtrail/read-value.ts';
import { createMemoryAlertLedger } from '#shared/memory/memory-alert-ledger.ts';
import { createMemoryResponseStore } from '#shared/memory/memory-response-store.ts';
import type { Alert } from '#shared/model/alert.ts';
import type { JsonObject } from '#shared/model/json.ts';
import { defaultResponseSettings, type ResponseSettings } from '#shared/model/response-settings.ts';
import { createPipeline } from '#shared/pipeline.ts';
import { createResponder } from '#shared/respond/create-responder.ts';
import { playbooks } from '#shared/respond/playbooks/registry.ts';
import { createHandler as createAlertHandler } from '../../../functions/on-alert/handle-alerts.ts';
import { createHandler as createRequestHandler } from '../../../functions/on-request/handle-request.ts';
import type { ResponderParts } from '../../../functions/runtime/connect-responder.ts';
import { createFakeBuckets, type FakeS3, makeBucket } from '../../shared/respond/fake-cloud/fake-buckets.ts';
import { createFakeCloud } from '../../shared/respond/fake-cloud/fake-cloud.ts';
import { lambdaContext } from '../support/lambda-context.ts';
import { createMemoryTelemetry } from '../support/memory-telemetry.ts';
import { sealedAttributes, toySeal } from '../support/toy-seal.ts';

// What a record becomes on its whole way, but for AWS: rules, alert, queue, playbook, approval, undoing.
const pipeline = createPipeline(loadRules({ builtin: 'rules', paths: [] }));
const ownRole = 'arn:aws:iam::123456789012:role/trailguard-on-alert';
const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Everybody',
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::example-exports/*',
    },
    {
      Sid: 'Partner',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::example-exports/*',
    },
  ],
});

function record(over: JsonObject = {}): JsonObject {
  const example: JsonObject = JSON.parse(
    readFileSync('test/rules/cloudtrail/logging-stopped/match-access-key-stops-trail.json', 'utf8'),
  );
  return {
    ...example,
    eventSource: 's3.amazonaws.com',
    eventName: 'PutBucketPolicy',
    awsRegion: 'eu-west-1',
    requestParameters: { bucketName: 'example-exports', bucketPolicy: JSON.parse(policy) },
    resources: null,
    ...over,
  };
}

let s3: FakeS3;
let told: Alert[];
let mayChange: boolean;
let nowMs: number;
let parts: ResponderParts;

const deploy = (settings: Partial<ResponseSettings>): void => {
  const ledger = createMemoryAlertLedger(() => nowMs);
  const cloud = createFakeCloud({ buckets: createFakeBuckets(s3) });
  parts = {
    telemetry: createMemoryTelemetry(),
    seal: toySeal,
    ledger,
    publisher: { publish: async ({ message }) => void told.push(JSON.parse(JSON.parse(message).sqs)) },
    responder: createResponder({
      playbooks,
      settings: { ...defaultResponseSettings, ...settings },
      ownRoles: [ownRole],
      ports: {
        openCloud: async () => cloud,
        store: createMemoryResponseStore(),
        killSwitch: { mayChange: async () => mayChange },
        seal: toySeal,
        now: () => nowMs,
      },
    }),
  };
};
const inMode = (mode: 'off' | 'plan' | 'approve' | 'apply'): void =>
  deploy({ playbooks: { 's3-public-policy': { mode } } });

/** What the queue gets of a record, and what the function makes of it. */
const deliver = async (fields: JsonObject = record()): Promise<void> => {
  const alerts = [...readValue(fields, 'test')].flatMap((item) =>
    item.kind === 'record' ? pipeline.alertsOfRecord(pipeline.examine(item.record)) : [],
  );
  const bodies = alerts
    .map(renderMessage)
    .filter(({ attributes }) => attributes['kind'] === 'detection' && attributes['playbook'] !== undefined)
    .map(({ message }) => JSON.parse(message).sqs);
  expect(bodies).toHaveLength(1);
  const Records = bodies.map((body, index) => ({
    messageId: `m${index}`,
    eventSource: 'aws:sqs',
    body,
    attributes: { ApproximateReceiveCount: '1' },
    messageAttributes: sealedAttributes(body),
  }));
  const event = { Records } as unknown as SQSEvent;
  expect(await createAlertHandler(parts)(event, lambdaContext)).toEqual({ batchItemFailures: [] });
};
const ask = (request: object): Promise<unknown> => createRequestHandler(parts)(request, lambdaContext);
const policyNow = (): string | undefined => s3.buckets.get('example-exports')?.policy;
const lastTold = (): Alert['outcome'] => told.at(-1)?.outcome;

beforeEach(() => {
  s3 = { buckets: new Map([['example-exports', makeBucket({ policy })]]), account: {} };
  told = [];
  mayChange = true;
  nowMs = Date.parse('2026-03-05T09:16:00Z');
});

it('plans only, unless settings say otherwise', async () => {
  deploy({});
  await deliver();
  expect(lastTold()).toMatchObject({ status: 'planned', command: expect.stringMatching(/^trailguard respond apply/) });
  expect(policyNow()).toBe(policy);
});

it('does nothing, and says nothing, where the playbook is off', async () => {
  inMode('off');
  await deliver();
  expect({ told, policy: policyNow() }).toEqual({ told: [], policy });
});

it('is approved, applied, verified and undone, and the policy is as it was', async () => {
  inMode('approve');
  await deliver();
  const waiting = lastTold();
  expect(waiting).toMatchObject({ status: 'waiting', playbook: 's3-public-policy' });
  expect(policyNow()).toBe(policy);

  expect(await ask({ approve: waiting?.planId })).toMatchObject({ outcome: { status: 'applied' } });
  expect(JSON.parse(policyNow() ?? '')).toEqual({
    Version: '2012-10-17',
    Statement: [expect.objectContaining({ Sid: 'Partner' })],
  });

  expect(await ask({ undo: waiting?.planId })).toMatchObject({ outcome: { status: 'undone' } });
  expect(policyNow()).toBe(policy);
  expect(told.map(({ outcome }) => outcome?.status)).toEqual(['waiting', 'applied', 'undone']);
});

it('applies at once where it may, once for an alert that comes twice', async () => {
  inMode('apply');
  await deliver();
  await deliver();
  expect(told.map(({ outcome }) => outcome?.status)).toEqual(['applied']);
  expect(policyNow()).not.toContain('Everybody');
});

describe('keeps away', () => {
  it('from what its own role did, and says so', async () => {
    inMode('apply');
    const sessionContext = { sessionIssuer: { type: 'Role', arn: ownRole } };
    const arn = 'arn:aws:sts::123456789012:assumed-role/trailguard-on-alert/trailguard-on-alert';
    await deliver(record({ userIdentity: { type: 'AssumedRole', arn, accountId: '123456789012', sessionContext } }));
    expect(told.map(({ outcome }) => outcome)).toMatchObject([
      { status: 'skipped', why: expect.stringContaining(`own role ${ownRole}`) },
    ]);
    expect(policyNow()).toBe(policy);
  });

  it('from what is exempt, and says why', async () => {
    const exemptions = [{ reason: 'our web site', resources: ['arn:aws:s3:::example-*'] }];
    deploy({ playbooks: { 's3-public-policy': { mode: 'apply' } }, exemptions });
    await deliver();
    expect(lastTold()).toMatchObject({ status: 'skipped', why: 'it is exempt: our web site' });
    expect(policyNow()).toBe(policy);
  });

  it('from everything while the kill switch is on', async () => {
    inMode('apply');
    mayChange = false;
    await deliver();
    expect(lastTold()).toMatchObject({ status: 'skipped', why: expect.stringContaining('kill switch') });
    expect(policyNow()).toBe(policy);
  });

  it('from harm that is gone', async () => {
    inMode('apply');
    s3.buckets.set('example-exports', makeBucket());
    await deliver();
    expect(lastTold()?.status).toBe('skipped');
  });
});
