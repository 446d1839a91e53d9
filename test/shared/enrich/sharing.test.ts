import { expect, test } from 'vitest';
import { deriveSharing } from '#shared/enrich/sharing.ts';
import type { SharingFacts } from '#shared/model/derived.ts';
import type { JsonObject } from '#shared/model/json.ts';
import { call } from './record.ts';

const none: SharingFacts = { public: false, accounts: [] };

test.each<readonly [name: string, key: string, parameters: JsonObject | null, expected: SharingFacts | undefined]>([
  [
    'a snapshot with everyone',
    'ec2:ModifySnapshotAttribute',
    { createVolumePermission: { add: { items: [{ group: 'all' }] } } },
    { public: true, accounts: [] },
  ],
  [
    'a snapshot with two accounts, one twice',
    'ec2:ModifySnapshotAttribute',
    {
      createVolumePermission: {
        add: { items: [{ userId: '123456789012' }, { userId: '111122223333' }, { userId: '111122223333' }] },
      },
    },
    { public: false, accounts: ['111122223333', '123456789012'] },
  ],
  [
    'a share taken back',
    'ec2:ModifySnapshotAttribute',
    { createVolumePermission: { remove: { items: [{ group: 'all' }] } } },
    none,
  ],
  [
    'an image with everyone',
    'ec2:ModifyImageAttribute',
    { launchPermission: { add: { items: { group: 'all' } } } },
    { public: true, accounts: [] },
  ],
  ['a description of an image', 'ec2:ModifyImageAttribute', { description: { value: 'all' } }, none],
  [
    'a database snapshot with everyone and an account',
    'rds:ModifyDBSnapshotAttribute',
    { attributeName: 'restore', valuesToAdd: ['all', '111122223333'] },
    { public: true, accounts: ['111122223333'] },
  ],
  [
    'a cluster snapshot with an account',
    'rds:ModifyDBClusterSnapshotAttribute',
    { valuesToAdd: '111122223333' },
    { public: false, accounts: ['111122223333'] },
  ],
  ['a refused call without parameters', 'ec2:ModifySnapshotAttribute', null, undefined],
  ['another call', 'ec2:ResetSnapshotAttribute', {}, undefined],
])('%s', (_, key, parameters, expected) => {
  expect(deriveSharing(call(key, parameters))).toEqual(expected);
});
