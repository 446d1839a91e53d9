import { createS3Client } from '#shared/aws/s3-client.ts';
import { createS3ObjectReader } from '#shared/aws/s3-object-reader.ts';
import { connect } from '../runtime/connect.ts';
import { createIngest } from '../runtime/create-ingest.ts';
import { createHandler, type LogObjectHandler } from './handle-log-objects.ts';

const { pipeline, ports, telemetry } = connect('on-log-object');

export const handler: LogObjectHandler = createHandler({
  ingest: createIngest({ pipeline, ports: { ...ports, foundVia: 's3' }, telemetry }),
  reader: createS3ObjectReader(createS3Client()),
  telemetry,
});
