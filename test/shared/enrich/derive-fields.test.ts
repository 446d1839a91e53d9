import { expect, test } from 'vitest';
import { deriveFields } from '#shared/enrich/derive-fields.ts';
import { call } from './record.ts';

test('a group is kept once it is computed', () => {
  const fields = deriveFields(call('iam:CreateAccessKey', { userName: 'bob' }));
  expect(fields.accessKey).toBe(fields.accessKey);
});

test('nothing is computed before it is read', () => {
  const record = call('s3:ListBuckets', null);
  const unreadable = Object.defineProperty({ ...record }, 'fields', {
    get: () => {
      throw new Error('read');
    },
  });
  expect(() => deriveFields(unreadable)).not.toThrow();
});

test('groups that do not apply read as undefined', () => {
  expect(JSON.parse(JSON.stringify(deriveFields(call('s3:ListBuckets', null))))).toEqual({
    actor: { kind: 'unknown' },
    call: { succeeded: true, denied: false, api: 'ListBuckets' },
    resources: [],
  });
});
