import { expect, test } from 'vitest';
import type { Target } from '#shared/model/target.ts';
import type { Cloud } from '#shared/ports/cloud/cloud.ts';
import { type CarriedOut, carryOut } from '#shared/respond/carry-out.ts';
import { iamAccessKey } from '#shared/respond/playbooks/iam-access-key.ts';
import { createFakeCloud } from './fake-cloud/fake-cloud.ts';

const accessKeyId = 'AKIAIOSFODNN7EXAMPLE';
const target: Target = {
  accountId: '123456789012',
  region: 'us-east-1',
  subject: { kind: 'access-key', userName: 'deploy', accessKeyId },
  eventID: 'e1',
};
const inactivated = { target, from: { isActive: { [accessKeyId]: true } }, to: { isActive: { [accessKeyId]: false } } };

/** A cloud in which a change shows only after some reads. */
function createLateCloud(shownAfterReads: number, rereadAfterMs: readonly number[]): Cloud {
  let readsSinceChange = Number.NaN;
  const accessKeys = {
    getKeys: async () => {
      readsSinceChange += 1;
      return [{ accessKeyId, isActive: !(readsSinceChange > shownAfterReads) }];
    },
    setActive: async () => {
      readsSinceChange = 0;
    },
    getPolicies: async () => [],
    getTags: async () => ({}),
  };
  return Object.assign(createFakeCloud({ accessKeys }), { rereadAfterMs });
}

test.each<readonly [shownAfterReads: number, pauses: readonly number[], expected: Partial<CarriedOut>]>([
  [0, [], { kind: 'done' }],
  [2, [0, 0, 0], { kind: 'done' }],
  [3, [0, 0, 0], { kind: 'done' }],
  [4, [0, 0, 0], { kind: 'failed', state: 'unknown' }],
  [1, [], { kind: 'failed', state: 'unknown' }],
])('a change that shows after %i reads, with pauses %j', async (shownAfterReads, pauses, expected) => {
  const cloud = createLateCloud(shownAfterReads, pauses);
  expect(await carryOut(iamAccessKey, inactivated, cloud)).toMatchObject(expected);
});
