import { randomUUID } from 'node:crypto';
import { CreateBucketCommand, GetBucketPolicyCommand, PutBucketPolicyCommand, S3Client } from '@aws-sdk/client-s3';
import { S3ControlClient } from '@aws-sdk/client-s3-control';
import { describe, expect, inject, it } from 'vitest';
import { createBuckets } from '#shared/aws/cloud/buckets.ts';
import type { PlaybookSettings } from '#shared/model/response-settings.ts';
import type { Target } from '#shared/model/target.ts';
import type { Buckets } from '#shared/ports/cloud/buckets.ts';
import type { Cloud } from '#shared/ports/cloud/cloud.ts';
import { carryOut, findDoubt } from '#shared/respond/carry-out.ts';
import { planResponse } from '#shared/respond/plan-response.ts';
import type { Playbook } from '#shared/respond/playbook.ts';
import { s3AccessBlock } from '#shared/respond/playbooks/s3-access-block.ts';
import { s3PublicAcl } from '#shared/respond/playbooks/s3-public-acl.ts';
import { s3PublicPolicy } from '#shared/respond/playbooks/s3-public-policy.ts';
import { createFakeCloud } from '../shared/respond/fake-cloud/fake-cloud.ts';

const accountId = '123456789012';
const allOn = {
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets: true,
};

describe.each(inject('targets'))('S3 playbooks on $name', ({ name, endpoint }) => {
  const config = { endpoint, ...(process.env.AWS_ACCESS_KEY_ID === undefined && anyAccount) };
  const s3 = new S3Client({ ...config, forcePathStyle: true });
  const every = createBuckets(s3, createControlClient(config), accountId);
  // MiniStack has no Block Public Access of accounts.
  const hasAccountBlock = name !== 'MiniStack';
  const buckets: Buckets = hasAccountBlock ? every : { ...every, getAccountAccessBlock: async () => undefined };
  // The emulators' LookupEvents does not tell what a call asked for.
  const history: Cloud['history'] = {
    previousAccessBlock: async () => ({ kind: 'set', block: allOn }),
    previousSelectors: async () => undefined,
  };
  const cloud = createFakeCloud({ buckets, history });

  const makeBucket = async (): Promise<Target & { readonly bucket: string }> => {
    const bucket = `trailguard-${randomUUID()}`;
    await s3.send(new CreateBucketCommand({ Bucket: bucket, ObjectOwnership: 'BucketOwnerPreferred' }));
    return { ...targetOf({ kind: 'bucket', bucket }), bucket };
  };

  /** Plan and apply, look at what is then, and take it back. */
  const goThrough = async (
    playbook: Playbook,
    target: Target,
    { close, look }: { readonly close?: PlaybookSettings['close']; readonly look: () => Promise<void> },
  ): Promise<void> => {
    const settings: PlaybookSettings = { mode: 'apply', ...(close !== undefined && { close }) };
    const planned = await planResponse(playbook, { alertId: 'a', target }, { cloud, settings, nowMs: 0 });
    if (planned.kind !== 'change') throw new Error(planned.why);
    const { before, after } = planned.plan;
    expect(await carryOut(playbook, { target, from: before, to: after }, cloud)).toEqual({ kind: 'done' });
    expect(await findDoubt(playbook, target, { cloud, settings })).toBeUndefined();
    await look();
    expect(await carryOut(playbook, { target, from: after, to: before }, cloud)).toEqual({ kind: 'done' });
    expect(await playbook.read(target, cloud)).toEqual(before);
  };

  const toPartner =
    '{"Sid":"partner","Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"s3:*","Resource":"*"}';
  const toAll = '{ "Effect" : "Allow", "Principal" : "*", "Action" : "s3:GetObject", "Resource" : "*" }';
  const textOf = (...statements: readonly string[]): string => `{"Statement": [${statements.join(',')}]}`;

  it.each([
    ['loses its public statement', textOf(toAll, toPartner), textOf(toPartner)],
    ['is deleted', textOf(toAll), undefined],
  ])('a public policy %s, and comes back to the last character', async (_, policy, closed) => {
    const { bucket, ...target } = await makeBucket();
    await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: policy }));
    await goThrough(s3PublicPolicy, target, {
      look: async () => expect(await buckets.getPolicy(bucket)).toBe(closed),
    });
    expect((await s3.send(new GetBucketPolicyCommand({ Bucket: bucket }))).Policy).toBe(policy);
  });

  it('a public policy is neutralised', async () => {
    const { bucket, ...target } = await makeBucket();
    await buckets.putPolicy(bucket, textOf(toAll));
    await goThrough(s3PublicPolicy, target, {
      close: 'block',
      look: async () => expect(await buckets.getAccessBlock(bucket)).toMatchObject({ restrictPublicBuckets: true }),
    });
    expect(await buckets.getAccessBlock(bucket)).toBeUndefined();
  });

  it.each(['remove', 'block'] as const)('a public ACL is closed: %s', async (close) => {
    const { bucket, ...target } = await makeBucket();
    const { ownerId, grants } = await buckets.getAcl(bucket);
    const toEveryone = {
      grantee: { type: 'Group', uri: 'http://acs.amazonaws.com/groups/global/AllUsers' },
      permission: 'READ',
    } as const;
    await buckets.putAcl(bucket, { ownerId, grants: [...grants, toEveryone] });
    await goThrough(s3PublicAcl, target, {
      close,
      look: async () => expect((await buckets.getAcl(bucket)).grants).toHaveLength(close === 'remove' ? 1 : 2),
    });
  });

  it('switches of a bucket are put back', async () => {
    const { bucket, ...target } = await makeBucket();
    await goThrough(s3AccessBlock, target, {
      look: async () => expect(await buckets.getAccessBlock(bucket)).toEqual(allOn),
    });
    expect(await buckets.getAccessBlock(bucket)).toBeUndefined();
  });

  it.skipIf(!hasAccountBlock)('switches of the account are put back', async () => {
    await goThrough(s3AccessBlock, targetOf({ kind: 'account-access-block' }), {
      look: async () => expect(await buckets.getAccountAccessBlock()).toEqual(allOn),
    });
    expect(await buckets.getAccountAccessBlock()).toBeUndefined();
  });

  it('a bucket that is gone is not there', async () => {
    const target = targetOf({ kind: 'bucket', bucket: `trailguard-${randomUUID()}` });
    expect(await s3PublicPolicy.read(target, cloud)).toBeUndefined();
    expect(await s3PublicAcl.read(target, cloud)).toBeUndefined();
    expect(await s3AccessBlock.read(target, cloud)).toBeUndefined();
    expect(await s3PublicPolicy.readTags(target, cloud)).toEqual({});
  });
});

const anyAccount = { region: 'us-east-1', credentials: { accessKeyId: accountId, secretAccessKey: 'none' } };

function targetOf(subject: Target['subject']): Target {
  return { accountId, region: 'us-east-1', subject, eventID: 'e', eventTime: '2026-03-01T10:00:00Z' };
}

/** A client that asks for AWS's own host, by which emulators tell S3 Control from S3, at the emulator's address. */
function createControlClient({ endpoint, ...config }: { readonly endpoint: string }): S3ControlClient {
  const { protocol, hostname, port } = new URL(endpoint);
  const client = new S3ControlClient(config);
  client.middlewareStack.add(
    (next) => (call) => {
      Object.assign(call.request as object, { protocol, hostname, port: Number(port) });
      return next(call);
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  return client;
}
