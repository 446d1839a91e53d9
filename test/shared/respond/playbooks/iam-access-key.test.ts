import { describe, expect, test } from 'vitest';
import type { Subject, Target } from '#shared/model/target.ts';
import { planResponse } from '#shared/respond/plan-response.ts';
import { iamAccessKey } from '#shared/respond/playbooks/iam-access-key.ts';
import { checkFaults, checkPermissions, checkRace, checkReversible } from '../fake-cloud/check-playbook.ts';
import { createFakeAccessKeys } from '../fake-cloud/fake-access-keys.ts';
import { createFakeCloud } from '../fake-cloud/fake-cloud.ts';
import { type Case, planCase } from '../fake-cloud/run-faults.ts';

const userName = 'deploy';
const accessKeyId = 'AKIAIOSFODNN7EXAMPLE';
const otherKeyId = 'AKIAI44QH8DHBEXAMPLE';
const made: Subject = { kind: 'access-key', userName, accessKeyId };
const leaked: Subject = { kind: 'user-access-keys', userName };
const targetOf = (subject: Subject): Target => ({
  accountId: '123456789012',
  region: 'us-east-1',
  subject,
  eventID: 'e1',
  eventTime: '2026-03-05T09:14:37Z',
});

/** A user with keys, by their ids. */
const trialOf = (
  subject: Subject,
  isActive: Readonly<Record<string, boolean>>,
  madeTimes?: Readonly<Record<string, string>>,
): Case => ({
  playbook: iamAccessKey,
  target: targetOf(subject),
  settings: { mode: 'apply' },
  makeCloud: () =>
    createFakeCloud({
      accessKeys: createFakeAccessKeys(
        new Map(Object.entries(isActive).map(([id, is]) => [`${userName}/${id}`, is] as const)),
        madeTimes,
      ),
    }),
});
const planOf = ({ target, settings, makeCloud }: Case) =>
  planResponse(iamAccessKey, { alertId: 'a', target }, { cloud: makeCloud(), settings, nowMs: 0 });

const madeActive = trialOf(made, { [accessKeyId]: true, [otherKeyId]: true });
const oneActive = trialOf(leaked, { [accessKeyId]: true, [otherKeyId]: false });
const twoActive = trialOf(leaked, { [accessKeyId]: true, [otherKeyId]: true });
const stepFor = (id: string): string => `set access key ${id} of user deploy inactive; it is not deleted`;

describe('iam-access-key', () => {
  test("sets the key that was made inactive, and leaves the user's other keys alone", async () => {
    const plan = await planCase(madeActive, madeActive.makeCloud());
    expect(plan).toMatchObject({ steps: [stepFor(accessKeyId)] });
    expect(plan.before).toEqual({ isActive: { [accessKeyId]: true } });
    expect(plan.after).toEqual({ isActive: { [accessKeyId]: false } });
  });

  test('of a user with a leaked key sets the only active one inactive, and asks nobody', async () => {
    const planned = await planOf(oneActive);
    expect(planned).toMatchObject({
      kind: 'change',
      plan: {
        before: { isActive: { [accessKeyId]: true, [otherKeyId]: false } },
        after: { isActive: { [accessKeyId]: false, [otherKeyId]: false } },
        steps: [stepFor(accessKeyId)],
      },
    });
    expect(planned).not.toHaveProperty('needsApproval');
  });

  test('of a user with a leaked key plans for all that are active, and asks', async () => {
    expect(await planOf(twoActive)).toMatchObject({
      kind: 'change',
      plan: { steps: [stepFor(otherKeyId), stepFor(accessKeyId)] },
      needsApproval: expect.stringMatching(
        /2 keys of the user are active, and the record does not tell which of them leaked/,
      ),
    });
  });

  test.each<[string, string, readonly string[]]>([
    ['before the quarantine', '2026-03-05T09:14:36Z', [otherKeyId, accessKeyId]],
    ['in the same second', '2026-03-05T09:14:37Z', [otherKeyId, accessKeyId]],
    ['after it, in place of the leaked one', '2026-03-05T09:14:38Z', [accessKeyId]],
  ])('of a user with a leaked key counts a key made %s', async (_, madeTime, ids) => {
    const trial = trialOf(leaked, { [accessKeyId]: true, [otherKeyId]: true }, { [otherKeyId]: madeTime });
    expect(await planOf(trial)).toMatchObject({ plan: { steps: ids.map(stepFor) } });
  });

  test.each<[string, Case, string]>([
    [
      'a key that the user was given since',
      trialOf(leaked, { [otherKeyId]: true }, { [otherKeyId]: '2026-03-06T00:00:00Z' }),
      'none of the access keys that the user had then is active',
    ],
    ['an inactive key', trialOf(made, { [accessKeyId]: false, [otherKeyId]: true }), 'the access key is inactive'],
    ['a key that is gone', trialOf(made, { [otherKeyId]: true }), 'the resource is gone'],
    ['a key of a user who is gone', trialOf(made, {}), 'the resource is gone'],
    [
      'a user without an active key',
      trialOf(leaked, { [otherKeyId]: false }),
      'none of the access keys that the user had then is active',
    ],
    ['a user who is gone', trialOf(leaked, {}), 'the resource is gone'],
  ])('leaves %s alone', async (_, trial, why) => {
    expect(await planOf(trial)).toEqual({ kind: 'harmless', why });
  });

  describe.each([
    ['a key that was made', madeActive],
    ['the only active key of a user', oneActive],
    ['two active keys of a user', twoActive],
  ])('%s', (_, trial) => {
    test('goes there and back', () => checkReversible(trial));
    test('is told of in truth when calls fail', () => checkFaults(trial));
    test('is told of in truth when somebody else is at it', () =>
      checkRace(trial, ({ accessKeys }) => accessKeys.setActive(userName, accessKeyId, false)));
  });

  test('declares its permissions', () => checkPermissions(iamAccessKey, [madeActive, twoActive]));
});
