import { describe, expect, it } from 'vitest';
import type { PlaybookSettings } from '#shared/model/response-settings.ts';
import type { AccessBlock } from '#shared/ports/cloud/buckets.ts';
import type { PreviousAccessBlock } from '#shared/ports/cloud/history.ts';
import { carryOut, findDoubt } from '#shared/respond/carry-out.ts';
import { planResponse } from '#shared/respond/plan-response.ts';
import { s3AccessBlock } from '#shared/respond/playbooks/s3-access-block.ts';
import { checkFaults, checkReversible } from '../fake-cloud/check-playbook.ts';
import { type Case, planCase, runOnce } from '../fake-cloud/run-faults.ts';
import { watchCloud } from '../fake-cloud/watch-cloud.ts';
import { filesBucket, makeS3, off, on, wholeAccount } from './s3-helpers.ts';

const settings: PlaybookSettings = { mode: 'apply' };
const wasSet = (block: AccessBlock): PreviousAccessBlock => ({ kind: 'set', block });
const aclsOnly: AccessBlock = { ...off, blockPublicAcls: true, ignorePublicAcls: true };
const policiesOnly: AccessBlock = { ...off, blockPublicPolicy: true, restrictPublicBuckets: true };

const planFor = (block: AccessBlock | undefined, previous: PreviousAccessBlock, target = filesBucket) => {
  const parts = block === undefined ? {} : { block };
  const isBucket = target === filesBucket;
  const { cloud } = makeS3(isBucket ? parts : {}, { account: isBucket ? {} : parts, previous });
  return planResponse(s3AccessBlock, { alertId: 'a', target }, { cloud, settings, nowMs: 0 });
};

describe('what becomes of weakened switches', () => {
  it.each([
    ['all that was on is on again', undefined, wasSet(on), on],
    ['what was off stays off', off, wasSet(aclsOnly), aclsOnly],
    ['what is on for policies stays on', policiesOnly, wasSet(aclsOnly), on],
    ['what is on for ACLs stays on', aclsOnly, wasSet(policiesOnly), on],
  ])('%s', async (_, live, previous, after) => {
    const planned = await planFor(live, previous);
    expect(planned).toMatchObject({
      kind: 'change',
      plan: { before: { block: live ?? null }, after: { block: after } },
    });
    expect(planned).not.toHaveProperty('needsApproval');
  });

  it('the steps name the switches', async () => {
    expect(await planFor(policiesOnly, wasSet(on))).toMatchObject({
      plan: { steps: ['switch on BlockPublicAcls, IgnorePublicAcls of Block Public Access'] },
    });
  });

  it('what was on is not known: all four wait for approval', async () => {
    expect(await planFor(off, { kind: 'not-found', why: 'no earlier call' })).toMatchObject({
      kind: 'change',
      plan: { after: { block: on } },
      needsApproval: expect.stringContaining('(no earlier call)'),
    });
  });

  it('the account waits for approval whatever was on', async () => {
    expect(await planFor(off, wasSet(on), wholeAccount)).toMatchObject({
      kind: 'change',
      plan: { after: { block: on } },
      needsApproval: expect.stringContaining('every bucket of the account'),
    });
  });
});

describe('what is left alone', () => {
  it.each([
    ['four switches that are on', on, wasSet(on), 'all four switches are on'],
    ['switches that were not set before either', undefined, { kind: 'removed' }, 'nothing was set before'],
    ['switches that were as they are', aclsOnly, wasSet(aclsOnly), 'no switch that was on before'],
    ['switches that are stronger than they were', aclsOnly, wasSet(off), 'no switch that was on before'],
  ] as const)('%s', async (_, live, previous, why) => {
    expect(await planFor(live, previous)).toEqual({ kind: 'harmless', why: expect.stringContaining(why) });
  });
});

it('history is asked when a plan is made, and neither for four switches that are on nor when a plan is carried out', async () => {
  const { cloud, files } = makeS3({}, { previous: wasSet(on) });
  const watched = watchCloud(cloud);
  const trial: Case = { playbook: s3AccessBlock, target: filesBucket, settings, makeCloud: () => watched.cloud };
  const plan = await planCase(trial, watched.cloud);
  await carryOut(s3AccessBlock, { target: plan.target, from: plan.before, to: plan.after }, watched.cloud);
  expect(await findDoubt(s3AccessBlock, plan.target, { cloud: watched.cloud, settings })).toBeUndefined();
  expect(files.block).toEqual(on);
  expect(watched.calls.filter((name) => name.startsWith('history'))).toEqual(['history.previousAccessBlock']);
});

const cases: readonly (readonly [string, Case])[] = (
  [
    ['a bucket without switches', filesBucket, {}, {}],
    ['a bucket with weak ones', filesBucket, { block: aclsOnly }, {}],
    ['an account without switches', wholeAccount, {}, {}],
    ['an account with weak ones', wholeAccount, {}, { block: policiesOnly }],
  ] as const
).map(([name, target, bucket, account]) => [
  name,
  {
    playbook: s3AccessBlock,
    target,
    settings,
    makeCloud: () => makeS3(bucket, { account: { ...account }, previous: wasSet(on) }).cloud,
  },
]);

describe.each(cases)('%s', (_, trial) => {
  it('is put right and taken back', async () => {
    const applied = await runOnce(trial, 'apply');
    expect(applied).toMatchObject({ result: { kind: 'done' }, state: { block: on } });
    const undone = await runOnce(trial, 'undo');
    expect(undone).toMatchObject({ result: { kind: 'done' }, state: undone.plan.before });
  });

  it('tells the truth whatever call goes wrong', () => checkFaults(trial));

  it('changes nothing a second time', () => checkReversible(trial));
});
