import { createS3Client } from '#shared/aws/s3-client.ts';
import { createS3ObjectReader } from '#shared/aws/s3-object-reader.ts';
import { connect } from '../runtime/connect.ts';
import { createIngest } from '../runtime/create-ingest.ts';
import { requiredEnv } from '../runtime/required-env.ts';
import { createHandler, type LogObjectHandler } from './handle-log-objects.ts';
import { inReach } from './in-reach.ts';

const { pipeline, ports, telemetry } = connect('on-log-object');
const { FAST_ACCOUNT_ID: accountId = '' } = process.env;
const reach = {
  regions: requiredEnv('FAST_REGIONS').split(','),
  accountId: accountId === '' ? undefined : accountId,
};

export const handler: LogObjectHandler = createHandler({
  ingest: createIngest({ pipeline, ports: { ...ports, foundVia: 's3', inReach: inReach(reach) }, telemetry }),
  reader: createS3ObjectReader(createS3Client()),
  logs: { bucket: requiredEnv('LOG_BUCKET_NAME'), prefix: requiredEnv('LOG_PREFIX') },
  telemetry,
});
