import { AssumeRoleCommand, type AssumeRoleCommandInput, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { createCloud, type SessionCredentials } from '#shared/aws/cloud/create-cloud.ts';
import { createOpenCloud } from '#shared/aws/open-cloud.ts';
import { type Cloud, CloudError, type CloudPlace, type OpenCloud } from '#shared/ports/cloud/cloud.ts';
import { playbooks } from '#shared/respond/playbooks/registry.ts';
import { startMs } from '../../contract/contract-helpers.ts';
import { serviceError } from './dynamo-helpers.ts';

const sts = new STSClient({ region: 'eu-west-1' });
const mock = mockClient(sts);
const member = { roleName: 'trailguard-member', externalId: 'secret-of-ours' };
const home: CloudPlace = { accountId: '123456789012', region: 'eu-west-1' };
const other: CloudPlace = { accountId: '111122223333', region: 'eu-west-1' };
const hourMs = 3_600_000;
const look = ['s3:GetBucketTagging', 's3:GetBucketPolicy'];
const change = [...look, 's3:PutBucketPolicy'];
const actionsOf = ({ Policy = '' }: AssumeRoleCommandInput): unknown => JSON.parse(Policy).Statement[0].Action;

let nowMs: number;
let made: (readonly [CloudPlace, SessionCredentials | undefined])[];
const openerWith = (members: Partial<Parameters<typeof createOpenCloud>[0]> = {}): OpenCloud =>
  createOpenCloud({
    homeAccountId: home.accountId,
    member,
    sts,
    now: () => nowMs,
    create: (place, credentials) => {
      made.push([place, credentials]);
      return { ...createCloud(place, credentials) };
    },
    ...members,
  });

const keysOf = (name: string): SessionCredentials => ({ accessKeyId: name, secretAccessKey: 's', sessionToken: 't' });
const grant = (name: string): void => {
  mock.on(AssumeRoleCommand).callsFake(() => ({
    Credentials: {
      AccessKeyId: name,
      SecretAccessKey: 's',
      SessionToken: 't',
      Expiration: new Date(nowMs + hourMs),
    },
  }));
};

beforeEach(() => {
  nowMs = startMs;
  made = [];
  mock.reset();
  grant('first');
});

it('opens its own account with the credentials at hand, once a region', async () => {
  const open = openerWith();
  const cloud: Cloud = await open(home, look);
  nowMs += 100 * hourMs;
  expect(await open(home, change)).toBe(cloud);
  await open({ ...home, region: 'us-east-1' }, look);
  expect(made).toEqual([
    [home, undefined],
    [{ ...home, region: 'us-east-1' }, undefined],
  ]);
  expect(mock.calls()).toEqual([]);
});

describe('another account', () => {
  it('is opened by its member role, with the external id', async () => {
    await openerWith()(other, look);
    expect(mock.calls().map((call) => call.args[0].input)).toEqual([
      {
        RoleArn: 'arn:aws:iam::111122223333:role/trailguard-member',
        RoleSessionName: 'trailguard',
        ExternalId: 'secret-of-ours',
        Policy:
          '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetBucketPolicy","s3:GetBucketTagging"],"Resource":"*"}]}',
      },
    ]);
    expect(made).toEqual([[other, keysOf('first')]]);
  });

  it('is entered anew for other actions, so that who looks cannot change anything', async () => {
    const open = openerWith();
    const looking = await open(other, look);
    grant('second');
    const changing = await open(other, change);
    expect(changing).not.toBe(looking);
    expect(await open(other, look.toReversed())).toBe(looking);
    expect(await open(other, [...change, ...look])).toBe(changing);
    expect(made).toEqual([
      [other, keysOf('first')],
      [other, keysOf('second')],
    ]);
    expect(mock.commandCalls(AssumeRoleCommand).map((call) => actionsOf(call.args[0].input))).toEqual([
      ['s3:GetBucketPolicy', 's3:GetBucketTagging'],
      ['s3:GetBucketPolicy', 's3:GetBucketTagging', 's3:PutBucketPolicy'],
    ]);
  });

  it.each(playbooks)('takes what $id asks for at most: 2,048 characters', async ({ permissions }) => {
    await openerWith()(other, [...permissions.read, ...permissions.apply, ...permissions.undo]);
    const [policy = ''] = mock.commandCalls(AssumeRoleCommand).map((call) => call.args[0].input.Policy);
    expect(policy.length).toBeGreaterThan(0);
    expect(policy.length).toBeLessThan(2048);
  });

  it.each([
    ['cn-north-1', 'arn:aws-cn:iam::111122223333:role/trailguard-member'],
    ['us-gov-west-1', 'arn:aws-us-gov:iam::111122223333:role/trailguard-member'],
    ['eusc-de-east-1', 'arn:aws-eusc:iam::111122223333:role/trailguard-member'],
  ])('in %s has the role %s', async (region, RoleArn) => {
    await openerWith()({ ...other, region }, look);
    expect(mock.calls()[0]?.args[0].input).toMatchObject({ RoleArn });
  });

  it('is assumed once for all its regions, until shortly before the session ends', async () => {
    const open = openerWith();
    const first = await open(other, look);
    await open({ ...other, region: 'us-east-1' }, look);
    nowMs += hourMs - 5 * 60_000 - 1;
    expect(await open(other, look)).toBe(first);
    expect(mock.calls()).toHaveLength(1);
    grant('second');
    nowMs += 1;
    expect(await open(other, look)).not.toBe(first);
    expect(made.map(([, credentials]) => credentials?.accessKeyId)).toEqual(['first', 'first', 'second']);
  });

  it('that does not let us in says which role it must have', async () => {
    mock.on(AssumeRoleCommand).rejects(serviceError('AccessDenied'));
    const thrown: unknown = await openerWith()(other, look).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(CloudError);
    expect(thrown).toMatchObject({
      kind: 'denied',
      permission: 'sts:AssumeRole',
      message: expect.stringMatching(/arn:aws:iam::111122223333:role\/trailguard-member.+infra\/member-role\.yml/),
    });
  });

  it.each(['ThrottlingException', 'TimeoutError'])('may be unavailable: %s', async (name) => {
    mock.on(AssumeRoleCommand).rejects(serviceError(name));
    await expect(openerWith()(other, look)).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('answers without credentials: unavailable', async () => {
    mock.on(AssumeRoleCommand).resolves({});
    await expect(openerWith()(other, look)).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('is out of reach without a member role', async () => {
    const open = createOpenCloud({ homeAccountId: home.accountId, sts, now: () => nowMs });
    await expect(open(other, look)).rejects.toMatchObject({
      kind: 'denied',
      message: expect.stringContaining('111122223333'),
    });
    expect(mock.calls()).toEqual([]);
  });
});

it.each<CloudPlace>([
  { accountId: '12345678901', region: 'eu-west-1' },
  { accountId: '123456789012:role/x', region: 'eu-west-1' },
  { accountId: '123456789012', region: 'eu-west-1.example.com' },
  { accountId: '111122223333', region: '' },
])('goes nowhere with $accountId and $region', async (place) => {
  await expect(openerWith()(place, look)).rejects.toBeInstanceOf(CloudError);
  expect({ made, calls: mock.calls() }).toEqual({ made: [], calls: [] });
});
