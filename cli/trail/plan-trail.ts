import type { TrailSetup } from '#shared/ports/trail-setup.ts';
import { planBucket } from './plan-bucket.ts';
import { keyPolicy } from './trail-policies.ts';
import type { TrailState } from './trail-state.ts';
import { keyAliasOf, type WantedTrail } from './wanted-trail.ts';

/** One thing to do. */
export interface SetupStep {
  /** As a command to oneself: `turn on versioning of bucket logs`. */
  readonly what: string;
  readonly permissions: readonly string[];
  /** @param keyArn of a key that an earlier step made
   * @returns the ARN of the key that this one made
   * @throws {CloudError} */
  run(setup: TrailSetup, keyArn: string | undefined): Promise<string | undefined>;
}

export type TrailPlan =
  | { readonly ok: true; readonly steps: readonly SetupStep[] }
  /** What is asked for cannot be had without changing what is not ours to change. */
  | { readonly ok: false; readonly why: string };

/** What leads from what is there to the trail that is asked for; pure. Nothing that is there is loosened or taken away: a setting that is
 * stricter stays, a step is planned only for what is missing, and what would have to be overwritten is a refusal. */
export function planTrail(wanted: WantedTrail, state: TrailState): TrailPlan {
  const refusal = findRefusal(wanted, state);
  if (refusal !== undefined) return { ok: false, why: refusal };
  const bucket = planBucket(wanted, state.bucket);
  if (!bucket.ok) return bucket;
  const steps = [
    ...bucket.beforeTrail,
    ...planKey(wanted, state),
    ...planTrailItself(wanted, state),
    ...bucket.afterTrail,
  ];
  return { ok: true, steps };
}

function findRefusal({ name, bucket, key, place }: WantedTrail, { trail, madeKeyArn }: TrailState): string | undefined {
  if (trail === undefined) return undefined;
  if (trail.homeRegion !== place.region) {
    return `trail ${name} is at home in ${trail.homeRegion}: run this with --region ${trail.homeRegion}, or choose another name`;
  }
  if (trail.bucket !== bucket)
    return `trail ${name} writes to bucket ${trail.bucket}: name that one, or choose another name`;
  const keyArn = key === 'new' ? madeKeyArn : key?.arn;
  if (trail.keyArn !== undefined && keyArn !== undefined && trail.keyArn !== keyArn) {
    return `trail ${name} encrypts with ${trail.keyArn}: leave the key out, or choose another name`;
  }
  return undefined;
}

function planKey(wanted: WantedTrail, { trail, madeKeyArn }: TrailState): readonly SetupStep[] {
  if (wanted.key !== 'new' || madeKeyArn !== undefined || trail?.keyArn !== undefined) return [];
  const alias = keyAliasOf(wanted);
  return [
    {
      what: `make a key, ${alias}, that CloudTrail may encrypt this trail's logs with and the account's IAM policies may grant`,
      permissions: ['kms:CreateKey', 'kms:CreateAlias', 'kms:EnableKeyRotation'],
      run: ({ keys }) => keys.create(alias, JSON.stringify(keyPolicy(wanted))),
    },
  ];
}

function planTrailItself(wanted: WantedTrail, { trail, madeKeyArn }: TrailState): readonly SetupStep[] {
  const { name, bucket, key } = wanted;
  const isOrganization = wanted.organizationId !== undefined;
  const knownKeyArn = key === 'new' ? madeKeyArn : key?.arn;
  const withKey = key === undefined ? '' : ', encrypted with the key';
  const full = { isMultiRegion: true, hasGlobalEvents: true, isValidated: true };
  const start: SetupStep = {
    what: `turn on trail ${name}`,
    permissions: ['cloudtrail:StartLogging'],
    async run({ trails }) {
      await trails.startLogging(name);
      return undefined;
    },
  };
  if (trail === undefined) {
    const create: SetupStep = {
      what: `create trail ${name} to bucket ${bucket}: all regions, global services, digests${isOrganization ? ', every account of the organization' : ''}${withKey}`,
      permissions: [
        'cloudtrail:CreateTrail',
        ...(isOrganization ? ['organizations:ListAWSServiceAccessForOrganization', 'iam:CreateServiceLinkedRole'] : []),
      ],
      async run({ trails }, newKeyArn) {
        const keyArn = knownKeyArn ?? newKeyArn;
        await trails.create({
          name,
          bucket,
          ...full,
          ...(keyArn !== undefined && { keyArn }),
          ...(isOrganization && { isOrganization }),
        });
        return undefined;
      },
    };
    return [create, start];
  }
  const needsKey = key !== undefined && trail.keyArn === undefined;
  const lacks = [
    ...(trail.isMultiRegion ? [] : ['all regions']),
    ...(trail.hasGlobalEvents ? [] : ['global services']),
    ...(trail.isValidated ? [] : ['digests']),
    ...(isOrganization && !trail.isOrganization ? ['every account of the organization'] : []),
    ...(needsKey ? ['encryption with the key'] : []),
  ];
  const update: SetupStep = {
    what: `add to trail ${name}: ${lacks.join(', ')}`,
    permissions: ['cloudtrail:UpdateTrail'],
    async run({ trails }, newKeyArn) {
      const keyArn = needsKey ? (knownKeyArn ?? newKeyArn) : undefined;
      await trails.update({
        name,
        ...full,
        ...(keyArn !== undefined && { keyArn }),
        ...(isOrganization && { isOrganization }),
      });
      return undefined;
    },
  };
  return [...(lacks.length === 0 ? [] : [update]), ...(trail.isLogging ? [] : [start])];
}
