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
const eventTime = '2026-03-05T09:14:37Z';
const quarantine = 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3';
const targetOf = (subject: Subject): Target => ({
  accountId: '123456789012',
  region: 'us-east-1',
  subject,
  eventID: 'e1',
  eventTime,
});

/** A quarantined user with keys, by their ids; the first one was made when the call was. */
const trialOf = (
  subject: Subject,
  isActive: Readonly<Record<string, boolean>>,
  madeTimes: Readonly<Record<string, string>> = { [accessKeyId]: eventTime },
  policies: readonly string[] = [quarantine],
): Case => ({
  playbook: iamAccessKey,
  target: targetOf(subject),
  settings: { mode: 'apply' },
  makeCloud: () =>
    createFakeCloud({
      accessKeys: createFakeAccessKeys(
        new Map(Object.entries(isActive).map(([id, is]) => [`${userName}/${id}`, is] as const)),
        madeTimes,
        policies,
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

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['years before', { [accessKeyId]: '2021-01-01T00:00:00Z' }, 'at 2021-01-01T00:00:00.000Z'],
    ['minutes before', { [accessKeyId]: '2026-03-05T09:09:36Z' }, 'at 2026-03-05T09:09:36.000Z'],
    ['minutes after', { [accessKeyId]: '2026-03-05T09:19:38Z' }, 'at 2026-03-05T09:19:38.000Z'],
    ['nobody knows when', {}, 'at a time that is not known'],
  ])('asks about a key that was made %s the call that the record tells of', async (_, madeTimes, moment) => {
    expect(await planOf(trialOf(made, { [accessKeyId]: true }, madeTimes))).toMatchObject({
      kind: 'change',
      needsApproval: `IAM says that the key was made ${moment}, the record that it was at 2026-03-05T09:14:37.000Z: the record may be forged`,
    });
  });

  test('asks about a key where the record does not tell when the call was made', async () => {
    const { eventTime: _, ...target } = madeActive.target;
    expect(await planOf({ ...madeActive, target })).toMatchObject({
      needsApproval: expect.stringContaining('the record that it was at a time that is not known'),
    });
  });

  test('of the words that a record may hold beside a date tells none', async () => {
    const target = { ...madeActive.target, eventTime: 'Mar 5 2021 (call 555-0100)' };
    expect(await planOf({ ...madeActive, target })).toMatchObject({
      needsApproval: expect.not.stringContaining('555'),
    });
  });

  test.each(['2026-03-05T09:14:36Z', '2026-03-05T09:19:37Z'])(
    'asks nobody about a key that was made as the record says, or nearly so: %s',
    async (madeTime) => {
      const planned = await planOf(trialOf(made, { [accessKeyId]: true }, { [accessKeyId]: madeTime }));
      expect(planned).toMatchObject({ kind: 'change' });
      expect(planned).not.toHaveProperty('needsApproval');
    },
  );

  test.each<[string, readonly string[]]>([
    ['without policies', []],
    ['with other policies', ['arn:aws:iam::aws:policy/ReadOnlyAccess']],
    [
      'with a policy of the account that has the name',
      ['arn:aws:iam::123456789012:policy/AWSCompromisedKeyQuarantineV3'],
    ],
    ['with a policy whose name only begins so', ['arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3x']],
  ])('does not believe that keys leaked of a user %s', async (_, policies) => {
    expect(await planOf(trialOf(leaked, { [accessKeyId]: true }, {}, policies))).toEqual({
      kind: 'refused',
      why: "AWS's quarantine policy is not attached to the user: it was taken off since, or the record is not true",
    });
  });

  test.each([
    'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantine',
    'arn:aws-us-gov:iam::aws:policy/AWSCompromisedKeyQuarantineV2',
  ])('believes it with %s', async (policy) => {
    expect(await planOf(trialOf(leaked, { [accessKeyId]: true }, {}, [policy]))).toMatchObject({ kind: 'change' });
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
