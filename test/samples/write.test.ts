import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { folderHoldsLogs, writeObjects } from '../../samples/generator/write.ts';

const objects = Array.from({ length: 20 }, (_, index) => ({
  key: `AWSLogs/123456789012/CloudTrail/${index}.json.gz`,
  text: `{"Records":[${index}]}`,
  recordCount: 1,
}));
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samples-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

test('every object is written under its key, compressed', async () => {
  await writeObjects(objects, folder);
  const texts = await Promise.all(
    objects.map(async ({ key }) => gunzipSync(await readFile(join(folder, key))).toString()),
  );
  expect(texts).toEqual(objects.map(({ text }) => text));
});

test('files, records and bytes are counted', async () => {
  const sizes = async (): Promise<readonly number[]> =>
    Promise.all(objects.map(async ({ key }) => (await readFile(join(folder, key))).length));
  const written = await writeObjects(objects, folder);
  const sizeBytes = (await sizes()).reduce((sum, size) => sum + size, 0);
  expect(written).toEqual({ files: 20, records: 20, sizeBytes });
});

test('the gzip header carries neither a time nor an operating system', async () => {
  await writeObjects(objects.slice(0, 1), folder);
  const header = (await readFile(join(folder, objects[0]?.key ?? ''))).subarray(0, 10);
  expect([...header.subarray(4, 8), header[9]]).toEqual([0, 0, 0, 0, 255]);
});

test('a folder that holds logs is told from one that does not', async () => {
  expect(await folderHoldsLogs(folder)).toBe(false);
  await writeObjects(objects.slice(0, 1), folder);
  expect(await folderHoldsLogs(folder)).toBe(true);
});
