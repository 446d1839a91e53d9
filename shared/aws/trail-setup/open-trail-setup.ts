import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { S3ControlClient } from '@aws-sdk/client-s3-control';
import type { CloudPlace } from '#shared/ports/cloud/cloud.ts';
import type { TrailSetup } from '#shared/ports/trail-setup.ts';
import { createBuckets } from '../cloud/buckets.ts';
import { createTrails } from '../cloud/trails.ts';
import { createBucketSettings } from '../doctor/bucket-settings.ts';
import { createTrailReader } from '../doctor/trail-reader.ts';
import { openPlace } from '../open-place.ts';
import { requestHandler } from '../request-handler.ts';
import { createBucketWriter } from './bucket-writer.ts';
import { createKeyMaker } from './key-maker.ts';
import { createTrailWriter } from './trail-writer.ts';

export interface TrailSetupClients {
  readonly cloudTrail: CloudTrailClient;
  readonly s3: S3Client;
  readonly s3Control: S3ControlClient;
  readonly kms: KMSClient;
}

/** What sets up a trail, in the credentials at hand.
 * @param region the one that the environment names when absent
 * @throws {CloudError} the credentials cannot be used, or no region is named */
export async function openTrailSetup(region: string | undefined): Promise<TrailSetup> {
  const place = await openPlace(region);
  const config = { region: place.region, requestHandler };
  return createTrailSetup(place, {
    cloudTrail: new CloudTrailClient(config),
    s3: new S3Client({ ...config, followRegionRedirects: true }),
    s3Control: new S3ControlClient(config),
    kms: new KMSClient(config),
  });
}

/** The same over given clients. */
export function createTrailSetup(place: CloudPlace, clients: TrailSetupClients): TrailSetup {
  const { cloudTrail, s3, s3Control, kms } = clients;
  return {
    place,
    trails: {
      ...createTrailReader(() => cloudTrail, place.region),
      ...createTrails(cloudTrail),
      ...createTrailWriter(cloudTrail),
    },
    buckets: {
      ...createBuckets(s3, s3Control, place.accountId),
      ...createBucketSettings(s3, place.accountId),
      ...createBucketWriter(s3, place),
    },
    keys: createKeyMaker(kms),
  };
}
