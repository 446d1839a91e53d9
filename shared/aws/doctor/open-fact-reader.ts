import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EC2Client } from '@aws-sdk/client-ec2';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { S3ControlClient } from '@aws-sdk/client-s3-control';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { FactReader } from '#shared/ports/doctor/fact-reader.ts';
import { createBuckets } from '../cloud/buckets.ts';
import { openPlace } from '../open-place.ts';
import { requestHandler } from '../request-handler.ts';
import { createBucketSettings } from './bucket-settings.ts';
import { createRegionReader } from './region-reader.ts';
import { createResourceReader } from './resource-reader.ts';
import { createStackReader } from './stack-reader.ts';
import { createTrailReader } from './trail-reader.ts';

/** A reader of what is in the account of the credentials at hand.
 * @param region of the deployment; the one that the environment names when absent
 * @throws {CloudError} the credentials cannot be used, or no region is named */
export async function openFactReader(region: string | undefined, now: () => number): Promise<FactReader> {
  const place = await openPlace(region);
  const config = { region: place.region, requestHandler };
  // A log bucket may be in another region than the trail.
  const s3 = new S3Client({ ...config, followRegionRedirects: true });
  const cloudTrailOf = perRegion((name) => new CloudTrailClient({ ...config, region: name }));
  const eventsOf = perRegion((name) => new EventBridgeClient({ ...config, region: name }));
  return {
    place,
    trails: createTrailReader(cloudTrailOf, place.region),
    buckets: {
      ...createBuckets(s3, new S3ControlClient(config), place.accountId),
      ...createBucketSettings(s3, place.accountId),
    },
    stacks: createStackReader(new CloudFormationClient(config)),
    resources: createResourceReader({
      lambda: new LambdaClient(config),
      events: eventsOf(place.region),
      sqs: new SQSClient(config),
      sns: new SNSClient(config),
      dynamo: new DynamoDBClient(config),
      kms: new KMSClient(config),
      ssm: new SSMClient(config),
      cloudWatch: new CloudWatchClient(config),
      now,
    }),
    regions: createRegionReader({ ec2: new EC2Client(config), cloudTrailOf, eventsOf, home: place, now }),
  };
}

/** One client a region, made when it is first asked for. */
function perRegion<Client>(create: (region: string) => Client): (region: string) => Client {
  const clients = new Map<string, Client>();
  return (region) => {
    const client = clients.get(region) ?? create(region);
    clients.set(region, client);
    return client;
  };
}
