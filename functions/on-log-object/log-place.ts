import type { ObjectRef } from '#shared/ports/object-reader.ts';

/** Where CloudTrail delivers its log objects. */
export interface LogPlace {
  readonly bucket: string;
  /** What their keys begin with: `AWSLogs/`, or the trail's own prefix before it. */
  readonly prefix: string;
}

/** Hold an object to the place of the logs. A bucket of the same account could let the function's role in by its own policy, and whoever may
 * invoke the function could name it.
 * @throws {ForeignObjectError} the object lies elsewhere */
export function expectLogObject({ bucket, key }: ObjectRef, place: LogPlace): void {
  if (bucket === place.bucket && key.startsWith(place.prefix)) return;
  throw new ForeignObjectError(
    `s3://${bucket}/${key} is not below s3://${place.bucket}/${place.prefix}: look at who may invoke the function, and who may send to its queue`,
  );
}

/** A notice names an object that is no log of ours: it is left to the queue, whose dead-letter queue keeps it as evidence. */
export class ForeignObjectError extends Error {
  override readonly name = 'ForeignObjectError';
}
