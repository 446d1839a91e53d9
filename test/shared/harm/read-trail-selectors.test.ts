import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coversManagement } from '#shared/harm/covers-management.ts';
import { readTrailSelectors } from '#shared/harm/read-trail-selectors.ts';
import type { Json } from '#shared/model/json.ts';

const everything = {
  readWriteType: 'All',
  includeManagementEvents: true,
  excludeManagementEventSources: [],
  dataResources: [],
};

test.each<readonly [name: string, parameters: Json, expected: ReturnType<typeof readTrailSelectors>]>([
  ['nothing', null, { kind: 'basic', selectors: [] }],
  ['defaults', { eventSelectors: [{}] }, { kind: 'basic', selectors: [everything] }],
  [
    'values of the wrong type',
    {
      eventSelectors: [
        { readWriteType: 7, includeManagementEvents: 'false', dataResources: [3, { values: [null, 'a'] }] },
      ],
    },
    {
      kind: 'basic',
      selectors: [
        {
          ...everything,
          includeManagementEvents: false,
          dataResources: [
            { type: '', values: [] },
            { type: '', values: ['a'] },
          ],
        },
      ],
    },
  ],
  [
    'advanced ones, which count alone',
    {
      eventSelectors: [],
      advancedEventSelectors: [
        { name: 'All', fieldSelectors: [{ field: 'readOnly', equals: [true], notEquals: [], anything: ['x'] }] },
      ],
    },
    { kind: 'advanced', selectors: [{ name: 'All', fieldSelectors: [{ field: 'readOnly', equals: ['true'] }] }] },
  ],
])('reads %s', (_, parameters, expected) => {
  expect(readTrailSelectors(parameters)).toEqual(expected);
});

test('reads and judges any JSON', () => {
  const lists = fc.record(
    { eventSelectors: fc.jsonValue(), advancedEventSelectors: fc.jsonValue() },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), lists), (parameters) => {
      const selectors = readTrailSelectors(parameters as Json);
      expect(typeof coversManagement(selectors)).toBe('boolean');
    }),
  );
});
