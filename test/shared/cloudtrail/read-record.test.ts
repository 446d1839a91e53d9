import { describe, expect, test } from 'vitest';
import { readRecord } from '#shared/cloudtrail/read-record.ts';
import type { JsonObject } from '#shared/model/json.ts';
import { recordFields } from './read-fixtures.ts';

function without(...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(recordFields()).filter(([key]) => !keys.includes(key)));
}

test('a usual record keeps its fields as they are', () => {
  const fields = recordFields();
  const record = readRecord(fields);
  expect(record).toEqual({
    eventID: 'c0ffee00-0000-4000-8000-000000000002',
    eventTimeMs: Date.UTC(2026, 2, 2, 10, 15),
    eventName: 'StopLogging',
    eventSource: 'cloudtrail.amazonaws.com',
    awsRegion: 'eu-central-1',
    accountId: '123456789012',
    fields,
  });
  expect(record?.fields).toBe(fields);
});

describe('odd records are records, with what they have', () => {
  test.each([
    ['no identity', without('userIdentity'), { accountId: '123456789012' }],
    ['an identity of null', recordFields({ userIdentity: null }), { accountId: '123456789012' }],
    ['an identity that says nothing', recordFields({ userIdentity: {} }), { eventName: 'StopLogging' }],
    [
      'an identity that is text',
      recordFields({ userIdentity: 'root', recipientAccountId: null }),
      { accountId: undefined },
    ],
    ['no recipientAccountId', without('recipientAccountId'), { accountId: '123456789012' }],
    ['an account id of any shape', recordFields({ recipientAccountId: 'XXXXXXXXXXX' }), { accountId: 'XXXXXXXXXXX' }],
    ['a region that does not exist', recordFields({ awsRegion: 'us-north-2r' }), { awsRegion: 'us-north-2r' }],
    ['no time', without('eventTime'), { eventTimeMs: undefined }],
    ['a time that is none', recordFields({ eventTime: '...' }), { eventTimeMs: undefined }],
    ['a time that is a number', recordFields({ eventTime: 1772446500 }), { eventTimeMs: undefined }],
    [
      'a source address that is a service',
      recordFields({ sourceIPAddress: 'AWS Internal' }),
      { eventName: 'StopLogging' },
    ],
    ['a source address that is empty', recordFields({ sourceIPAddress: '' }), { eventName: 'StopLogging' }],
    ['resources of null', recordFields({ resources: null }), { eventName: 'StopLogging' }],
    [
      'a parameter that other calls write as a boolean',
      recordFields({ requestParameters: { disableApiTermination: { value: true } } }),
      { eventName: 'StopLogging' },
    ],
    [
      'sessionCredentialFromConsole as a boolean',
      recordFields({ sessionCredentialFromConsole: true }),
      { eventName: 'StopLogging' },
    ],
    ['switches as text', recordFields({ readOnly: 'false', managementEvent: 'true' }), { eventName: 'StopLogging' }],
    ['an error message without a code', recordFields({ errorMessage: 'Failed' }), { eventName: 'StopLogging' }],
    ['eventName alone', { eventName: 'StopLogging' }, { eventName: 'StopLogging', eventSource: undefined }],
    [
      'eventSource and eventType alone',
      { eventSource: 'x.amazonaws.com', eventType: 'AwsServiceEvent' },
      { eventName: undefined },
    ],
    [
      'network activity',
      recordFields({ eventType: 'AwsVpceEvent', eventCategory: 'NetworkActivity' }),
      { eventName: 'StopLogging' },
    ],
    [
      'an Insights record of a trail',
      { eventID: 'i', insightDetails: { state: 'Start', eventName: 'RunInstances' } },
      { eventID: 'i', eventName: undefined },
    ],
    ['an Insights record of an event data store', { eventID: 'i', insightContext: {} }, { eventID: 'i' }],
  ])('%s', (_name, fields: JsonObject, expected) => {
    expect(readRecord(fields)).toMatchObject({ ...expected, fields });
  });

  test('an aggregated event is read by its own names', () => {
    const fields = {
      eventVersion: '1.0',
      accountId: '111122223333',
      eventId: 'aggregated-1',
      eventCategory: 'Aggregated',
      eventType: 'AwsAggregatedEvent',
      awsRegion: 'eu-central-1',
      eventSource: 's3.amazonaws.com',
      timeWindow: { windowStart: '2026-03-02T10:15:00Z', windowEnd: '2026-03-02T10:20:00Z', windowSize: 'PT5M' },
      summary: { primaryDimension: { dimension: 'eventName', statistics: [{ name: 'GetObject', value: 90 }] } },
    };
    expect(readRecord(fields)).toEqual({
      eventID: 'aggregated-1',
      eventTimeMs: Date.UTC(2026, 2, 2, 10, 15),
      eventName: undefined,
      eventSource: 's3.amazonaws.com',
      awsRegion: 'eu-central-1',
      accountId: '111122223333',
      fields,
    });
  });
});

describe('repairs', () => {
  test.each([
    [
      'lower case',
      { eventname: 'A', useridentity: { type: 'Root' } },
      { eventName: 'A', userIdentity: { type: 'Root' } },
    ],
    ['upper case', { EVENTNAME: 'A', SOURCEIPADDRESS: '192.0.2.1' }, { eventName: 'A', sourceIPAddress: '192.0.2.1' }],
    ['the right name is there too', { eventName: 'A', eventname: 'B' }, { eventName: 'A', eventname: 'B' }],
    ['two wrong names for one', { EventName: 'A', eventname: 'B' }, { eventName: 'A', eventname: 'B' }],
    ['names that CloudTrail does not use', { eventName: 'A', myField: 1 }, { eventName: 'A', myField: 1 }],
    [
      'names below the top level',
      { eventName: 'A', requestParameters: { eventname: 'B' } },
      { eventName: 'A', requestParameters: { eventname: 'B' } },
    ],
    ['@timestamp for eventTime', { eventName: 'A', '@timestamp': 'T' }, { eventName: 'A', eventTime: 'T' }],
    [
      '@timestamp beside eventTime',
      { eventName: 'A', eventTime: 'T', '@timestamp': 'U' },
      { eventName: 'A', eventTime: 'T', '@timestamp': 'U' },
    ],
    [
      '"null" for null',
      { eventName: 'A', requestParameters: 'null', resources: 'null' },
      { eventName: 'A', requestParameters: null, resources: null },
    ],
    ['"null" where text belongs', { eventName: 'A', userAgent: 'null' }, { eventName: 'A', userAgent: 'null' }],
  ])('%s', (_name, fields: JsonObject, expected) => {
    expect(readRecord(fields)?.fields).toEqual(expected);
  });
});

describe('a record without an eventID', () => {
  test.each([
    ['missing', without('eventID')],
    ['empty', recordFields({ eventID: '' })],
    ['null', recordFields({ eventID: null })],
  ])('%s: a hash of its content names it', (_name, fields) => {
    expect(readRecord(fields)?.eventID).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test('the order of members makes no difference', () => {
    const reversed = Object.fromEntries(Object.entries(without('eventID')).reverse());
    expect(readRecord(reversed)?.eventID).toBe(readRecord(without('eventID'))?.eventID);
  });

  test('another content has another name', () => {
    const other = { ...without('eventID'), requestParameters: { name: 'other' } };
    expect(readRecord(other)?.eventID).not.toBe(readRecord(without('eventID'))?.eventID);
  });
});

test.each([
  ['nothing', {}],
  ['an empty eventName', { eventName: '' }],
  ['an eventName that is no text', { eventName: 5 }],
  ['eventSource alone', { eventSource: 's3.amazonaws.com' }],
  ['other members', { id: 1, name: 'x' }],
])('not a record: %s', (_name, fields: JsonObject) => {
  expect(readRecord(fields)).toBeUndefined();
});
