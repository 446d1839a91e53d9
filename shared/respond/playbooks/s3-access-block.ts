import type { Target } from '#shared/model/target.ts';
import type { Buckets } from '#shared/ports/cloud/buckets.ts';
import type { PreviousAccessBlock } from '#shared/ports/cloud/history.ts';
import type { Playbook, Repair } from '../playbook.ts';
import { writeBucketBlock } from './s3-bucket-block.ts';
import { bucketOf, readBucketTags, unlessGone } from './s3-bucket-of.ts';
import {
  allSwitches,
  describeSwitches,
  isSameSetting,
  nameOfSwitch,
  noSwitches,
  type Switches,
  switchedOn,
  switchesOf,
} from './s3-switches.ts';

/** Block Public Access of a bucket or of the account; `null` where none is set. */
export type BlockState = { readonly block: Switches | null };

/** What was set before the call that the alert tells of. */
export type PreviousBlock =
  | { readonly kind: 'set'; readonly block: Switches }
  | { readonly kind: 'removed' }
  | { readonly kind: 'not-found'; readonly why: string };

/** Switches on again what a call switched off of Block Public Access; what is on now stays on.
 *
 * What was on is not in the record of the call: CloudTrail's history is asked for the call before it. */
export const s3AccessBlock: Playbook<BlockState, PreviousBlock> = {
  id: 's3-access-block',
  harm: 'S3 Block Public Access weakened or removed',
  permissions: {
    read: [
      'cloudtrail:LookupEvents',
      's3:GetAccountPublicAccessBlock',
      's3:GetBucketPublicAccessBlock',
      's3:GetBucketTagging',
    ],
    apply: ['s3:PutAccountPublicAccessBlock', 's3:PutBucketPublicAccessBlock'],
    undo: ['s3:PutAccountPublicAccessBlock', 's3:PutBucketPublicAccessBlock'],
  },
  subjects: ['bucket', 'account-access-block'],

  read: (target, { buckets }) =>
    unlessGone(async () => ({
      block: switchesOf(
        isAccount(target) ? await buckets.getAccountAccessBlock() : await buckets.getAccessBlock(bucketOf(target)),
      ),
    })),

  readContext: async ({ block }, target, { history }) =>
    isComplete(block) ? undefined : toJson(await history.previousAccessBlock(target)),

  repair({ block }, target, { context }) {
    if (isComplete(block)) return { kind: 'harmless', why: 'all four switches are on' };
    if (context === undefined) throw new Error('what was set before was not asked for');
    switch (context.kind) {
      case 'removed':
        return { kind: 'harmless', why: 'nothing was set before the call either' };
      case 'set':
        return putBack(block, context.block, target);
      case 'not-found':
        return change(
          block,
          allSwitches,
          `what was set before is not known (${context.why}): all four switches are what S3 gives to new buckets`,
        );
    }
  },

  async write(target, { from, to }, { buckets }) {
    if (!isAccount(target)) return await writeBucketBlock(bucketOf(target), from.block, to.block, buckets);
    await writeAccountBlock(from.block, to.block, buckets);
  },

  describe: ({ block }) => describeSwitches(block),

  readTags: async (target, cloud) => (isAccount(target) ? {} : await readBucketTags(target, cloud)),
};

function isAccount({ subject }: Target): boolean {
  return subject.kind === 'account-access-block';
}

function isComplete(block: Switches | null): boolean {
  return switchedOn(block, allSwitches).length === 0;
}

function toJson(previous: PreviousAccessBlock): PreviousBlock {
  return previous.kind === 'set' ? { kind: 'set', block: { ...previous.block } } : previous;
}

function putBack(block: Switches | null, previous: Switches, target: Target): Repair<BlockState> {
  if (switchedOn(block, previous).length === 0) {
    return { kind: 'harmless', why: 'no switch that was on before the call is off now' };
  }
  return change(block, previous, isAccount(target) ? wholeAccount : undefined);
}

/** The account's switches can be set from any region, and CloudTrail's history is a region's. */
const wholeAccount =
  'it holds for every bucket of the account, and calls that were made in other regions are not known';

function change(block: Switches | null, again: Switches, needsApproval: string | undefined): Repair<BlockState> {
  const now = block ?? noSwitches;
  const state: Switches = {
    blockPublicAcls: now.blockPublicAcls || again.blockPublicAcls,
    ignorePublicAcls: now.ignorePublicAcls || again.ignorePublicAcls,
    blockPublicPolicy: now.blockPublicPolicy || again.blockPublicPolicy,
    restrictPublicBuckets: now.restrictPublicBuckets || again.restrictPublicBuckets,
  };
  return {
    kind: 'change',
    state: { block: state },
    steps: [`switch on ${switchedOn(block, state).map(nameOfSwitch).join(', ')} of Block Public Access`],
    ...(needsApproval !== undefined && { needsApproval }),
  };
}

async function writeAccountBlock(from: Switches | null, to: Switches | null, buckets: Buckets): Promise<void> {
  if (isSameSetting(from, to)) return;
  await (to === null ? buckets.deleteAccountAccessBlock() : buckets.putAccountAccessBlock(to));
}
