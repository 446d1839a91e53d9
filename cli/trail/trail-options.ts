import type { CloudPlace } from '#shared/ports/cloud/cloud.ts';
import { UsageError } from '../usage-error.ts';
import type { WantedTrail } from './wanted-trail.ts';

/** The options of `trail create`. */
export const trailOptions = {
  name: { type: 'string' },
  bucket: { type: 'string' },
  'kms-key': { type: 'string' },
  'new-key': { type: 'boolean', default: false },
  organization: { type: 'string' },
  yes: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  region: { type: 'string' },
} as const;

interface TrailOptionValues {
  readonly name?: string | undefined;
  readonly bucket?: string | undefined;
  readonly 'kms-key'?: string | undefined;
  readonly 'new-key': boolean;
  readonly organization?: string | undefined;
}

/** The trail that options ask for, in a place that is known later.
 * @throws {UsageError} an option is missing, or AWS would take its value for none */
export function parseWanted(
  values: TrailOptionValues,
  positionals: readonly string[],
): (place: CloudPlace) => WantedTrail {
  const { name, bucket, 'kms-key': keyArn, 'new-key': isNewKey, organization } = values;
  if (positionals.length > 0 || name === undefined || bucket === undefined) {
    throw new UsageError('name both: trailguard trail create --name NAME --bucket NAME');
  }
  if (!trailName.test(name)) {
    throw new UsageError(
      `--name takes 3 to 128 letters, digits, dots, hyphens and underscores, no two marks in a row; "${name}" is no trail's name`,
    );
  }
  if (!bucketName.test(bucket)) {
    throw new UsageError(
      `--bucket takes 3 to 63 lower-case letters, digits, dots and hyphens; "${bucket}" is no bucket's name`,
    );
  }
  if (keyArn !== undefined && isNewKey) throw new UsageError('--kms-key and --new-key name two keys: give one');
  if (keyArn !== undefined && !/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/.test(keyArn)) {
    throw new UsageError(`--kms-key takes the ARN of a key, arn:aws:kms:REGION:ACCOUNT:key/ID; "${keyArn}" is none`);
  }
  if (organization !== undefined && !/^o-[a-z0-9]{10,32}$/.test(organization)) {
    throw new UsageError(
      `--organization takes an id such as o-exampleorg1, as aws organizations describe-organization prints it; "${organization}" is none`,
    );
  }
  return (place) => ({
    name,
    bucket,
    place,
    ...(keyArn !== undefined && { key: { arn: keyArn } }),
    ...(isNewKey && { key: 'new' as const }),
    ...(organization !== undefined && { organizationId: organization }),
  });
}

/** @see AWS CloudTrail user guide, "Naming requirements for CloudTrail resources, S3 buckets, and KMS keys" */
const trailName = /^(?=.{3,128}$)[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$/;
/** @see Amazon S3 user guide, "Bucket naming rules" */
const bucketName = /^(?=.{3,63}$)[a-z0-9]+(?:[.-][a-z0-9]+|-{2,}[a-z0-9]+)*$/;
