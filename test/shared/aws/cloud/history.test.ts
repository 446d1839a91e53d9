import {
  CloudTrailClient,
  LookupEventsCommand,
  type LookupEventsCommandInput,
  type LookupEventsCommandOutput,
} from '@aws-sdk/client-cloudtrail';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createHistory } from '#shared/aws/cloud/history.ts';
import type { Target } from '#shared/model/target.ts';
import { awsError } from './aws-error.ts';

const client = new CloudTrailClient({ region: 'eu-central-1' });
const cloudtrail = mockClient(client);
const history = createHistory(client, { pauseMs: 0 });

const bucket: Target = {
  accountId: '123456789012',
  region: 'eu-central-1',
  subject: { kind: 'bucket', bucket: 'files' },
  eventID: 'e1',
  eventTime: '2026-03-01T10:00:00Z',
};
const account: Target = { ...bucket, subject: { kind: 'account-access-block' } };
const trailArn = 'arn:aws:cloudtrail:eu-central-1:123456789012:trail/main';

const allOn = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
const on = { blockPublicAcls: true, ignorePublicAcls: true, blockPublicPolicy: true, restrictPublicBuckets: true };

type Members = Readonly<Record<string, unknown>>;

/** A record of S3 as LookupEvents gives it. */
const record = (eventName: string, eventTime: string, members: Members = {}): { CloudTrailEvent: string } => ({
  CloudTrailEvent: JSON.stringify({
    eventSource: 's3.amazonaws.com',
    eventName,
    eventTime,
    recipientAccountId: '123456789012',
    ...members,
  }),
});
const put = (eventTime: string, configuration: unknown = allOn, bucketName = 'files'): { CloudTrailEvent: string } =>
  record('PutBucketPublicAccessBlock', eventTime, {
    requestParameters: { bucketName, publicAccessBlock: '', PublicAccessBlockConfiguration: configuration },
  });
const removal = (eventTime: string): { CloudTrailEvent: string } =>
  record('DeleteBucketPublicAccessBlock', eventTime, { requestParameters: { bucketName: 'files' } });

/** The history of CloudTrail: what it has of each name. */
const remember = (byName: Readonly<Record<string, readonly { CloudTrailEvent?: string }[]>>): void => {
  cloudtrail.on(LookupEventsCommand).callsFake((input: LookupEventsCommandInput) => ({
    Events: byName[input.LookupAttributes?.[0]?.AttributeValue ?? ''] ?? [],
  }));
};

beforeEach(() => cloudtrail.reset());

describe('the switches before a call', () => {
  it('are asked for by name, up to the moment of the call', async () => {
    remember({});
    await history.previousAccessBlock(bucket);
    const EndTime = new Date('2026-03-01T10:00:00Z');
    const named = (AttributeValue: string) => ({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue }],
      EndTime,
    });
    expect(cloudtrail.commandCalls(LookupEventsCommand).map(({ args }) => args[0].input)).toEqual([
      named('PutBucketPublicAccessBlock'),
      named('DeleteBucketPublicAccessBlock'),
    ]);
  });

  it.each([
    ['as they were put', [put('2026-02-01T10:00:00Z')], [], { kind: 'set', block: on }],
    [
      'as they were put last; a switch that is left out is off',
      [put('2026-02-02T10:00:00Z', { BlockPublicAcls: 'true' }), put('2026-02-01T10:00:00Z')],
      [],
      {
        kind: 'set',
        block: { ...on, ignorePublicAcls: false, blockPublicPolicy: false, restrictPublicBuckets: false },
      },
    ],
    [
      'removed after they were put',
      [put('2026-02-01T10:00:00Z')],
      [removal('2026-02-02T10:00:00Z')],
      { kind: 'removed' },
    ],
    [
      'put after they were removed',
      [put('2026-02-02T10:00:00Z')],
      [removal('2026-02-01T10:00:00Z')],
      { kind: 'set', block: on },
    ],
    ['removed', [], [removal('2026-02-01T10:00:00Z')], { kind: 'removed' }],
  ])('%s', async (_, puts, removals, previous) => {
    remember({ PutBucketPublicAccessBlock: puts, DeleteBucketPublicAccessBlock: removals });
    expect(await history.previousAccessBlock(bucket)).toEqual(previous);
  });

  it.each([
    ['of another bucket', put('2026-02-01T10:00:00Z', allOn, 'other')],
    ['of the same second, of which nobody knows the order', put('2026-03-01T10:00:00Z')],
    [
      'that failed',
      record('PutBucketPublicAccessBlock', '2026-02-01T10:00:00Z', {
        errorCode: 'AccessDenied',
        requestParameters: { bucketName: 'files', PublicAccessBlockConfiguration: allOn },
      }),
    ],
    [
      'of another service',
      record('PutBucketPublicAccessBlock', '2026-02-01T10:00:00Z', {
        eventSource: 'example.amazonaws.com',
        requestParameters: { bucketName: 'files', PublicAccessBlockConfiguration: allOn },
      }),
    ],
    ['without a time', put('no time')],
    ['that is no JSON', { CloudTrailEvent: '{' }],
    ['that is no object', { CloudTrailEvent: '"PutBucketPublicAccessBlock"' }],
    ['without a record', {}],
  ])('are not told by a call %s', async (_, entry) => {
    remember({ PutBucketPublicAccessBlock: [entry] });
    expect(await history.previousAccessBlock(bucket)).toMatchObject({
      kind: 'not-found',
      why: expect.stringMatching(/no earlier call/),
    });
  });

  it.each([
    ['that says nothing of them', [put('2026-02-01T10:00:00Z', 'all')], [], /does not say what it set/],
    ['of the same second as a removal', [put('2026-02-01T10:00:00Z')], [removal('2026-02-01T10:00:00Z')], /one second/],
  ])('are not known by a last call %s', async (_, puts, removals, why) => {
    remember({
      PutBucketPublicAccessBlock: [...puts, put('2026-01-01T10:00:00Z')],
      DeleteBucketPublicAccessBlock: removals,
    });
    expect(await history.previousAccessBlock(bucket)).toEqual({ kind: 'not-found', why: expect.stringMatching(why) });
  });

  it('are not known when the call has no time', async () => {
    const { eventTime: _, ...timeless } = bucket;
    expect(await history.previousAccessBlock(timeless)).toMatchObject({ kind: 'not-found' });
    expect(cloudtrail.calls()).toEqual([]);
  });

  it('of the account are told by its own calls', async () => {
    const members = { requestParameters: { PublicAccessBlockConfiguration: allOn } };
    remember({
      PutAccountPublicAccessBlock: [
        record('PutAccountPublicAccessBlock', '2026-02-02T10:00:00Z', {
          ...members,
          recipientAccountId: '111122223333',
        }),
        record('PutAccountPublicAccessBlock', '2026-02-01T10:00:00Z', members),
      ],
    });
    expect(await history.previousAccessBlock(account)).toEqual({ kind: 'set', block: on });
  });
});

describe('pages', () => {
  it('are turned until the call is found', async () => {
    const pages: Readonly<Record<string, LookupEventsCommandOutput>> = {
      first: { Events: [put('2026-02-02T10:00:00Z', allOn, 'other')], NextToken: 'second', $metadata: {} },
      second: { Events: [put('2026-02-01T10:00:00Z')], NextToken: 'third', $metadata: {} },
    };
    cloudtrail
      .on(LookupEventsCommand)
      .callsFake(({ LookupAttributes: [asked] = [], NextToken }: LookupEventsCommandInput) =>
        asked?.AttributeValue === 'PutBucketPublicAccessBlock' ? pages[NextToken ?? 'first'] : {},
      );
    expect(await history.previousAccessBlock(bucket)).toEqual({ kind: 'set', block: on });
    expect(cloudtrail.calls()).toHaveLength(3);
  });

  it('are turned ten times; what lies behind is not known, and that is said', async () => {
    cloudtrail.on(LookupEventsCommand).resolves({ Events: [], NextToken: 'more' });
    expect(await history.previousAccessBlock(bucket)).toMatchObject({
      kind: 'not-found',
      why: expect.stringMatching(/more calls/),
    });
    expect(cloudtrail.calls()).toHaveLength(20);
  });

  it('that CloudTrail does not give are an error that says so', async () => {
    cloudtrail.on(LookupEventsCommand).rejects(awsError('ThrottlingException', 400));
    await expect(history.previousAccessBlock(bucket)).rejects.toMatchObject({
      kind: 'unavailable',
      permission: 'cloudtrail:LookupEvents',
    });
  });
});

describe('the selectors before a call', () => {
  const trail: Target = { ...bucket, subject: { kind: 'trail', trailArn, changed: 'selectors' } };
  const selectors = (trailName: string) =>
    record('PutEventSelectors', '2026-02-01T10:00:00Z', {
      eventSource: 'cloudtrail.amazonaws.com',
      requestParameters: { trailName, eventSelectors: [] },
    });

  it.each([['main'], [trailArn]])('are those of a call for %s', async (trailName) => {
    remember({ PutEventSelectors: [selectors('other'), selectors(trailName)] });
    expect(await history.previousSelectors(trail)).toEqual({ trailName, eventSelectors: [] });
  });

  it.each([
    ['no such call', [selectors('other')]],
    ['no call at all', []],
  ])('are not known: %s', async (_, entries) => {
    remember({ PutEventSelectors: entries });
    expect(await history.previousSelectors(trail)).toBeUndefined();
  });
});
