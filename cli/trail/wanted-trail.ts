import { partitionOf } from '#shared/model/partition-of.ts';
import type { CloudPlace } from '#shared/ports/cloud/cloud.ts';

/** The trail that is asked for. */
export interface WantedTrail {
  readonly name: string;
  readonly bucket: string;
  readonly place: CloudPlace;
  /** A key that is there, by its ARN, or one to be made; S3's own encryption when absent. */
  readonly key?: { readonly arn: string } | 'new';
  /** It logs every account of this organization. */
  readonly organizationId?: string;
}

export function trailArnOf({ name, place: { region, accountId } }: WantedTrail): string {
  return `arn:${partitionOf(region)}:cloudtrail:${region}:${accountId}:trail/${name}`;
}

/** By which a key that was made for a trail is found again. Aliases have no dots, trails no slashes. */
export function keyAliasOf({ name }: WantedTrail): string {
  return `alias/cloudtrail-${name.replaceAll('.', '/')}`;
}
