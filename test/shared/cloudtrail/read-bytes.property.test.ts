import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { JsonSplitter } from '#shared/cloudtrail/json-splitter.ts';
import { readBytes } from '#shared/cloudtrail/read-bytes.ts';
import type { ReadItem } from '#shared/cloudtrail/read-item.ts';
import { defaultReadLimits } from '#shared/cloudtrail/read-limits.ts';
import { readStream } from '#shared/cloudtrail/read-stream.ts';
import { readValue } from '#shared/cloudtrail/read-value.ts';
import type { Json } from '#shared/model/json.ts';
import { inChunks, inShort, recordFields } from './read-fixtures.ts';

/** Small limits, so that they are met. */
const limits = { maxUncompressedBytes: 4000, maxValueBytes: 700, maxDepth: 8 };

const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;
const record = fc.record({ eventID: fc.uuid(), errorMessage: fc.string({ unit: 'binary' }) }).map(recordFields);
const element = fc.oneof(record, json);
/** Documents such as the reader meets, whole ones. */
const text = fc.oneof(
  fc.array(element).map((Records) => JSON.stringify({ Records })),
  fc.array(element).map((Records) => JSON.stringify({ before: { Records: 1 }, Records, after: [] }, undefined, 1)),
  fc.array(element).map((elements) => elements.map((one) => JSON.stringify(one)).join('\n')),
  json.map((value) => JSON.stringify(value)),
  fc.string({ unit: fc.constantFrom(...'{}[]",:\\ \nRecords'), maxLength: 40 }),
);
/** Documents as they are, cut short, or with some bytes of their own. */
const bytes = fc.oneof(
  text.map((whole): Uint8Array => Buffer.from(whole)),
  fc.tuple(text, fc.nat()).map(([whole, at]): Uint8Array => Buffer.from(whole).subarray(0, at % (whole.length + 1))),
  fc
    .tuple(text, fc.nat(), fc.uint8Array({ maxLength: 5 }))
    .map(
      ([whole, at, odd]): Uint8Array =>
        Buffer.concat([Buffer.from(whole.slice(at % (whole.length + 1))), odd, Buffer.from(whole)]),
    ),
  fc.uint8Array(),
);
const packed = fc.oneof(
  bytes,
  bytes.map((plain): Uint8Array => gzipSync(plain)),
  fc.tuple(bytes, fc.nat()).map(([plain, at]): Uint8Array => {
    const gzip = gzipSync(plain);
    return gzip.subarray(0, at % gzip.length);
  }),
  fc.tuple(bytes, fc.nat(), fc.nat(255)).map(([plain, at, byte]): Uint8Array => {
    const gzip = gzipSync(plain);
    gzip.writeUInt8(byte, at % gzip.length);
    return gzip;
  }),
  fc.tuple(bytes, fc.uint8Array()).map(([plain, rest]): Uint8Array => Buffer.concat([gzipSync(plain), rest])),
);

async function readInChunks(input: Uint8Array, cuts: readonly number[]): Promise<readonly ReadItem[]> {
  const items: ReadItem[] = [];
  const positions = cuts.map((cut) => cut % (input.length + 1));
  for await (const item of readStream(inChunks(input, positions), 'input', limits)) items.push(item);
  return items;
}

test('where an input is cut into chunks makes no difference', async () => {
  await fc.assert(
    fc.asyncProperty(packed, fc.array(fc.nat(), { maxLength: 30 }), async (input, cuts) => {
      expect(await readInChunks(input, cuts)).toEqual([...readBytes(input, 'input', limits)]);
    }),
    { numRuns: 1000 },
  );
});

test('no bytes make the reader throw or say nothing', () => {
  fc.assert(
    fc.property(packed, (input) => {
      expect([...readBytes(input, 'input', limits)].length).toBeGreaterThan(0);
    }),
    { numRuns: 1000 },
  );
});

test('flipped bits in gzip never throw, and never change the records before them', () => {
  fc.assert(
    fc.property(
      fc.array(record, { minLength: 1, maxLength: 5 }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (records, at, flip) => {
        const whole = inShort(readBytes(Buffer.from(JSON.stringify(records)), 'input'));
        const gzip = gzipSync(JSON.stringify(records), { level: 0 });
        const position = 10 + (at % (gzip.length - 10));
        gzip.writeUInt8(gzip.readUInt8(position) ^ flip, position);
        // Five bytes of block header follow the ten of the file; the text lies bare behind them.
        const before = [
          ...readBytes(Buffer.from(JSON.stringify(records)).subarray(0, Math.max(0, position - 15)), 'input'),
        ];
        const safe = inShort(before).filter((item) => item.startsWith('record'));
        expect(inShort(readBytes(gzip, 'input')).slice(0, safe.length)).toEqual(whole.slice(0, safe.length));
      },
    ),
  );
});

test('any JSON value reads the same parsed and as text', () => {
  fc.assert(
    fc.property(
      fc.oneof(json, record, fc.array(element), fc.record({ Records: fc.array(element), Events: json })),
      (value) => {
        const fromText = readBytes(Buffer.from(JSON.stringify(value)), 'input');
        const withoutOffset = (item: string): string => item.replace(/@\d+$/, '');
        expect(inShort(fromText).map(withoutOffset)).toEqual(inShort(readValue(value, 'input')));
      },
    ),
    { numRuns: 500 },
  );
});

test('the splitter gives back every element of a list, exactly', () => {
  fc.assert(
    fc.property(fc.array(json), fc.constantFrom(undefined, 2, '\t'), (elements, space) => {
      const document = Buffer.from(JSON.stringify({ Records: elements }, undefined, space));
      const splitter = new JsonSplitter(defaultReadLimits);
      const values = [...splitter.push(document)].filter(({ kind }) => kind === 'value');
      expect(values.map((split) => JSON.parse(Buffer.from(split.bytes).toString()))).toEqual(
        JSON.parse(JSON.stringify(elements)),
      );
      expect(splitter.end()).toBeUndefined();
    }),
  );
});
