import { describe, expect, it } from 'vitest';
import type { Alert } from '#shared/model/alert.ts';
import type { Outcome, OutcomeStatus } from '#shared/model/outcome.ts';
import { defaultResponseSettings, type Exemption, type PlaybookMode } from '#shared/model/response-settings.ts';
import { PlanTakenError, UnknownPlanError } from '#shared/respond/plan-errors.ts';
import {
  actorArn,
  alertWith,
  cloudError,
  createToyWorld,
  openShop,
  ownRole,
  settingsWith,
  shutShop,
  type ToyWorld,
  target,
  toyResponder,
} from './toy-world.ts';

const respond = async (
  world: ToyWorld,
  mode: PlaybookMode,
  { alert = alertWith(), exemptions = [] }: { readonly alert?: Alert; readonly exemptions?: readonly Exemption[] } = {},
): Promise<Outcome> => {
  const [outcome] = await toyResponder(world, settingsWith(mode, { exemptions })).respond(alert);
  if (outcome === undefined) throw new Error('there is no outcome');
  return outcome;
};
const apply = (world: ToyWorld, planId = '', exemptions: readonly Exemption[] = []): Promise<Outcome> =>
  toyResponder(world, settingsWith('approve', { exemptions })).apply(planId);
const undo = (world: ToyWorld, planId = ''): Promise<Outcome> =>
  toyResponder(world, settingsWith('approve')).undo(planId);
const statusOf = async (world: ToyWorld, planId = ''): Promise<string | undefined> =>
  (await world.store.read(planId))?.status;
const hourMs = 3_600_000;

describe('responding', () => {
  it.each<[PlaybookMode, OutcomeStatus, RegExp, boolean]>([
    ['plan', 'planned', /^trailguard respond apply [0-9a-f]{32}$/, false],
    ['approve', 'waiting', /^trailguard respond approve [0-9a-f]{32}$/, false],
    ['apply', 'applied', /^trailguard respond approve [0-9a-f]{32} --undo$/, true],
  ])('in mode %s is %s, with what to type next', async (mode, status, command, isShut) => {
    const world = createToyWorld();
    const outcome = await respond(world, mode);
    expect(outcome).toMatchObject({ status, before: openShop, after: shutShop, alertId: 'a'.repeat(32) });
    expect(outcome.command).toMatch(command);
    expect(world.shop).toEqual(isShut ? shutShop : openShop);
  });

  it('in a mode that nobody set is a plan', async () => {
    const [outcome] = await toyResponder(createToyWorld(), defaultResponseSettings).respond(alertWith());
    expect(outcome?.status).toBe('planned');
  });

  it.each<[string, Partial<Alert>, PlaybookMode]>([
    ['mode off', {}, 'off'],
    ['an alert without a playbook', { playbook: '' }, 'apply'],
    ['a playbook that there is not', { playbook: 'constructor' }, 'apply'],
    ['an outcome', { kind: 'outcome' }, 'apply'],
    ['no target', { targets: [] }, 'apply'],
    ['a target of another kind', { targets: [{ ...target, subject: { kind: 'account-access-block' } }] }, 'apply'],
  ])('to %s is nothing, and nothing is asked of AWS', async (_, members, mode) => {
    const world = createToyWorld();
    expect(await toyResponder(world, settingsWith(mode)).respond(alertWith(members))).toEqual([]);
    expect(world.calls).toEqual([]);
  });

  it.each<[string, Alert['actor']]>([
    ['what Trailguard did itself', { kind: 'role', arn: ownRole }],
    [
      'what a session of its own role did',
      {
        kind: 'role',
        arn: 'arn:aws:sts::123456789012:assumed-role/trailguard-on-alert/x',
        sessionIssuer: ownRole,
      },
    ],
  ])('to %s says so, and nothing is asked of AWS', async (_, actor) => {
    const world = createToyWorld();
    expect(await toyResponder(world, settingsWith('apply')).respond(alertWith({ actor }))).toEqual([
      {
        status: 'skipped',
        playbook: 'shut-shop',
        alertId: alertWith().id,
        target,
        steps: [],
        why: `made by Trailguard's own role ${ownRole}, which is never answered`,
      },
    ]);
    expect(world.calls).toEqual([]);
  });

  it('says who acts in credentials of their own how to take it back in these', async () => {
    const world = createToyWorld();
    const [planned] = await toyResponder(world, settingsWith('plan')).respond(alertWith());
    const outcome = await toyResponder(world, settingsWith('plan'), {}, true).apply(planned?.planId ?? '');
    expect(outcome.command).toBe(`trailguard respond undo ${planned?.planId}`);
  });

  it.each<[string, Omit<Exemption, 'reason'>, readonly string[]]>([
    ['account', { accounts: ['123456789012'] }, []],
    ['pattern', { resources: ['arn:aws:s3:::sho*'] }, []],
    ['actor', { actors: ['*:user/alice'] }, []],
    ['tag', { tags: { public: 'yes' } }, ['read tags']],
  ])('keeps away from what is exempt by %s', async (_, members, calls) => {
    const world = createToyWorld();
    world.tags = { public: 'yes' };
    const exemptions = [{ reason: 'it is a website', ...members }];
    expect(await respond(world, 'apply', { exemptions })).toMatchObject({
      status: 'skipped',
      why: 'it is exempt: it is a website',
    });
    expect(world.calls).toEqual(calls);
  });

  it('knows an exempt role behind a session', async () => {
    const world = createToyWorld();
    const exemptions = [{ reason: 'IaC', actors: ['arn:aws:iam::*:role/deploy'] }];
    const arn = 'arn:aws:sts::123456789012:assumed-role/deploy/run-7';
    const sessionIssuer = 'arn:aws:iam::123456789012:role/deploy';
    const alert = alertWith({ actor: { kind: 'role', arn, sessionIssuer } });
    expect((await respond(world, 'apply', { alert, exemptions })).status).toBe('skipped');
  });

  it.each<[string, (world: ToyWorld) => void, Partial<Outcome>]>([
    [
      'the harm is gone',
      (world) => {
        world.shop = shutShop;
      },
      { status: 'skipped', why: 'the door is shut' },
    ],
    [
      'the playbook refuses',
      (world) => {
        world.repair = () => ({ kind: 'refused', why: 'no door' });
      },
      { status: 'skipped', why: 'no door' },
    ],
    [
      'the playbook is not sure',
      (world) => {
        world.repair = () => ({ kind: 'change', state: shutShop, steps: [], needsApproval: 'a guess' });
      },
      { status: 'waiting', why: 'a guess' },
    ],
    [
      'the kill switch is on',
      (world) => {
        world.isKillSwitchOn = true;
      },
      {
        status: 'skipped',
        why: 'the kill switch is on: nothing was changed; the plan stays, for when the switch is off again',
        command: expect.stringMatching(/^trailguard respond approve [0-9a-f]{32}$/),
      },
    ],
    [
      'the account cannot be reached',
      (world) => {
        world.disturb = (call) => {
          if (call === 'open cloud') throw cloudError('denied');
        };
      },
      { status: 'failed', why: 'nothing was changed: toy:Move: denied' },
    ],
    [
      'it may not be read',
      (world) => {
        world.disturb = (call) => {
          if (call === 'read') throw cloudError('denied');
        };
      },
      { status: 'failed', why: 'nothing was changed: toy:Move: denied' },
    ],
  ])('changes nothing when %s', async (_, prepare, expected) => {
    const world = createToyWorld();
    prepare(world);
    const before = world.shop;
    expect(await respond(world, 'apply')).toMatchObject(expected);
    expect(world.shop).toEqual(before);
  });

  it('says of a half-done change that it is half-done', async () => {
    const world = createToyWorld();
    world.disturb = (call) => {
      if (call === 'move lamp') throw cloudError();
    };
    const outcome = await respond(world, 'apply');
    expect(outcome).toMatchObject({ status: 'failed', before: openShop });
    expect(outcome.why).toMatch(/neither as it was nor as planned/);
    expect(await statusOf(world, outcome.planId)).toBe('failed');
  });

  it('can be tried again where nothing was changed', async () => {
    const world = createToyWorld();
    world.disturb = (call) => {
      if (call === 'move door') throw cloudError('denied');
    };
    const { command, planId, status } = await respond(world, 'apply');
    expect({ command, status }).toEqual({ command: `trailguard respond approve ${planId}`, status: 'failed' });
    world.disturb = () => undefined;
    expect((await apply(world, planId)).status).toBe('applied');
  });

  it.each<[string, (world: ToyWorld) => void, RegExp]>([
    [
      'AWS calls it harmful still',
      (world) => {
        world.opinion = 'harmful';
      },
      /; but .*AWS does not$/,
    ],
    [
      'AWS cannot be asked',
      (world) => {
        world.disturb = (call) => {
          if (call === 'second opinion') throw cloudError();
        };
      },
      /; but AWS could not be asked/,
    ],
  ])('says that it is done, and that %s', async (_, prepare, why) => {
    const world = createToyWorld();
    prepare(world);
    const outcome = await respond(world, 'apply');
    expect(outcome.status).toBe('applied');
    expect(outcome.why).toMatch(why);
  });
});

describe('the same alert twice', () => {
  it.each<[PlaybookMode, OutcomeStatus]>([
    ['plan', 'planned'],
    ['approve', 'waiting'],
    ['apply', 'applied'],
  ])('in mode %s has one outcome, and changes nothing twice', async (mode, status) => {
    const world = createToyWorld();
    const first = await respond(world, mode);
    const again = await respond(world, mode);
    expect(again).toMatchObject({ status, planId: first.planId, command: first.command });
    expect(world.calls.filter((call) => call === 'move door').length).toBe(mode === 'apply' ? 1 : 0);
  });

  it('waits for people where the harm was made again', async () => {
    const world = createToyWorld();
    const { planId } = await respond(world, 'apply');
    world.shop = openShop;
    const again = await respond(world, 'apply');
    expect(again).toMatchObject({
      status: 'waiting',
      why: `this alert was answered before: plan ${planId} is applied`,
    });
    expect((await apply(world, again.planId)).status).toBe('applied');
  });

  it('makes a new plan when the old one has expired', async () => {
    const world = createToyWorld();
    const { planId } = await respond(world, 'approve');
    world.nowMs += 25 * hourMs;
    const again = await respond(world, 'approve');
    expect(again.planId).not.toBe(planId);
    expect((await apply(world, again.planId)).status).toBe('applied');
  });
});

describe('the budget', () => {
  it('ends a tug-of-war', async () => {
    const world = createToyWorld();
    const statuses: string[] = [];
    for (const id of ['1', '2', '3']) {
      world.shop = openShop;
      world.nowMs += 1000;
      const { status, why } = await respond(world, 'apply', { alert: alertWith({ id }) });
      statuses.push(status === 'skipped' ? why : status);
    }
    expect(statuses).toEqual(['applied', 'applied', expect.stringContaining('tug-of-war')]);
    expect(world.shop).toEqual(openShop);
  });

  it('that is spent leaves people what they may approve', async () => {
    const world = createToyWorld();
    for (const id of ['1', '2', '3']) {
      world.shop = openShop;
      world.nowMs += 1000;
      const outcome = await respond(world, 'approve', { alert: alertWith({ id }) });
      expect(outcome).toMatchObject({
        status: 'waiting',
        why: id === '3' ? expect.stringContaining('tug-of-war') : 'it waits for approval',
      });
      expect((await apply(world, outcome.planId)).status).toBe('applied');
    }
  });

  it('is full again after its time', async () => {
    const world = createToyWorld();
    for (const id of ['1', '2', '3']) {
      world.shop = openShop;
      world.nowMs += 25 * hourMs;
      expect((await respond(world, 'apply', { alert: alertWith({ id }) })).status).toBe('applied');
    }
  });

  it('does not answer a repair that somebody took back by doing it again', async () => {
    const world = createToyWorld();
    const { planId } = await respond(world, 'apply');
    await undo(world, planId);
    const answer = await respond(world, 'apply', { alert: alertWith({ id: 'b'.repeat(32) }) });
    expect(answer).toMatchObject({
      status: 'waiting',
      why: `the same repair was taken back before (plan ${planId})`,
    });
    expect(world.shop).toEqual(openShop);
  });
});

describe('approving', () => {
  it('carries out what waits', async () => {
    const world = createToyWorld();
    const { planId } = await respond(world, 'approve');
    expect(await apply(world, planId)).toMatchObject({ status: 'applied', planId });
    expect(world.shop).toEqual(shutShop);
  });

  it('twice carries out once', async () => {
    const world = createToyWorld();
    const { planId } = await respond(world, 'approve');
    await apply(world, planId);
    expect(await apply(world, planId)).toMatchObject({ status: 'applied', why: 'it was carried out before' });
    expect(world.calls.filter((call) => call === 'move door')).toHaveLength(1);
  });

  it('by two at once carries out once', async () => {
    const world = createToyWorld();
    const { planId } = await respond(world, 'approve');
    const results = await Promise.allSettled([apply(world, planId), apply(world, planId), apply(world, planId)]);
    const losers = results.filter((result) => result.status === 'rejected');
    expect(losers.map(({ reason }) => reason instanceof PlanTakenError)).toEqual([true, true]);
    expect(world.calls.filter((call) => call === 'move door')).toHaveLength(1);
  });

  it('of what became exempt since changes nothing', async () => {
    const world = createToyWorld();
    const { planId } = await respond(world, 'approve');
    const exemptions = [{ reason: 'a website', actors: [actorArn] }];
    expect(await apply(world, planId, exemptions)).toMatchObject({
      status: 'skipped',
      why: 'it is exempt: a website: nothing was changed',
    });
    expect(world.shop).toEqual(openShop);
  });

  it('leaves a plan that could not be read for as it was', async () => {
    const world = createToyWorld();
    const { planId } = await respond(world, 'approve');
    world.disturb = (call) => {
      if (call === 'read') throw cloudError();
    };
    expect(await apply(world, planId)).toMatchObject({
      status: 'failed',
      why: expect.stringContaining('nothing was changed'),
    });
    expect(await statusOf(world, planId)).toBe('waiting');
  });

  it.each(['apply', 'undo'] as const)('a plan that there is not: %s', async (way) => {
    const responder = toyResponder(createToyWorld(), settingsWith('approve'));
    await expect(responder[way]('none')).rejects.toThrow(UnknownPlanError);
  });
});

describe('undoing', () => {
  it('puts back what was, and does so once', async () => {
    const world = createToyWorld();
    const { planId } = await respond(world, 'apply');
    expect(await undo(world, planId)).toMatchObject({ status: 'undone', planId });
    expect(world.shop).toEqual(openShop);
    expect(await undo(world, planId)).toMatchObject({
      status: 'undone',
      why: 'it was taken back before',
    });
    expect(world.calls.filter((call) => call === 'move door')).toHaveLength(2);
  });

  it('of what somebody changed since changes nothing, and may be tried again', async () => {
    const world = createToyWorld();
    const { planId } = await respond(world, 'apply');
    world.shop = { open: false, lit: true };
    expect(await undo(world, planId)).toMatchObject({ status: 'skipped' });
    expect(world.shop).toEqual({ open: false, lit: true });
    world.shop = shutShop;
    expect((await undo(world, planId)).status).toBe('undone');
  });

  it('of a plan that failed half-way changes nothing, and the plan stays failed', async () => {
    const world = createToyWorld();
    world.disturb = (call) => {
      if (call === 'move lamp') throw cloudError();
    };
    const { planId } = await respond(world, 'apply');
    world.disturb = () => undefined;
    expect(await undo(world, planId)).toMatchObject({
      status: 'failed',
      why: expect.stringContaining('neither as it was nor as planned'),
    });
    expect(await statusOf(world, planId)).toBe('failed');
    expect(world.shop).toEqual({ open: false, lit: true });
  });

  it('of a plan that was never carried out is nothing', async () => {
    const world = createToyWorld();
    const { planId } = await respond(world, 'approve');
    expect(await undo(world, planId)).toMatchObject({ status: 'skipped' });
    expect(world.calls).toEqual(['read']);
  });
});
