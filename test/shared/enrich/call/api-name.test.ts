import { expect, test } from 'vitest';
import { apiName } from '#shared/enrich/call/api-name.ts';

test.each([
  ['AddPermission20150331v2', 'AddPermission'],
  ['ListFunctions20150331', 'ListFunctions'],
  ['AddLayerVersionPermission20181031', 'AddLayerVersionPermission'],
  ['CreateDistribution2020_05_31', 'CreateDistribution'],
  ['PutBucketPolicy', 'PutBucketPolicy'],
  ['Invoke20150331v2Async', 'Invoke20150331v2Async'],
  ['20150331', '20150331'],
  ['', ''],
])('%s reads %s', (eventName, expected) => {
  expect(apiName(eventName)).toBe(expected);
});
