import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '#shared/model/json.ts';
import { type DeliveryOptions, generateAccountWeek } from '../../samples/generator/deliver.ts';
import type { LogObject } from '../../samples/generator/log-file.ts';
import { defaults } from '../../samples/generator/options.ts';

const committedFolder = fileURLToPath(new URL('../../samples/account-week/', import.meta.url));
const small: DeliveryOptions = { ...defaults, records: 600 };
const sample: readonly LogObject[] = [...generateAccountWeek(defaults)];
const sampleRecords: readonly JsonObject[] = recordsOf(sample);

describe('the generator', () => {
  test('makes the same objects from the same seed', () => {
    expect([...generateAccountWeek(small)]).toEqual([...generateAccountWeek(small)]);
  });

  test('makes other records from another seed', () => {
    const ids = new Set(eventIDs(recordsOf(generateAccountWeek(small))));
    const others = eventIDs(recordsOf(generateAccountWeek({ ...small, seed: 2 })));
    expect(others.filter((id) => ids.has(id))).toEqual([]);
  });

  test.each<[string, DeliveryOptions]>([
    ['a week', small],
    ['a week without the intrusion', { ...small, intrusion: false }],
    ['a day', { ...small, intrusion: false, days: 1 }],
    ['one record', { ...small, intrusion: false, days: 1, records: 1 }],
    ['two weeks', { ...small, days: 14, records: 2500 }],
    ['one record a file', { ...small, recordsPerFile: 1 }],
    ['more records than the sample', { ...small, records: 6000, recordsPerFile: 100 }],
  ])('makes as many distinct records as asked for: %s', (_name, options) => {
    expect(new Set(eventIDs(recordsOf(generateAccountWeek(options)))).size).toBe(options.records);
  });

  test('puts at most the asked number of records into a file', () => {
    const counts = [...generateAccountWeek({ ...small, recordsPerFile: 40 })].map(({ recordCount }) => recordCount);
    expect(Math.max(...counts)).toBe(40);
  });

  test('tells the same intrusion among few records and among many', () => {
    const [few, many] = [600, 1500].map((records) =>
      recordsOf(generateAccountWeek({ ...small, records }))
        .filter(isIntruders)
        .sort(byEventID),
    );
    expect(few).toEqual(many);
    expect(few?.length).toBeGreaterThan(80);
  });

  test('leaves the intrusion out when told to', () => {
    const quiet = recordsOf(generateAccountWeek({ ...small, intrusion: false }));
    expect(quiet.filter(isIntruders)).toEqual([]);
  });
});

describe('the sample', () => {
  test('is committed as the generator makes it', () => {
    // Compared uncompressed: zlib's output may differ between versions of Node.
    const committed = readdirSync(committedFolder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.json.gz'))
      .map((path) => [path.replaceAll(sep, '/'), gunzipSync(readFileSync(join(committedFolder, path))).toString()]);
    expect(Object.fromEntries(committed)).toEqual(Object.fromEntries(sample.map(({ key, text }) => [key, text])));
  });

  test('delivers one record twice, in two files and unchanged', () => {
    const ids = eventIDs(sampleRecords);
    const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
    expect(repeated).toHaveLength(1);
    const carriers = sample.filter(({ text }) => text.includes(`"eventID":"${repeated[0]}"`));
    expect(carriers).toHaveLength(2);
    const [first, second] = sampleRecords.filter((record) => record['eventID'] === repeated[0]);
    expect(first).toEqual(second);
  });

  test('has only records with an identity and the members of event version 1.11', () => {
    const required = ['eventVersion', 'userIdentity', 'eventTime', 'eventSource', 'eventName', 'awsRegion', 'eventID'];
    const odd = sampleRecords.filter((record) => required.some((member) => record[member] === undefined));
    expect(odd).toEqual([]);
    expect(eventIDs(sampleRecords).filter((id) => !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))).toEqual(
      [],
    );
  });

  test('comes from documentation addresses and AWS services only', () => {
    const sources = new Set(sampleRecords.map((record) => String(record['sourceIPAddress'])));
    const allowed = /^(?:192\.0\.2\.\d+|198\.51\.100\.\d+|2001:db8:[0-9a-f:]+|[a-z.]+\.amazonaws\.com)$/;
    expect([...sources].filter((source) => !allowed.test(source))).toEqual([]);
  });

  test('names no other address anywhere', () => {
    const found = sample.flatMap(({ text }) => text.match(/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g) ?? []);
    expect(found.filter((address) => !/^(?:192\.0\.2\.|198\.51\.100\.|0\.0\.0\.0$)/.test(address))).toEqual([]);
  });

  test('names no other account anywhere', () => {
    const named = sample.flatMap(({ text }) => [
      ...text.matchAll(/"(?:accountId|recipientAccountId|ownerId|registryId|awsAccountId|groupOwnerId)":"([^"]*)"/g),
      ...text.matchAll(/arn:aws:[^:"]*:[^:"]*:(\d+):/g),
    ]);
    expect(new Set(named.map(([, account]) => account))).toEqual(new Set(['123456789012', '111122223333']));
  });

  test('names only access keys that are plainly examples', () => {
    const keys = sample.flatMap(({ text }) => text.match(/\bA[KS]IA[A-Z0-9]+/g) ?? []);
    expect(keys.filter((key) => !/^A[KS]IA[A-Z2-7]{9}EXAMPLE$/.test(key))).toEqual([]);
  });

  test('is in order neither inside nor across files', () => {
    const home = sample.filter(({ key }) => key.includes('/CloudTrail/eu-central-1/')).map((file) => timesOf(file));
    expect(home.filter((times) => times.some((time, index) => time < (times[index - 1] ?? '')))).not.toEqual([]);
    const newestSoFar = home.map((times) => times.toSorted().at(-1) ?? '');
    const late = home.slice(1).filter((times, index) => times.some((time) => time < (newestSoFar[index] ?? '')));
    expect(late).not.toEqual([]);
  });

  test('is delivered after it happened', () => {
    const early = sample.filter(({ key, text }) => {
      const delivered = key.match(/_(\d{8}T\d{4})Z_/)?.[1] ?? '';
      const newest = timesOf({ text }).toSorted().at(-1) ?? '';
      return newest.replaceAll(/[-:]/g, '').slice(0, 13) > delivered;
    });
    expect(early.map(({ key }) => key).filter((key) => !key.includes('Digest'))).toEqual([]);
  });

  test('has a digest with the hashes of the files that it lists', () => {
    const digest = sample.find(({ key }) => key.includes('/CloudTrail-Digest/'));
    const { logFiles } = JSON.parse(digest?.text ?? '') as { logFiles: { s3Object: string; hashValue: string }[] };
    const hashes = sample.map(({ key, text }) => [key, createHash('sha256').update(text).digest('hex')]);
    expect(logFiles).not.toEqual([]);
    expect(logFiles.map(({ s3Object, hashValue }) => [s3Object, hashValue])).toEqual(
      hashes.filter(([key]) => logFiles.some(({ s3Object }) => s3Object === key)),
    );
  });
});

function recordsOf(objects: Iterable<LogObject>): readonly JsonObject[] {
  return [...objects].flatMap(({ text }) => {
    const { Records } = JSON.parse(text) as { readonly Records?: readonly Json[] };
    return (Records ?? []).filter(isJsonObject);
  });
}

function timesOf({ text }: Pick<LogObject, 'text'>): readonly string[] {
  return [...text.matchAll(/"eventTime":"([^"]+)"/g)].map(([, time]) => time ?? '');
}

function eventIDs(records: readonly JsonObject[]): readonly string[] {
  return records.map((record) => String(record['eventID']));
}

function isIntruders(record: JsonObject): boolean {
  const source = String(record['sourceIPAddress']);
  return source === '198.51.100.23' || source.startsWith('2001:db8:51:');
}

function byEventID(first: JsonObject, second: JsonObject): number {
  return String(first['eventID']).localeCompare(String(second['eventID']));
}
