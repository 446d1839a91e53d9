import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { ReadItem } from '#shared/cloudtrail/read-item.ts';
import { defaultReadLimits, type ReadLimits } from '#shared/cloudtrail/read-limits.ts';
import { readStream } from '#shared/cloudtrail/read-stream.ts';
import { inChunks, inShort, recordFields } from './read-fixtures.ts';

const a = JSON.stringify(recordFields({ eventID: 'a' }));
const text = `{"Records":[${a},${JSON.stringify(recordFields({ eventID: 'ü' }))}]}`;
const everyByte = (bytes: Uint8Array): readonly number[] => [...bytes.keys()];

async function readChunks(chunks: AsyncIterable<Uint8Array>, limits?: ReadLimits): Promise<readonly ReadItem[]> {
  const items: ReadItem[] = [];
  for await (const item of readStream(chunks, 'input', limits)) items.push(item);
  return items;
}

describe('an input whole and in chunks of one byte', () => {
  const member = gzipSync(a);
  test.each([
    ['plain', Buffer.from(text), ['record:a', 'record:ü']],
    ['gzip', gzipSync(text), ['record:a', 'record:ü']],
    [
      'gzip in two members',
      Buffer.concat([gzipSync(text.slice(0, 50)), gzipSync(text.slice(50))]),
      ['record:a', 'record:ü'],
    ],
    ['gzip with padding', Buffer.concat([member, Buffer.alloc(9)]), ['record:a']],
    [
      'gzip with text behind it',
      Buffer.concat([member, Buffer.from('xxxx')]),
      ['record:a', `problem:gzip-damaged@${a.length}`],
    ],
    [
      'gzip with padding, then text',
      Buffer.concat([member, Buffer.from('\0\0xx')]),
      ['record:a', `problem:gzip-damaged@${a.length}`],
    ],
    ['gzip without its checksum', member.subarray(0, -8), ['record:a', `problem:gzip-truncated@${a.length}`]],
    ['nothing', Buffer.alloc(0), ['problem:no-content@0']],
    ['the first half of the mark of gzip', Buffer.from([0x1f]), ['problem:not-json@0']],
  ])('%s', async (_name, bytes, expected) => {
    expect(inShort(await readChunks(inChunks(bytes, [])))).toEqual(expected);
    expect(inShort(await readChunks(inChunks(bytes, everyByte(bytes))))).toEqual(expected);
  });
});

test('a small file that unpacks to far more than the limit is left at the limit', async () => {
  const bomb = gzipSync(Buffer.concat([Buffer.from(`[${a},`), Buffer.alloc(50_000_000, 0x30)]));
  const items = await readChunks(inChunks(bomb, [7, 1000]), { ...defaultReadLimits, maxUncompressedBytes: 1_000_000 });
  expect(inShort(items)).toEqual(['record:a', 'problem:too-much-data@1000000']);
});

test('records come before the rest of the input is asked for', async () => {
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`[${a},`);
    throw new Error('asked for more');
  }
  const items = readStream(endless(), 'input');
  expect(await items.next()).toMatchObject({ value: { kind: 'record' } });
  await items.return(undefined);
});

test('the source is closed when the reader stops early', async () => {
  let closed = false;
  async function* source(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield gzipSync(a);
    } finally {
      closed = true;
    }
  }
  for await (const _item of readStream(source(), 'input')) break;
  expect(closed).toBe(true);
});

test.each([
  ['plain', Buffer.from(`[${a},`)],
  ['gzip', gzipSync(a)],
])('an error of the source is thrown on: %s', async (_name, bytes) => {
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield bytes;
    throw new Error('connection lost');
  }
  await expect(readChunks(failing())).rejects.toThrow('connection lost');
});

test('chunks may be overwritten by their owner once taken', async () => {
  async function* reused(): AsyncGenerator<Uint8Array> {
    const buffer = Buffer.alloc(64);
    for (let start = 0; start < a.length; start += 64)
      yield buffer.subarray(0, buffer.write(a.slice(start, start + 64)));
  }
  expect(inShort(await readChunks(reused()))).toEqual(['record:a']);
});
