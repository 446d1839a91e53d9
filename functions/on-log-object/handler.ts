import { createS3Client } from '#shared/aws/s3-client.ts';
import { createS3ObjectReader } from '#shared/aws/s3-object-reader.ts';
import { connect } from '../runtime/connect.ts';
import { createHandler, type LogObjectHandler } from './handle-log-objects.ts';

export const handler: LogObjectHandler = createHandler({
  ...connect('on-log-object'),
  reader: createS3ObjectReader(createS3Client()),
});
