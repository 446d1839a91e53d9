import { classifyObjectKey, holdsRecords } from '#shared/cloudtrail/object-key.ts';
import { readStream } from '#shared/cloudtrail/read-stream.ts';
import type { ObjectReader, ObjectRef } from '#shared/ports/object-reader.ts';
import type { Ingest } from '../runtime/create-ingest.ts';
import type { Telemetry } from '../runtime/telemetry.ts';
import { expectLogObject, type LogPlace } from './log-place.ts';

export interface LogObjectParts {
  readonly ingest: Ingest;
  readonly reader: ObjectReader;
  readonly logs: LogPlace;
  readonly telemetry: Telemetry;
}

/** Ingest one object of the log bucket; digests and what is not CloudTrail's are set aside by their key, unread.
 * @throws {ForeignObjectError} it is no object of the log bucket
 * @throws {ObjectContentError} part of it could not be read; alerts on what could be read are out
 * @throws the error of the port that failed */
export async function readObject(ref: ObjectRef, { ingest, reader, logs, telemetry }: LogObjectParts): Promise<void> {
  expectLogObject(ref, logs);
  const source = `s3://${ref.bucket}/${ref.key}`;
  const kind = classifyObjectKey(ref.key);
  if (!holdsRecords(kind)) {
    telemetry.count('ObjectsSetAside', 1);
    telemetry.info('object set aside', { source, kind });
    return;
  }
  const { problems } = await ingest(readStream(await reader.open(ref), source));
  telemetry.count('ObjectsRead', 1);
  if (problems.length > 0) {
    throw new ObjectContentError(`${source}: ${problems.length} parts could not be read`);
  }
}

/** Part of an object could not be read: its message is left to the queue, whose dead-letter queue keeps it. */
export class ObjectContentError extends Error {
  override readonly name = 'ObjectContentError';
}
