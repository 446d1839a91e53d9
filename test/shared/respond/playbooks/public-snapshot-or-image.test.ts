import { describe, expect, test } from 'vitest';
import type { SharedCopyKind, Target } from '#shared/model/target.ts';
import { planResponse } from '#shared/respond/plan-response.ts';
import { publicSnapshotOrImage } from '#shared/respond/playbooks/public-snapshot-or-image.ts';
import { resourceOf } from '#shared/respond/resource-of.ts';
import { checkFaults, checkPermissions, checkRace, checkReversible } from '../fake-cloud/check-playbook.ts';
import { createFakeCloud } from '../fake-cloud/fake-cloud.ts';
import { createFakeSharedCopies } from '../fake-cloud/fake-shared-copies.ts';
import { type Case, planCase } from '../fake-cloud/run-faults.ts';

const targetOf = (kind: SharedCopyKind, id: string): Target => ({
  accountId: '123456789012',
  region: 'eu-central-1',
  subject: { kind, id },
  eventID: 'e1',
});
const trialOf = (target: Target, isPublic?: boolean): Case => ({
  playbook: publicSnapshotOrImage,
  target,
  settings: { mode: 'apply' },
  makeCloud: () => {
    const copies = new Map(isPublic === undefined ? [] : [[resourceOf(target), isPublic] as const]);
    return createFakeCloud({ sharedCopies: createFakeSharedCopies(copies) });
  },
});
const targets = [
  targetOf('ebs-snapshot', 'snap-0123456789abcdef0'),
  targetOf('image', 'ami-0123456789abcdef0'),
  targetOf('rds-snapshot', 'orders-before-move'),
  targetOf('rds-cluster-snapshot', 'orders-cluster-before-move'),
];

describe('public-snapshot-or-image', () => {
  describe.each(targets)('$subject.kind', (target) => {
    const trial = trialOf(target, true);
    const copy = { ...(target.subject as { kind: SharedCopyKind; id: string }), arn: resourceOf(target) };

    test('is taken back from everybody', async () => {
      const { steps, after } = await planCase(trial, trial.makeCloud());
      expect(after).toEqual({ isPublic: false });
      expect(steps.join()).toContain(copy.id);
    });

    test.each([
      [false, 'is not shared with everybody'],
      [undefined, 'the resource is gone'],
    ])('is left alone when there is nothing to take back (%s)', async (isPublic, why) => {
      const { makeCloud, settings } = trialOf(target, isPublic);
      const terms = { cloud: makeCloud(), settings, nowMs: 0 };
      expect(await planResponse(publicSnapshotOrImage, { alertId: 'a', target }, terms)).toEqual({
        kind: 'harmless',
        why: expect.stringContaining(why),
      });
    });

    test('goes there and back', () => checkReversible(trial));
    test('tells the truth when calls fail', () => checkFaults(trial));
    test('tells the truth when somebody else is at it', () =>
      checkRace(trial, ({ sharedCopies }) => sharedCopies.setPublic(copy, false)));
  });

  test('declares its permissions', () =>
    checkPermissions(
      publicSnapshotOrImage,
      targets.map((target) => trialOf(target, true)),
    ));
});
