import { expect, it } from 'vitest';
import type { PlaybookSettings } from '#shared/model/response-settings.ts';
import type { Target } from '#shared/model/target.ts';
import type { Cloud } from '#shared/ports/cloud/cloud.ts';
import type { Playbook } from '#shared/respond/playbook.ts';
import { s3AccessBlock } from '#shared/respond/playbooks/s3-access-block.ts';
import { s3PublicAcl } from '#shared/respond/playbooks/s3-public-acl.ts';
import { s3PublicPolicy } from '#shared/respond/playbooks/s3-public-policy.ts';
import { checkPermissions } from '../fake-cloud/check-playbook.ts';
import type { Case } from '../fake-cloud/run-faults.ts';
import { filesBucket, makeS3, off, on, wholeAccount } from './s3-helpers.ts';

const toAll = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' };
const toOne = { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 's3:GetObject', Resource: '*' };
const policy = JSON.stringify({ Statement: [toAll] });
const acl = {
  ownerId: 'owner',
  grants: [{ grantee: { type: 'Group', uri: 'http://acs.amazonaws.com/groups/global/AllUsers' }, permission: 'READ' }],
} as const;
const previous = { kind: 'set', block: on } as const;
const remove: PlaybookSettings = { mode: 'apply' };
const block: PlaybookSettings = { mode: 'apply', close: 'block' };

/** Every way that a playbook can go. */
const ways: readonly (readonly [Playbook, readonly (readonly [Target, PlaybookSettings, () => Cloud])[]])[] = [
  [
    s3PublicPolicy,
    [
      [filesBucket, remove, () => makeS3({ policy }).cloud],
      [filesBucket, remove, () => makeS3({ policy: JSON.stringify({ Statement: [toOne, toAll] }) }).cloud],
      [filesBucket, block, () => makeS3({ policy }).cloud],
      [filesBucket, block, () => makeS3({ policy, block: off }).cloud],
    ],
  ],
  [
    s3PublicAcl,
    [
      [filesBucket, remove, () => makeS3({ acl }).cloud],
      [filesBucket, block, () => makeS3({ acl }).cloud],
    ],
  ],
  [
    s3AccessBlock,
    [
      [filesBucket, remove, () => makeS3({}, { previous }).cloud],
      [wholeAccount, remove, () => makeS3({}, { previous }).cloud],
    ],
  ],
];

it.each(ways.map(([playbook, trials]) => [playbook.id, playbook, trials] as const))(
  '%s asks for exactly the permissions that it declares',
  async (_, playbook, trials) => {
    await checkPermissions(
      playbook,
      trials.map(([target, settings, makeCloud]): Case => ({ playbook, target, settings, makeCloud })),
    );
  },
);

it('declares its permissions in order, each once', () => {
  for (const [{ permissions }] of ways) {
    for (const list of Object.values(permissions)) expect([...new Set(list)].sort()).toEqual(list);
  }
});
