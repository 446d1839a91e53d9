import { expect, test } from 'vitest';
import { deriveTrail } from '#shared/enrich/trail/derive-trail.ts';
import type { Json, JsonObject } from '#shared/model/json.ts';
import { call } from '../record.ts';

const weakened = (key: string, parameters: JsonObject | null): boolean | undefined =>
  deriveTrail(call(`cloudtrail:${key}`, parameters))?.weakened;

test.each<readonly [name: string, parameters: JsonObject | null, expected: boolean | undefined]>([
  ['everything on', { isMultiRegionTrail: true, enableLogFileValidation: true, kmsKeyId: '' }, false],
  ['a new bucket', { s3BucketName: 'logs.example.com' }, false],
  ['one region only', { isMultiRegionTrail: false }, true],
  ['no global services', { includeGlobalServiceEvents: false }, true],
  ['no validation, as text', { enableLogFileValidation: 'false' }, true],
  ['a refused call without parameters', null, undefined],
])('UpdateTrail: %s', (_, parameters, expected) => {
  expect(weakened('UpdateTrail', parameters)).toBe(expected);
});

const basic = (...eventSelectors: readonly Json[]): JsonObject => ({ eventSelectors });
test.each<readonly [name: string, parameters: JsonObject, expected: boolean]>([
  [
    'everything',
    basic({ readWriteType: 'All', includeManagementEvents: true, excludeManagementEventSources: [] }),
    false,
  ],
  ['the defaults', basic({}), false],
  ['no management records', basic({ readWriteType: 'All', includeManagementEvents: false }), true],
  ['reads only', basic({ readWriteType: 'ReadOnly', includeManagementEvents: true }), true],
  ['reads and writes apart', basic({ readWriteType: 'ReadOnly' }, { readWriteType: 'WriteOnly' }), false],
  ['a service left out', basic({ excludeManagementEventSources: ['kms.amazonaws.com'] }), true],
  ['one of two selectors with everything', basic({ includeManagementEvents: false }, {}), false],
  ['no selectors', basic(), true],
])('PutEventSelectors: %s', (_, parameters, expected) => {
  expect(weakened('PutEventSelectors', parameters)).toBe(expected);
});

const management: JsonObject = { field: 'eventCategory', equals: ['Management'] };
const advanced = (...fields: readonly (readonly Json[])[]): JsonObject => ({
  advancedEventSelectors: fields.map((fieldSelectors) => ({ fieldSelectors })),
});
test.each<readonly [name: string, parameters: JsonObject, expected: boolean]>([
  ['management', advanced([management]), false],
  ['data only', advanced([{ field: 'eventCategory', equals: ['Data'] }]), true],
  ['writes only', advanced([management, { field: 'readOnly', equals: ['false'] }]), true],
  [
    'reads and writes apart',
    advanced(
      [management, { field: 'readOnly', equals: ['false'] }],
      [management, { field: 'readOnly', equals: ['true'] }],
    ),
    false,
  ],
  ['a service left out', advanced([management, { field: 'eventSource', notEquals: ['kms.amazonaws.com'] }]), true],
])('PutEventSelectors, advanced: %s', (_, parameters, expected) => {
  expect(weakened('PutEventSelectors', parameters)).toBe(expected);
});

test('other calls have no such fact', () => {
  expect(weakened('StopLogging', { name: 'main' })).toBeUndefined();
});
