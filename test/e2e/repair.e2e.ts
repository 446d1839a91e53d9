import { gzipSync } from 'node:zlib';
import {
  CreateBucketCommand,
  DeletePublicAccessBlockCommand,
  GetBucketPolicyCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '#shared/model/outcome.ts';
import type { Account } from './account.ts';
import { fastRuleIds, type Stack, testSource } from './deploy.ts';
import { accountId, type Deployment, startDeployment } from './deployment.ts';
import { counted, readLog } from './function-log.ts';
import { type Inbox, waitUntil } from './inbox.ts';
import { type CallRecord, deliver, detailType, recordOf } from './record.ts';
import { buildCommandLine, typeCommand } from './type-command.ts';

const bucket = 'example-customer-exports';

const toPartner =
  '{ "Sid": "Partner", "Effect": "Allow", "Principal": { "AWS": "111122223333" }, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-customer-exports/*" }';
const toAll =
  '{ "Effect": "Allow", "Sid": "Read", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-customer-exports/*" }';
const policyOf = (...statements: readonly string[]): string =>
  `{ "Version": "2012-10-17",\n  "Statement": [ ${statements.join(',\n')} ] }`;
const publicPolicy = policyOf(toPartner, toAll);

/** The deployed functions answer one call that makes a bucket public, step by step: each step goes on from the one before. */
describe('a bucket made public', () => {
  let deployment: Deployment | undefined;
  let account: Account;
  let stack: Stack;
  let inbox: Inbox;
  let record: CallRecord;
  let planId: string;
  let command: string;

  beforeAll(async () => {
    await buildCommandLine();
    deployment = await startDeployment();
    ({ account, stack, inbox } = deployment);
    const requestParameters = { bucketName: bucket, bucketPolicy: JSON.parse(publicPolicy), policy: '' };
    record = recordOf({ service: 's3', eventName: 'PutBucketPolicy', requestParameters }, account);
    await account.s3.send(new CreateBucketCommand({ Bucket: bucket }));
    await account.s3.send(new DeletePublicAccessBlockCommand({ Bucket: bucket }));
    await account.s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: publicPolicy }));
  });

  beforeEach(({ onTestFailed }) => {
    onTestFailed(async () => {
      for (const name of ['OnCloudTrailEvent', 'OnLogObject', 'OnAlert', 'OnRequest']) {
        console.error((await readLog(account, stack(`${name}LambdaFunction`))).join('\n'));
      }
    });
  });

  afterAll(async () => {
    await deployment?.stop();
  });

  const policyNow = async (): Promise<string | undefined> =>
    (await account.s3.send(new GetBucketPolicyCommand({ Bucket: bucket }))).Policy;

  const ask = async (request: object): Promise<Outcome> => {
    const reply = await account.invoke<{ outcome: Outcome }>(stack('OnRequestLambdaFunction'), request);
    expect(reply).toHaveProperty('outcome');
    return reply.outcome;
  };

  it('is what EventBridge waits for, from AWS as well as from the test, and from nobody else', async () => {
    const event = { id: '1', account: accountId, time: record.eventTime, region: 'us-east-1', resources: [] };
    for (const [source, expected] of [
      ['aws.s3', true],
      [testSource, true],
      ['aws', false],
    ] as const) {
      const Event = JSON.stringify({ ...event, source, 'detail-type': detailType, detail: record });
      const results: boolean[] = [];
      for (const id of fastRuleIds()) {
        const { EventPattern } = await account.call<{ EventPattern: string }>('events', 'DescribeRule', {
          Name: stack(id),
        });
        const { Result } = await account.call<{ Result: boolean }>('events', 'TestEventPattern', {
          EventPattern,
          Event,
        });
        results.push(Result);
      }
      expect(results.some(Boolean)).toBe(expected);
    }
  });

  it('is told once, with a plan that waits', async () => {
    await deliver(record, account);
    const [alert, answer, ...others] = await inbox.received(2);
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      kind: 'detection',
      rule: { name: 's3/bucket-made-public' },
      playbook: 's3-public-policy',
      foundVia: 'eventbridge',
      events: [{ eventID: record.eventID }],
    });
    expect(answer).toMatchObject({
      kind: 'outcome',
      outcome: {
        status: 'waiting',
        playbook: 's3-public-policy',
        alertId: alert?.id,
        steps: [expect.stringContaining('take statement 1 (Read) out of the policy')],
      },
    });
    expect(deployment?.accountBlock.asked).toContain(accountId);
    planId = answer?.outcome?.planId ?? '';
    command = answer?.outcome?.command ?? '';
    expect(await policyNow()).toBe(publicPolicy);
  });

  it('is told nothing more when the event comes again', async () => {
    await deliver(record, account);
    await waitUntil(
      'the second event',
      async () => (await counted(account, stack('OnCloudTrailEventLambdaFunction'), 'RecordsRead')) === 2,
    );
    expect(await inbox.received(2)).toHaveLength(2);
  });

  it('is told nothing more when the log object comes', async () => {
    const key = `AWSLogs/${accountId}/CloudTrail/us-east-1/2026/03/05/${accountId}_CloudTrail_us-east-1_20260305T0920Z_Uu3kT0cYB1kV5Nqe.json.gz`;
    const body = gzipSync(JSON.stringify({ Records: [record] }));
    await account.s3.send(new PutObjectCommand({ Bucket: stack('LogBucket'), Key: key, Body: body }));
    await waitUntil(
      'the log object',
      async () => (await counted(account, stack('OnLogObjectLambdaFunction'), 'AlertsFoundByBoth')) === 1,
    );
    expect(await inbox.received(2)).toHaveLength(2);
  });

  it('loses the public statement and no other when somebody types the command that was told', async () => {
    expect(command).toContain(`respond approve ${planId} --function trailguard-dev-on-request --region us-east-1`);
    expect(await typeCommand(command, account)).toMatch(/^applied: /);
    expect(JSON.parse((await policyNow()) ?? '')).toEqual(JSON.parse(policyOf(toPartner)));
    expect((await inbox.received(3))[2]).toMatchObject({ kind: 'outcome', outcome: { status: 'applied', planId } });
  });

  it('gets back the very policy when the plan is undone', async () => {
    expect(await ask({ undo: planId })).toMatchObject({ status: 'undone', planId });
    expect(await policyNow()).toBe(publicPolicy);
    expect((await inbox.received(4))[3]).toMatchObject({ kind: 'outcome', outcome: { status: 'undone', planId } });
  });

  it('leaves nothing in a dead-letter queue', async () => {
    for (const name of ['CloudTrailEventDeadLetterQueue', 'LogObjectDeadLetterQueue', 'AlertDeadLetterQueue']) {
      const reply = await account.call<object>('sqs', 'ReceiveMessage', { QueueUrl: stack(name) });
      expect(reply).not.toHaveProperty('Messages.0');
    }
  });
});
