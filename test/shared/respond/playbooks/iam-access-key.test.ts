import { describe, expect, test } from 'vitest';
import type { Target } from '#shared/model/target.ts';
import { planResponse } from '#shared/respond/plan-response.ts';
import { iamAccessKey } from '#shared/respond/playbooks/iam-access-key.ts';
import { checkFaults, checkPermissions, checkRace, checkReversible } from '../fake-cloud/check-playbook.ts';
import { createFakeAccessKeys } from '../fake-cloud/fake-access-keys.ts';
import { createFakeCloud } from '../fake-cloud/fake-cloud.ts';
import { type Case, planCase } from '../fake-cloud/run-faults.ts';

const userName = 'deploy';
const accessKeyId = 'AKIAIOSFODNN7EXAMPLE';
const target: Target = {
  accountId: '123456789012',
  region: 'us-east-1',
  subject: { kind: 'access-key', userName, accessKeyId },
  eventID: 'e1',
};
const trialOf = (keys: readonly (readonly [string, boolean])[]): Case => ({
  playbook: iamAccessKey,
  target,
  settings: { mode: 'apply' },
  makeCloud: () => createFakeCloud({ accessKeys: createFakeAccessKeys(new Map(keys)) }),
});
const active = trialOf([[`${userName}/${accessKeyId}`, true]]);

describe('iam-access-key', () => {
  test('sets the key inactive, and says that it is not deleted', async () => {
    expect(await planCase(active, active.makeCloud())).toMatchObject({
      before: { isActive: true },
      after: { isActive: false },
      steps: ['set access key AKIAIOSFODNN7EXAMPLE of user deploy inactive; it is not deleted'],
    });
  });

  test.each([
    ['an inactive key', [[`${userName}/${accessKeyId}`, false]], 'the access key is inactive'],
    ['a key that is gone', [[`${userName}/AKIAI44QH8DHBEXAMPLE`, true]], 'the resource is gone'],
  ] as const)('leaves %s alone', async (_, keys, why) => {
    const trial = trialOf(keys);
    const terms = { cloud: trial.makeCloud(), settings: trial.settings, nowMs: 0 };
    expect(await planResponse(iamAccessKey, { alertId: 'a', target }, terms)).toEqual({ kind: 'harmless', why });
  });

  test('goes there and back', () => checkReversible(active));
  test('tells the truth when calls fail', () => checkFaults(active));
  test('tells the truth when somebody else is at it', () =>
    checkRace(active, ({ accessKeys }) => accessKeys.setActive(userName, accessKeyId, false)));
  test('declares its permissions', () => checkPermissions(iamAccessKey, [active]));
});
