import { Readable } from 'node:stream';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { sdkStreamMixin } from '@smithy/core/serde';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { createS3ObjectReader } from '#shared/aws/s3-object-reader.ts';
import { ObjectReadError } from '#shared/ports/object-reader.ts';

const client = new S3Client({ region: 'us-east-1' });
const s3 = mockClient(client);
const reader = createS3ObjectReader(client);
const ref = { bucket: 'logs', key: 'AWSLogs/a.json.gz' };

beforeEach(() => s3.reset());

describe('an object that is there', () => {
  test('comes as the bytes that S3 sends', async () => {
    s3.on(GetObjectCommand).resolves({ Body: sdkStreamMixin(Readable.from([Buffer.from('ab'), Buffer.from('c')])) });
    expect(await textOf(await reader.open(ref))).toBe('abc');
  });

  test.each([
    { name: 'without a version', ref, input: { Bucket: 'logs', Key: 'AWSLogs/a.json.gz' } },
    {
      name: 'with a version',
      ref: { ...ref, versionId: 'v1' },
      input: { Bucket: 'logs', Key: 'AWSLogs/a.json.gz', VersionId: 'v1' },
    },
  ])('is asked for $name', async ({ ref, input }) => {
    s3.on(GetObjectCommand).resolves({ Body: sdkStreamMixin(Readable.from([])) });
    await reader.open(ref);
    expect(s3.commandCalls(GetObjectCommand).map((call) => call.args[0].input)).toEqual([input]);
  });
});

describe('an object that cannot be read', () => {
  test.each([
    { name: 'NoSuchKey', permanent: true },
    { name: 'NoSuchVersion', permanent: true },
    { name: 'NoSuchBucket', permanent: true },
    { name: 'AccessDenied', permanent: false },
    { name: 'InvalidObjectState', permanent: false },
    { name: 'SlowDown', permanent: false },
    { name: 'TimeoutError', permanent: false },
    { name: '__proto__', permanent: false },
  ])('$name: permanent $permanent', async ({ name, permanent }) => {
    s3.on(GetObjectCommand).rejects(named(name));
    const error = await errorOf(reader.open(ref));
    expect(error.permanent).toBe(permanent);
  });

  test('is named, with what S3 said as the cause', async () => {
    const cause = named('NoSuchKey');
    s3.on(GetObjectCommand).rejects(cause);
    const error = await errorOf(reader.open(ref));
    expect(error).toMatchObject({ message: 's3://logs/AWSLogs/a.json.gz: there is no such object', cause });
  });

  test('a reply without a body', async () => {
    s3.on(GetObjectCommand).resolves({});
    expect((await errorOf(reader.open(ref))).message).toBe('s3://logs/AWSLogs/a.json.gz: no body');
  });

  test('a connection that breaks halfway is worth another try', async () => {
    const breaking = async function* (): AsyncGenerator<Buffer> {
      yield Buffer.from('ab');
      throw named('ECONNRESET');
    };
    s3.on(GetObjectCommand).resolves({ Body: sdkStreamMixin(Readable.from(breaking())) });
    const error = await errorOf(reader.open(ref).then(textOf));
    expect(error).toMatchObject({ message: 's3://logs/AWSLogs/a.json.gz: broke off: ECONNRESET', permanent: false });
  });
});

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString('utf8');
}

async function errorOf(promise: Promise<unknown>): Promise<ObjectReadError> {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof ObjectReadError) return thrown;
  throw new Error('no ObjectReadError was thrown', { cause: thrown });
}

function named(name: string): Error {
  return Object.assign(new Error(`S3 says ${name}`), { name });
}
