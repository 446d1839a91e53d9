import { describe, expect, test } from 'vitest';
import type { Target } from '#shared/model/target.ts';
import type { EncryptionKeyState } from '#shared/ports/cloud/encryption-keys.ts';
import { planResponse } from '#shared/respond/plan-response.ts';
import { kmsKeyDeletion } from '#shared/respond/playbooks/kms-key-deletion.ts';
import { checkFaults, checkPermissions, checkRace, checkReversible } from '../fake-cloud/check-playbook.ts';
import { createFakeCloud } from '../fake-cloud/fake-cloud.ts';
import { createFakeEncryptionKeys } from '../fake-cloud/fake-encryption-keys.ts';
import { type Case, planCase } from '../fake-cloud/run-faults.ts';

const keyArn = 'arn:aws:kms:eu-central-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const target: Target = {
  accountId: '123456789012',
  region: 'eu-central-1',
  subject: { kind: 'encryption-key', keyArn },
  eventID: 'e1',
  eventTime: '2026-03-05T09:14:37Z',
};
const trialOf = (key: EncryptionKeyState | undefined, place: Target = target): Case => ({
  playbook: kmsKeyDeletion,
  target: place,
  settings: { mode: 'apply' },
  makeCloud: () => {
    const keys = new Map(key === undefined ? [] : [[keyArn, key] as const]);
    return createFakeCloud({ encryptionKeys: createFakeEncryptionKeys(keys, '2026-03-07T12:00:00Z') });
  },
});
const pending = (deletionDate: string): EncryptionKeyState => ({ status: 'pending-deletion', deletionDate });
const inTenDays = trialOf(pending('2026-03-15T09:14:37Z'));

describe('kms-key-deletion', () => {
  test('cancels the deletion, leaves the key disabled, and says how to enable it', async () => {
    expect(await planCase(inTenDays, inTenDays.makeCloud())).toMatchObject({
      before: { status: 'pending-deletion', waitDays: 10 },
      after: { status: 'disabled' },
      steps: [
        'cancel the deletion of the key; to undo that schedules it again, with a waiting period of 10 days',
        `leave the key disabled, as KMS does; if it was in use: aws kms enable-key --key-id ${keyArn} --region eu-central-1`,
      ],
    });
  });

  const { eventTime: _, ...timeless } = target;
  test.each<readonly [name: string, key: EncryptionKeyState, place: Target, waitDays: number]>([
    ['the call gave it', pending('2026-04-04T09:14:36Z'), target, 30],
    ['a multi-Region primary key says by itself', { status: 'pending-deletion', waitDays: 14 }, target, 14],
    ['the longest for want of a time', pending('2026-03-15T09:14:37Z'), timeless, 30],
    ['the longest for want of a date', { status: 'pending-deletion' }, target, 30],
    ['the shortest there is, if the times say less', pending('2026-03-06T09:14:37Z'), target, 7],
    ['the longest there is, if the times say more', pending('2027-03-06T09:14:37Z'), target, 30],
  ])('undone it waits as long as %s', async (_, key, place, waitDays) => {
    const trial = trialOf(key, place);
    expect(await planCase(trial, trial.makeCloud())).toMatchObject({ before: { waitDays } });
  });

  test.each<readonly [name: string, key: EncryptionKeyState | undefined, expected: object]>([
    ['an enabled key', { status: 'enabled' }, { kind: 'harmless' }],
    ['a key that was disabled since', { status: 'disabled' }, { kind: 'harmless' }],
    ['a key without key material', { status: 'other' }, { kind: 'refused' }],
    ['a key that is gone', undefined, { kind: 'harmless', why: 'the resource is gone' }],
  ])('leaves %s alone', async (_, key, expected) => {
    const trial = trialOf(key);
    const terms = { cloud: trial.makeCloud(), settings: trial.settings, nowMs: 0 };
    expect(await planResponse(kmsKeyDeletion, { alertId: 'a', target }, terms)).toMatchObject(expected);
  });

  test('goes there and back', () => checkReversible(inTenDays));
  test('tells the truth when calls fail', () => checkFaults(inTenDays));
  test('tells the truth when somebody else is at it', () =>
    checkRace(inTenDays, ({ encryptionKeys }) => encryptionKeys.cancelDeletion(keyArn)));
  test('declares its permissions', () => checkPermissions(kmsKeyDeletion, [inTenDays]));
});
