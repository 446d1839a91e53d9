import { describe, expect, it } from 'vitest';
import type { PlaybookSettings } from '#shared/model/response-settings.ts';
import { carryOut, findDoubt } from '#shared/respond/carry-out.ts';
import { planResponse } from '#shared/respond/plan-response.ts';
import { s3PublicPolicy } from '#shared/respond/playbooks/s3-public-policy.ts';
import { checkFaults, checkReversible } from '../fake-cloud/check-playbook.ts';
import { type Case, planCase, runFaults, runOnce } from '../fake-cloud/run-faults.ts';
import { filesBucket, makeS3, off, on } from './s3-helpers.ts';

const statement = (name: string, principal: string): string =>
  `{ "Sid": "${name}", "Effect": "Allow", "Principal": ${principal}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::files/*" }`;
const policyOf = (...statements: readonly string[]): string =>
  `{"Version": "2012-10-17",  "Statement": [${statements.join(', ')}] }`;
const toPartner = statement('partner', '{ "AWS": "arn:aws:iam::111122223333:root" }');
const toAll = statement('all', '"*"');
const mixed = policyOf(toPartner, toAll);
const remove: PlaybookSettings = { mode: 'apply' };
const block: PlaybookSettings = { mode: 'apply', close: 'block' };

const planFor = (
  bucket: Parameters<typeof makeS3>[0],
  settings: PlaybookSettings = remove,
  account: Parameters<typeof makeS3>[1] = {},
) =>
  planResponse(
    s3PublicPolicy,
    { alertId: 'a', target: filesBucket },
    { cloud: makeS3(bucket, account).cloud, settings, nowMs: 0 },
  );

describe('what becomes of a public policy', () => {
  it('loses its public statements, and keeps the text of the others', async () => {
    const planned = await planFor({ policy: mixed });
    expect(planned).toMatchObject({
      kind: 'change',
      plan: {
        before: { policy: mixed, bucketBlock: null },
        after: { policy: policyOf(toPartner), bucketBlock: null },
        steps: [expect.stringMatching(/^take statement 1 \(all\) out of the policy: /)],
      },
    });
  });

  it('is deleted when no statement is left', async () => {
    const planned = await planFor({ policy: policyOf(toAll) });
    expect(planned).toMatchObject({
      plan: {
        after: { policy: null },
        steps: [expect.stringContaining('statement 0'), 'delete the policy, since no statement is left'],
      },
    });
  });

  it('is neutralised by one switch where settings ask for it; the others stay as they are', async () => {
    const planned = await planFor({ policy: mixed, block: { ...off, blockPublicAcls: true } }, block);
    expect(planned).toMatchObject({
      plan: {
        after: { policy: mixed, bucketBlock: { ...off, blockPublicAcls: true, restrictPublicBuckets: true } },
        steps: [expect.stringMatching(/^switch on RestrictPublicBuckets/)],
      },
    });
  });

  it('keeps a statement name out of the steps that holds more than plain characters', async () => {
    const planned = await planFor({ policy: policyOf(statement('\\u001b[2J<b>', '"*"')) });
    expect(planned).toMatchObject({
      plan: { steps: [expect.stringMatching(/^take statement 0 out/), expect.anything()] },
    });
  });
});

describe('what is left alone', () => {
  it.each([
    ['a bucket without a policy', {}, {}, 'harmless', 'the bucket has no policy'],
    ['a policy for one account', { policy: policyOf(toPartner) }, {}, 'harmless', 'lets in nobody from the public'],
    [
      'a public policy behind the switch of its bucket',
      { policy: mixed, block: { ...off, restrictPublicBuckets: true } },
      {},
      'harmless',
      'RestrictPublicBuckets of the bucket keeps',
    ],
    [
      'a public policy behind the switch of the account',
      { policy: mixed },
      { account: { block: on } },
      'harmless',
      'RestrictPublicBuckets of the account keeps',
    ],
    ['a policy that is no JSON', { policy: '{' }, {}, 'refused', 'cannot be told with certainty: '],
    [
      'a policy with a statement that cannot be judged, beside a public one',
      { policy: policyOf(toAll, '{ "Effect": "Perhaps", "Principal": "*", "Action": "s3:*" }') },
      {},
      'refused',
      'not for a machine to change',
    ],
  ])('%s', async (_, bucket, account, kind, why) => {
    expect(await planFor(bucket, remove, account)).toEqual({ kind, why: expect.stringContaining(why) });
  });

  it('a bucket that is gone', async () => {
    const { cloud, s3 } = makeS3({});
    s3.buckets.clear();
    const planned = await planResponse(
      s3PublicPolicy,
      { alertId: 'a', target: filesBucket },
      { cloud, settings: remove, nowMs: 0 },
    );
    expect(planned).toEqual({ kind: 'harmless', why: 'the resource is gone' });
  });
});

const cases: readonly (readonly [string, Case, () => ReturnType<typeof makeS3>])[] = (
  [
    ['a statement taken out', { policy: mixed }, remove],
    ['a policy deleted', { policy: policyOf(toAll) }, remove],
    ['a switch set', { policy: mixed }, block],
    ['a switch set beside others', { policy: mixed, block: { ...off, blockPublicAcls: true } }, block],
  ] as const
).map(([name, bucket, settings]) => {
  const make = () => makeS3(bucket);
  return [
    name,
    { playbook: s3PublicPolicy, target: filesBucket, settings, makeCloud: () => make().cloud },
    make,
  ] as const;
});

describe.each(cases)('%s', (_, trial, make) => {
  it('is verified, gives AWS no doubt, and is taken back to the last character', async () => {
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

  it('finds out by reading that a call was carried out, of which AWS said nothing', async () => {
    const runs = await runFaults(trial);
    const silent = runs.filter(
      ({ fault, call }) => fault === 'timed out, carried out' && /\.(?:put|delete)/.test(call),
    );
    expect(silent.map(({ result }) => result)).toEqual([
      { kind: 'done', remark: expect.stringContaining('timed out') },
    ]);
  });
});

describe('somebody else', () => {
  const trial: Case = {
    playbook: s3PublicPolicy,
    target: filesBucket,
    settings: remove,
    makeCloud: () => makeS3({ policy: mixed }).cloud,
  };

  it('changes the policy after the plan was made: nothing is done', async () => {
    const { cloud, files } = makeS3({ policy: mixed });
    const plan = await planCase(trial, cloud);
    files.policy = policyOf(toAll, toPartner);
    const change = { target: plan.target, from: plan.before, to: plan.after };
    expect(await carryOut(s3PublicPolicy, change, cloud)).toMatchObject({ kind: 'changed' });
    expect(files.policy).toBe(policyOf(toAll, toPartner));
  });

  it('makes the bucket public again after the change: it is said to be half-way', async () => {
    const { cloud, files } = makeS3({ policy: mixed });
    let isWritten = false;
    const { result } = await runOnce({ ...trial, makeCloud: () => cloud }, 'apply', {
      before: (_, name) => {
        if (isWritten) files.policy = policyOf(toAll);
        isWritten ||= name === 'buckets.putPolicy';
      },
    });
    expect(result).toMatchObject({ kind: 'failed', state: 'half-way' });
  });

  it('sets Block Public Access of the account meanwhile: which is no change of the bucket', async () => {
    const { cloud, s3 } = makeS3({ policy: mixed });
    const plan = await planCase(trial, cloud);
    s3.account = { block: { ...off, restrictPublicBuckets: true } };
    const change = { target: plan.target, from: plan.before, to: plan.after };
    expect(await carryOut(s3PublicPolicy, change, cloud)).toEqual({ kind: 'done' });
  });

  it('blocks public policies before it is undone: S3 refuses, and that is said', async () => {
    const { cloud, s3, files } = makeS3({ policy: mixed });
    const plan = await planCase(trial, cloud);
    await carryOut(s3PublicPolicy, { target: plan.target, from: plan.before, to: plan.after }, cloud);
    s3.account = { block: on };
    const undone = await carryOut(s3PublicPolicy, { target: plan.target, from: plan.after, to: plan.before }, cloud);
    expect(undone).toMatchObject({ kind: 'failed', state: 'unchanged', why: expect.stringContaining('denied') });
    expect(files.policy).toBe(policyOf(toPartner));
  });

  it('reads the same policy without its white space: it counts as the same', () => {
    const essenceOf = (policy: string) => s3PublicPolicy.essence?.({ policy, bucketBlock: null });
    expect(essenceOf(mixed)).toEqual(essenceOf(JSON.stringify(JSON.parse(mixed))));
    expect(essenceOf(mixed)).not.toEqual(essenceOf(policyOf(toPartner)));
  });
});

describe('what AWS says', () => {
  it.each([
    ['of a policy that it calls public', { policy: policyOf(toPartner), policyStatus: true }, {}, 'harmful'],
    ['of a policy that it does not call public', { policy: mixed, policyStatus: false }, {}, 'harmless'],
    ['of no policy', {}, {}, 'harmless'],
    [
      'of a public policy behind a switch: nothing',
      { policy: mixed, block: { ...off, restrictPublicBuckets: true } },
      {},
      undefined,
    ],
    [
      'of a public policy behind the switch of the account: nothing',
      { policy: mixed },
      { account: { block: on } },
      undefined,
    ],
  ])('%s', async (_, bucket, account, opinion) => {
    expect(await s3PublicPolicy.secondOpinion?.(filesBucket, makeS3(bucket, account).cloud)).toBe(opinion);
  });

  it('is told when it is not what Trailguard says', async () => {
    const { cloud } = makeS3({ policy: policyOf(toPartner), policyStatus: true });
    expect(await findDoubt(s3PublicPolicy, filesBucket, { cloud, settings: remove })).toContain('AWS does not');
  });
});

it('writing leads from any state to any other that S3 can go to', async () => {
  const policies = [null, policyOf(toPartner), mixed];
  const blocks = [null, off, on, { ...off, blockPublicPolicy: true }, { ...off, restrictPublicBuckets: true }];
  const states = policies.flatMap((policy) => blocks.map((bucketBlock) => ({ policy, bucketBlock })));
  for (const from of states) {
    for (const to of states) {
      const staysBlocked = from.bucketBlock?.blockPublicPolicy === true && to.bucketBlock?.blockPublicPolicy === true;
      if (staysBlocked && to.policy === mixed && from.policy !== mixed) continue;
      const { cloud } = makeS3({
        ...(from.policy !== null && { policy: from.policy }),
        ...(from.bucketBlock !== null && { block: from.bucketBlock }),
      });
      await s3PublicPolicy.write(filesBucket, { from, to, live: from }, cloud);
      expect(await s3PublicPolicy.read(filesBucket, cloud)).toEqual(to);
    }
  }
});
