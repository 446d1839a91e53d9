import { isJsonObject, type Json } from '#shared/model/json.ts';
import { judgeBucket } from '#shared/policy/judge-bucket.ts';
import type { AccessJudgement } from '#shared/policy/public-way.ts';
import { type RemovedStatement, removePublicStatements } from '#shared/policy/remove-public-statements.ts';
import type { Playbook, Repair } from '../playbook.ts';
import { countOf } from './count-of.ts';
import { type AccountContext, accountBlockOf, namesOfNeutralisers, readAccountContext } from './s3-account-block.ts';
import { writeBucketBlock } from './s3-bucket-block.ts';
import { bucketOf, readBucketTags, unlessGone } from './s3-bucket-of.ts';
import { describeSwitches, noSwitches, type Switches, switchesOf } from './s3-switches.ts';

/** What decides whether a bucket is public by its policy, and can be set at the bucket. */
export type PolicyState = {
  /** As it was written; `null` where there is none. */
  readonly policy: string | null;
  readonly bucketBlock: Switches | null;
};

/** Closes a bucket whose policy lets in the public: takes out the public statements and leaves the others, or sets
 * RestrictPublicBuckets. */
export const s3PublicPolicy: Playbook<PolicyState, AccountContext> = {
  id: 's3-public-policy',
  harm: 'S3 bucket open to the public by its policy',
  permissions: {
    read: [
      's3:GetAccountPublicAccessBlock',
      's3:GetBucketPolicy',
      's3:GetBucketPolicyStatus',
      's3:GetBucketPublicAccessBlock',
      's3:GetBucketTagging',
    ],
    apply: ['s3:DeleteBucketPolicy', 's3:PutBucketPolicy', 's3:PutBucketPublicAccessBlock'],
    undo: ['s3:PutBucketPolicy', 's3:PutBucketPublicAccessBlock'],
  },
  subjects: ['bucket'],
  // A bucket whose policy was public all along is open once its switches are off.
  alsoAnswers: ['s3-access-block', 's3-public-acl'],

  read: (target, { buckets }) =>
    unlessGone(async () => {
      const bucketBlock = switchesOf(await buckets.getAccessBlock(bucketOf(target)));
      // Last, so that as little as can be lies between reading and writing it: S3 has no condition for that.
      const policy = (await buckets.getPolicy(bucketOf(target))) ?? null;
      return { policy, bucketBlock };
    }),

  readContext: async ({ policy }, _target, cloud) => (policy === null ? undefined : await readAccountContext(cloud)),

  repair(state, _target, { close = 'remove', context }) {
    const { policy, bucketBlock } = state;
    if (policy === null) return { kind: 'harmless', why: 'the bucket has no policy' };
    const accountBlock = accountBlockOf(context);
    const judgement = judgeBucket({ policy, bucketBlock: bucketBlock ?? undefined, accountBlock });
    if (!judgement.public) return describeClosed(judgement);
    if (!judgement.certain)
      return {
        kind: 'refused',
        why: `whether its policy is public cannot be told with certainty: ${doubtOf(judgement)}`,
      };
    return close === 'block' ? restrict(state) : removeStatements(state, policy);
  },

  // White space and the order of members are not the policy.
  essence: ({ policy, bucketBlock }) => ({ policy: policy === null ? null : parsed(policy), bucketBlock }),

  async write(target, { from, to }, { buckets }) {
    const bucket = bucketOf(target);
    const writePolicy = async (): Promise<void> => {
      if (to.policy === from.policy) return;
      await (to.policy === null ? buckets.deletePolicy(bucket) : buckets.putPolicy(bucket, to.policy));
    };
    const writeBlock = (): Promise<void> => writeBucketBlock(bucket, from.bucketBlock, to.bucketBlock, buckets);
    // BlockPublicPolicy, where it is to be on, must not stand in the policy's way.
    const steps = to.bucketBlock?.blockPublicPolicy === true ? [writePolicy, writeBlock] : [writeBlock, writePolicy];
    for (const step of steps) await step();
  },

  async secondOpinion(target, cloud) {
    const bucket = bucketOf(target);
    if ((await cloud.buckets.isPolicyPublic(bucket)) !== true) return 'harmless';
    // It tells of the policy; a switch that keeps the public out all the same leaves AWS without an opinion.
    const blocks = [await cloud.buckets.getAccessBlock(bucket), await cloud.buckets.getAccountAccessBlock()];
    return blocks.some((block) => block?.restrictPublicBuckets) ? undefined : 'harmful';
  },

  describe: ({ policy, bucketBlock }) => `${describePolicy(policy)}; ${describeSwitches(bucketBlock)}`,

  readTags: readBucketTags,
};

function describeClosed(judgement: AccessJudgement): Repair<PolicyState> {
  if (judgement.neutralised.length > 0) {
    return {
      kind: 'harmless',
      why: `its policy is public, but ${namesOfNeutralisers(judgement)} keeps the public out`,
    };
  }
  if (judgement.certain) return { kind: 'harmless', why: 'its policy lets in nobody from the public' };
  return { kind: 'refused', why: 'whether its policy is public cannot be told with certainty' };
}

function doubtOf({ by }: AccessJudgement): string {
  const reasons = by.flatMap((way) => {
    if (way.problem !== undefined) return [way.problem];
    return way.kind === 'policy' ? way.statements.map(({ index, why }) => `statement ${index}: ${why}`) : [];
  });
  return reasons.join('; ');
}

function restrict(state: PolicyState): Repair<PolicyState> {
  return {
    kind: 'change',
    state: { ...state, bucketBlock: { ...(state.bucketBlock ?? noSwitches), restrictPublicBuckets: true } },
    steps: [
      'switch on RestrictPublicBuckets of the bucket: while its policy is public, other accounts that the policy names are kept out, too',
    ],
  };
}

function removeStatements(state: PolicyState, policy: string): Repair<PolicyState> {
  const removal = removePublicStatements(policy, { kind: 's3-bucket' });
  if (!removal.ok) return { kind: 'refused', why: `its policy is not for a machine to change: ${removal.problem}` };
  const { document, removed } = removal;
  const last = document === undefined ? ['delete the policy, since no statement is left'] : [];
  return {
    kind: 'change',
    state: { ...state, policy: typeof document === 'string' ? document : null },
    steps: [...removed.map(describeRemoval), ...last],
  };
}

function describeRemoval({ index, sid, why }: RemovedStatement): string {
  // A statement's name may hold anything.
  const name = sid !== undefined && /^[\w -]{1,64}$/.test(sid) ? ` (${sid})` : '';
  return `take statement ${index}${name} out of the policy: ${why}`;
}

function describePolicy(policy: string | null): string {
  if (policy === null) return 'no policy';
  const document = parsed(policy);
  const statements = isJsonObject(document) ? document['Statement'] : undefined;
  if (statements === undefined) return 'a policy without statements';
  return `a policy of ${countOf(Array.isArray(statements) ? statements : [statements], 'statement')}`;
}

function parsed(policy: string): Json {
  try {
    return JSON.parse(policy) as Json;
  } catch {
    return policy;
  }
}
