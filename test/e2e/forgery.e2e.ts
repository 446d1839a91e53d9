import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GenerateMacCommand, KMSClient } from '@aws-sdk/client-kms';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand,
  DeletePublicAccessBlockCommand,
  GetBucketPolicyCommand,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoResponseStore } from '#shared/aws/dynamo-response-store.ts';
import type { Alert } from '#shared/model/alert.ts';
import type { Outcome } from '#shared/model/outcome.ts';
import type { ResponsePlan, ResponseStore } from '#shared/ports/response-store.ts';
import { planIdOf } from '#shared/respond/plan-identity.ts';
import type { Account } from './account.ts';
import type { Stack } from './deploy.ts';
import { type Deployment, startDeployment } from './deployment.ts';
import { counted } from './function-log.ts';
import { type Inbox, waitUntil } from './inbox.ts';
import { deliver, recordOf } from './record.ts';

const bucket = 'example-website';
const publicPolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/*` }],
});

/** Somebody with broad rights, on anything but the bucket, wants the responder to take the bucket's policy away. Each step goes
 * on from the one before; nothing that he does changes the bucket. */
describe('whoever forges', () => {
  let deployment: Deployment | undefined;
  let account: Account;
  let forger: Forger;
  let stack: Stack;
  let inbox: Inbox;
  let store: ResponseStore;
  let alert: Alert;
  let plan: ResponsePlan;

  beforeAll(async () => {
    deployment = await startDeployment();
    ({ account, stack, inbox } = deployment);
    forger = await createForger(account);
    const credentials = { accessKeyId: account.id, secretAccessKey: 'none' };
    const client = new DynamoDBClient({ endpoint: account.endpoint, region: account.region, credentials });
    store = createDynamoResponseStore({ client, tableName: stack('ResponseTable') });
    await account.s3.send(new CreateBucketCommand({ Bucket: bucket }));
    await account.s3.send(new DeletePublicAccessBlockCommand({ Bucket: bucket }));
    await account.s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: publicPolicy }));
    const requestParameters = { bucketName: bucket, bucketPolicy: JSON.parse(publicPolicy), policy: '' };
    await deliver(recordOf({ service: 's3', eventName: 'PutBucketPolicy', requestParameters }, account), account);
    // What he goes by: a true alert, and the plan that waits.
    const [told, answer] = await inbox.received(2);
    if (told === undefined) throw new Error('nothing was told');
    alert = told;
    const waiting = await store.read(answer?.outcome?.planId ?? '');
    if (waiting === undefined) throw new Error('no plan waits');
    plan = waiting;
  });

  afterAll(async () => {
    await deployment?.stop();
  });

  const policyNow = async (): Promise<string | undefined> =>
    (await account.s3.send(new GetBucketPolicyCommand({ Bucket: bucket }))).Policy;
  const forgedCount = (): Promise<number> => counted(account, stack('OnAlertLambdaFunction'), 'ForgedAlerts');
  const forgedBody = (): string => JSON.stringify({ ...alert, id: '0123456789abcdef0123456789abcdef' });
  const approve = async (planId: string): Promise<Outcome> => {
    const reply = await account.invoke<{ outcome: Outcome }>(stack('OnRequestLambdaFunction'), { approve: planId });
    return reply.outcome;
  };

  it('cannot seal, though he may use every key', async () => {
    const text = { Message: Buffer.from(`plan ${plan.id}`), MacAlgorithm: 'HMAC_SHA_256' } as const;
    const seal = new GenerateMacCommand({ KeyId: stack('SealKey'), ...text });
    await expect(forger.kms.send(seal)).rejects.toThrow(/explicit deny/);
  });

  it('invokes on-alert in vain', async () => {
    const body = forgedBody();
    const attributes = { ApproximateReceiveCount: '1' };
    const message = { messageId: 'm', eventSource: 'aws:sqs', body, attributes, messageAttributes: {} };
    const { Payload: reply } = await forger.lambda.send(
      new InvokeCommand({
        FunctionName: stack('OnAlertLambdaFunction'),
        Payload: JSON.stringify({ Records: [message] }),
      }),
    );
    expect(JSON.parse(reply?.transformToString() ?? '')).toEqual({ batchItemFailures: [{ itemIdentifier: 'm' }] });
    await waitUntil('the metric', async () => (await forgedCount()) === 1);
  });

  // The emulator does not know the condition by which the queue's own policy would refuse it.
  it('sends to the queue in vain', async () => {
    await forger.sqs.send(new SendMessageCommand({ QueueUrl: stack('AlertQueue'), MessageBody: forgedBody() }));
    await waitUntil('the metric', async () => (await forgedCount()) === 2);
  });

  it('puts plans into the table in vain', async () => {
    const { seal: _, ...unsealed } = plan;
    const forged = { ...unsealed, alertId: '0123456789abcdef0123456789abcdef', after: null };
    const made = { ...forged, id: planIdOf(forged) };
    await store.keep(made);
    expect(await approve(made.id)).toMatchObject({
      status: 'failed',
      why: expect.stringContaining('not made by this deployment'),
    });
    // With the seal of a plan that is ours, as the table shows it.
    const other = { ...forged, after: {} };
    const copied = { ...other, id: planIdOf(other), ...(plan.seal !== undefined && { seal: plan.seal }) };
    await store.keep(copied);
    expect(await approve(copied.id)).toMatchObject({
      status: 'failed',
      why: expect.stringContaining('not made by this deployment'),
    });
  });

  it('has changed nothing, and no playbook has answered him', async () => {
    expect(await policyNow()).toBe(publicPolicy);
    const told = await inbox.received(4);
    expect(told.map(({ kind, outcome }) => outcome?.status ?? kind)).toEqual([
      'detection',
      'waiting',
      'failed',
      'failed',
    ]);
  });

  it('writes into the table that the true plan was begun, in vain', async () => {
    const waiting = await store.read(plan.id);
    if (waiting === undefined) throw new Error('the plan is gone');
    await store.move(waiting, 'applying', Date.now() - 200_000);
    await account.invoke(stack('OnRequestLambdaFunction'), { resume: true });
    expect(await policyNow()).toBe(publicPolicy);
    expect((await inbox.received(5))[4]?.outcome).toMatchObject({
      planId: plan.id,
      why: expect.stringContaining('nothing shows that this deployment was asked'),
    });
    const flipped = await store.read(plan.id);
    if (flipped !== undefined) await store.move(flipped, 'waiting', Date.now());
  });

  it('keeps nobody from the true plan, which the kill switch stops, and says so', async () => {
    await account.call('ssm', 'PutParameter', { Name: stack('KillSwitch'), Value: 'stop', Overwrite: true });
    expect(await approve(plan.id)).toMatchObject({ status: 'skipped', why: expect.stringContaining('kill switch') });
    expect(await policyNow()).toBe(publicPolicy);
    expect((await inbox.received(6))[5]?.outcome).toMatchObject({
      status: 'skipped',
      planId: plan.id,
      command: expect.stringContaining(`trailguard respond approve ${plan.id}`),
    });
  });
});

interface Forger {
  readonly kms: KMSClient;
  readonly lambda: LambdaClient;
  readonly sqs: SQSClient;
}

async function createForger({ endpoint, region, query }: Account): Promise<Forger> {
  const UserName = 'mallory';
  await query('iam', 'CreateUser', { UserName });
  const Action = ['kms:*', 'lambda:*', 'sqs:*'];
  const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] };
  const policy = { PolicyName: 'broad', PolicyDocument: JSON.stringify(document) };
  await query('iam', 'PutUserPolicy', { UserName, ...policy });
  const key = await query('iam', 'CreateAccessKey', { UserName });
  const textOf = (tag: string): string => new RegExp(`<${tag}>([^<]*)<`).exec(key)?.[1] ?? '';
  const credentials = { accessKeyId: textOf('AccessKeyId'), secretAccessKey: textOf('SecretAccessKey') };
  const config = { endpoint, region, credentials };
  return { kms: new KMSClient(config), lambda: new LambdaClient(config), sqs: new SQSClient(config) };
}
