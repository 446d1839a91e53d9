import { GetObjectCommand, type GetObjectCommandOutput, type S3Client } from '@aws-sdk/client-s3';
import { ObjectReadError, type ObjectReader, type ObjectRef } from '#shared/ports/object-reader.ts';
import { errorName } from './error-name.ts';

/** A reader of objects in Amazon S3.
 * @param client shared by all reads of the process
 * @see Amazon S3 API reference, GetObject and "List of error codes" */
export function createS3ObjectReader(client: S3Client): ObjectReader {
  return {
    async open(ref) {
      const { Body: body } = await getObject(client, ref);
      if (body === undefined || !isByteStream(body)) throw new ObjectReadError(`${uriOf(ref)}: no body`, permanent);
      return chunksOf(body, ref);
    },
  };
}

const permanent = { permanent: true } as const;

/** What S3 says, and whether trying again can help. Anything else (throttling, network, 5xx) is worth another try. */
const refusals: ReadonlyMap<string, { readonly permanent: boolean; readonly meaning: string }> = new Map([
  ['NoSuchKey', { permanent: true, meaning: 'there is no such object' }],
  ['NoSuchVersion', { permanent: true, meaning: 'there is no such version of the object' }],
  ['NoSuchBucket', { permanent: true, meaning: 'there is no such bucket' }],
  [
    'AccessDenied',
    {
      permanent: false,
      // S3 answers 403 instead of 404 to a caller without s3:ListBucket, so that a missing object looks like this too.
      meaning: 'access denied: allow s3:GetObject, s3:GetObjectVersion and kms:Decrypt; or the object is gone',
    },
  ],
  ['InvalidObjectState', { permanent: false, meaning: 'the object is archived: restore it first' }],
]);

async function getObject(client: S3Client, ref: ObjectRef): Promise<GetObjectCommandOutput> {
  try {
    return await client.send(
      new GetObjectCommand({
        Bucket: ref.bucket,
        Key: ref.key,
        ...(ref.versionId === undefined ? {} : { VersionId: ref.versionId }),
      }),
    );
  } catch (cause) {
    const refusal = refusals.get(errorName(cause));
    throw new ObjectReadError(`${uriOf(ref)}: ${refusal?.meaning ?? errorName(cause)}`, {
      cause,
      permanent: refusal?.permanent ?? false,
    });
  }
}

/** The connection may break after the headers: such an error becomes one of ours too, and is worth another try. */
async function* chunksOf(body: AsyncIterable<Uint8Array>, ref: ObjectRef): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (cause) {
    throw new ObjectReadError(`${uriOf(ref)}: broke off: ${errorName(cause)}`, { cause, permanent: false });
  }
}

function isByteStream(body: object): body is AsyncIterable<Uint8Array> {
  return Symbol.asyncIterator in body;
}

function uriOf(ref: ObjectRef): string {
  return `s3://${ref.bucket}/${ref.key}`;
}
