import { describe, expect, it } from 'vitest';
import type { PlaybookSettings } from '#shared/model/response-settings.ts';
import type { AclGrant, BucketAcl } from '#shared/ports/cloud/buckets.ts';
import { carryOut, findDoubt } from '#shared/respond/carry-out.ts';
import { planResponse } from '#shared/respond/plan-response.ts';
import { s3PublicAcl } from '#shared/respond/playbooks/s3-public-acl.ts';
import { checkFaults, checkReversible } from '../fake-cloud/check-playbook.ts';
import { makeBucket, ownersGrant } from '../fake-cloud/fake-buckets.ts';
import { type Case, planCase } from '../fake-cloud/run-faults.ts';
import { filesBucket, makeS3, off, on } from './s3-helpers.ts';

const groupGrant = (group: string, permission: string): AclGrant => ({
  grantee: { type: 'Group', uri: `http://acs.amazonaws.com/groups/${group}` },
  permission,
});
const toLogs = groupGrant('s3/LogDelivery', 'WRITE');
const toAll = groupGrant('global/AllUsers', 'READ');
const toAnyAccount = groupGrant('global/AuthenticatedUsers', 'READ_ACP');
const { ownerId } = makeBucket().acl;
const aclOf = (...grants: readonly AclGrant[]): BucketAcl => ({ ownerId, grants });
const open = aclOf(toAll, ownersGrant, toAnyAccount, toLogs);
const remove: PlaybookSettings = { mode: 'apply' };
const block: PlaybookSettings = { mode: 'apply', close: 'block' };

const planFor = (
  bucket: Parameters<typeof makeS3>[0],
  settings: PlaybookSettings = remove,
  account: Parameters<typeof makeS3>[1] = {},
) =>
  planResponse(
    s3PublicAcl,
    { alertId: 'a', target: filesBucket },
    { cloud: makeS3(bucket, account).cloud, settings, nowMs: 0 },
  );

describe('what becomes of a public ACL', () => {
  it('loses its public grants, and no other', async () => {
    expect(await planFor({ acl: open })).toMatchObject({
      plan: {
        after: { acl: aclOf(ownersGrant, toLogs), bucketBlock: null },
        steps: [
          'take the grant of READ to AllUsers out of the ACL',
          'take the grant of READ_ACP to AuthenticatedUsers out of the ACL',
        ],
      },
    });
  });

  it('is ignored from now on where settings ask for it', async () => {
    expect(await planFor({ acl: open, block: { ...off, blockPublicPolicy: true } }, block)).toMatchObject({
      plan: {
        after: { acl: open, bucketBlock: { ...off, blockPublicPolicy: true, ignorePublicAcls: true } },
        steps: [expect.stringMatching(/^switch on IgnorePublicAcls/)],
      },
    });
  });
});

describe('what is left alone', () => {
  it.each([
    ['the ACL of the owner alone', {}, {}, 'grants the public nothing'],
    ['a grant to log delivery', { acl: aclOf(ownersGrant, toLogs) }, {}, 'grants the public nothing'],
    [
      'a public ACL behind the switch of its bucket',
      { acl: open, block: on },
      {},
      'IgnorePublicAcls of the bucket keeps',
    ],
    [
      'a public ACL behind the switch of the account',
      { acl: open },
      { account: { block: on } },
      'IgnorePublicAcls of the account keeps',
    ],
  ])('%s', async (_, bucket, account, why) => {
    expect(await planFor(bucket, remove, account)).toEqual({ kind: 'harmless', why: expect.stringContaining(why) });
  });
});

const cases: readonly (readonly [string, Case, () => ReturnType<typeof makeS3>])[] = (
  [
    ['grants taken out', { acl: open }, remove],
    ['a switch set', { acl: open }, block],
  ] as const
).map(([name, bucket, settings]) => {
  const make = () => makeS3(bucket);
  return [name, { playbook: s3PublicAcl, target: filesBucket, settings, makeCloud: () => make().cloud }, make] as const;
});

describe.each(cases)('%s', (_, trial, make) => {
  it('is verified, leaves no doubt, and is taken back', async () => {
    const { cloud, files } = make();
    const before = { ...files };
    const plan = await planCase(trial, cloud);
    const done = await carryOut(trial.playbook, { target: plan.target, from: plan.before, to: plan.after }, cloud);
    expect(done).toEqual({ kind: 'done' });
    expect(await findDoubt(trial.playbook, plan.target, { cloud, settings: trial.settings })).toBeUndefined();
    const undone = await carryOut(trial.playbook, { target: plan.target, from: plan.after, to: plan.before }, cloud);
    expect(undone).toEqual({ kind: 'done' });
    expect(files).toEqual(before);
  });

  it('tells the truth whatever call goes wrong', () => checkFaults(trial));

  it('changes nothing a second time', () => checkReversible(trial));
});

it('grants in another order are the same ACL', async () => {
  const { cloud, files } = makeS3({ acl: open });
  const trial: Case = { playbook: s3PublicAcl, target: filesBucket, settings: remove, makeCloud: () => cloud };
  const plan = await planCase(trial, cloud);
  files.acl = aclOf(...open.grants.toReversed());
  const done = await carryOut(s3PublicAcl, { target: plan.target, from: plan.before, to: plan.after }, cloud);
  expect(done).toEqual({ kind: 'done' });
});

it('ACLs that were switched off since are not brought back, and that is said', async () => {
  const { cloud, files } = makeS3({ acl: aclOf(ownersGrant, toAll) });
  const trial: Case = { playbook: s3PublicAcl, target: filesBucket, settings: remove, makeCloud: () => cloud };
  const plan = await planCase(trial, cloud);
  await carryOut(s3PublicAcl, { target: plan.target, from: plan.before, to: plan.after }, cloud);
  files.hasAclsDisabled = true;
  const undone = await carryOut(s3PublicAcl, { target: plan.target, from: plan.after, to: plan.before }, cloud);
  expect(undone).toMatchObject({ kind: 'failed', state: 'unchanged', why: expect.stringContaining('refused') });
});

it('writing leads from any state to any other that S3 can go to', async () => {
  const acls = [aclOf(ownersGrant), open];
  const blocks = [null, off, on, { ...off, blockPublicAcls: true }, { ...off, ignorePublicAcls: true }];
  const states = acls.flatMap((acl) => blocks.map((bucketBlock) => ({ acl, bucketBlock })));
  for (const from of states) {
    for (const to of states) {
      const staysBlocked = from.bucketBlock?.blockPublicAcls === true && to.bucketBlock?.blockPublicAcls === true;
      if (staysBlocked && to.acl === open && from.acl !== open) continue;
      const { cloud } = makeS3({ acl: from.acl, ...(from.bucketBlock !== null && { block: from.bucketBlock }) });
      await s3PublicAcl.write(filesBucket, { from, to, live: from }, cloud);
      expect(await s3PublicAcl.read(filesBucket, cloud)).toEqual(to);
    }
  }
});
