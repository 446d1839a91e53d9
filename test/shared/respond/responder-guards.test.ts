import { describe, expect, it } from 'vitest';
import type { Alert } from '#shared/model/alert.ts';
import type { OutcomeStatus } from '#shared/model/outcome.ts';
import { defaultResponseSettings, type PlaybookMode } from '#shared/model/response-settings.ts';
import { createToySeal } from './toy-seal.ts';
import {
  alertWith,
  createToyWorld,
  openShop,
  settingsWith,
  shutShop,
  type ToyWorld,
  target,
  toldOnResume,
  toyResponder,
} from './toy-world.ts';

// What keeps a responder from acting at once, whatever the mode.
const hourMs = 3_600_000;
const statusOf = async (world: ToyWorld, planId = ''): Promise<string | undefined> =>
  (await world.store.read(planId))?.status;

describe('an old call', () => {
  const hour = { ...defaultResponseSettings.budget, freshMs: hourMs };
  const { eventTime: _, ...timeless } = target;

  it.each<[string, PlaybookMode, number, Partial<Alert>, OutcomeStatus, RegExp]>([
    ['of just now', 'apply', hourMs, {}, 'applied', /^done/],
    ['of long ago', 'apply', hourMs + 1, {}, 'waiting', /^the call is 60m old: .*somebody else's doing/],
    ['of long ago', 'approve', hourMs + 1, {}, 'waiting', /^the call is 60m old/],
    ['of long ago', 'plan', hourMs + 1, {}, 'planned', /^the call is 60m old/],
    ['of nobody knows when', 'apply', 0, { targets: [timeless] }, 'waiting', /^it is not known when/],
    [
      'of nobody can read when',
      'apply',
      0,
      { targets: [{ ...target, eventTime: 'now' }] },
      'waiting',
      /^it is not known when/,
    ],
  ])('%s, in mode %s', async (_name, mode, ageMs, members, status, why) => {
    const world = createToyWorld();
    world.nowMs += ageMs;
    const [outcome] = await toyResponder(world, settingsWith(mode, { budget: hour })).respond(alertWith(members));
    expect(outcome).toMatchObject({ status, why: expect.stringMatching(why) });
    expect(world.shop).toEqual(status === 'applied' ? shutShop : openShop);
    const kept = { applied: 'applied', waiting: 'waiting', planned: 'planned' } as const;
    expect(await statusOf(world, outcome?.planId)).toBe(kept[status as keyof typeof kept]);
  });

  it('that waits is carried out when somebody approves', async () => {
    const world = createToyWorld();
    world.nowMs += 2 * hourMs;
    const [outcome] = await toyResponder(world, settingsWith('apply', { budget: hour })).respond(alertWith());
    const approved = await toyResponder(world, settingsWith('apply', { budget: hour })).apply(outcome?.planId ?? '');
    expect(approved.status).toBe('applied');
  });
});

describe('the kill switch', () => {
  /** Switched on after the first look at it, before anything is written. */
  const switchOnLate = (world: ToyWorld): void => {
    world.disturb = (call, when) => {
      if (call === 'read' && when === 'after') world.isKillSwitchOn = true;
    };
  };

  it.each([
    ['apply', 'waiting', ''],
    ['undo', 'applied', ' --undo'],
  ] as const)('that comes on while a plan is looked at (%s) leaves it as it was', async (way, status, option) => {
    const world = createToyWorld();
    const [{ planId = '' } = {}] = await toyResponder(
      world,
      settingsWith(way === 'apply' ? 'approve' : 'apply'),
    ).respond(alertWith());
    const before = world.shop;
    switchOnLate(world);
    expect(await toyResponder(world, settingsWith('approve'))[way](planId)).toMatchObject({
      status: 'skipped',
      why: 'the kill switch is on: nothing was changed; the plan stays, for when the switch is off again',
      command: `trailguard respond approve ${planId}${option}`,
      begun: { planId },
    });
    expect([world.shop, await statusOf(world, planId)]).toEqual([before, status]);
  });

  it('that comes on while what somebody left is looked at leaves it begun by us', async () => {
    const world = createToyWorld();
    const seal = createToySeal('ours');
    const responder = toyResponder(world, settingsWith('approve'), { seal });
    const [{ planId = '' } = {}] = await responder.respond(alertWith());
    const plan = await world.store.read(planId);
    if (plan === undefined) throw new Error('there is no plan');
    await world.store.move(plan, 'applying', world.nowMs, `ours: begun ${planId} apply ${world.nowMs}`);
    world.nowMs += 101_000;
    switchOnLate(world);
    expect(await toldOnResume(responder)).toMatchObject([
      { status: 'skipped', why: expect.stringContaining('an earlier try broke off') },
    ]);
    expect(world.shop).toEqual(openShop);
    expect(await world.store.read(planId)).toMatchObject({
      status: 'applying',
      begunSeal: `ours: begun ${planId} apply ${world.nowMs}`,
    });
    expect(await world.store.untold()).toEqual([]);
    world.isKillSwitchOn = false;
    world.disturb = () => undefined;
    world.nowMs += 101_000;
    expect((await responder.apply(planId)).status).toBe('applied');
  });

  it.each([
    ['apply', 'waiting', ''],
    ['undo', 'applied', ' --undo'],
  ] as const)(
    'that is on leaves the plan (%s), which can be carried out once it is off',
    async (way, status, option) => {
      const world = createToyWorld();
      const made = toyResponder(world, settingsWith(way === 'apply' ? 'approve' : 'apply'));
      const [{ planId = '' } = {}] = await made.respond(alertWith());
      world.isKillSwitchOn = true;
      expect(await toyResponder(world, settingsWith('approve'))[way](planId)).toMatchObject({
        status: 'skipped',
        why: 'the kill switch is on: nothing was changed; the plan stays, for when the switch is off again',
        command: `trailguard respond approve ${planId}${option}`,
      });
      expect(await statusOf(world, planId)).toBe(status);
      world.isKillSwitchOn = false;
      expect((await toyResponder(world, settingsWith('approve'))[way](planId)).status).toBe(
        way === 'apply' ? 'applied' : 'undone',
      );
    },
  );
});
