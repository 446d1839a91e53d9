import { expect, test } from 'vitest';
import { deriveAccessBlock } from '#shared/enrich/access-block.ts';
import type { JsonObject } from '#shared/model/json.ts';
import { call } from './record.ts';

const allOn = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
const { RestrictPublicBuckets: _omitted, ...threeOn } = allOn;
const put = (configuration: JsonObject): JsonObject => ({ PublicAccessBlockConfiguration: configuration });

test.each<readonly [name: string, key: string, parameters: JsonObject | null, weakened: boolean | undefined]>([
  ['all on', 's3:PutBucketPublicAccessBlock', put(allOn), false],
  ['all on, as text', 's3:PutAccountPublicAccessBlock', put({ ...threeOn, RestrictPublicBuckets: 'TRUE' }), false],
  ['one off', 's3:PutBucketPublicAccessBlock', put({ ...allOn, BlockPublicPolicy: false }), true],
  ['one off, as text', 's3:PutBucketPublicAccessBlock', put({ ...allOn, BlockPublicAcls: 'false' }), true],
  ['one left out', 's3:PutAccountPublicAccessBlock', put(threeOn), true],
  ['a refused call without parameters', 's3:PutBucketPublicAccessBlock', null, undefined],
  ['removed from a bucket', 's3:DeleteBucketPublicAccessBlock', { bucketName: 'logs.example.com' }, true],
  ['removed from the account', 's3:DeleteAccountPublicAccessBlock', null, true],
  ['another call', 's3:GetBucketPublicAccessBlock', put({}), undefined],
])('%s', (_, key, parameters, weakened) => {
  expect(deriveAccessBlock(call(key, parameters))?.weakened).toBe(weakened);
});
