import { describe, expect, it } from 'vitest';
import type { Outcome, OutcomeStatus } from '#shared/model/outcome.ts';
import type { PlaybookMode } from '#shared/model/response-settings.ts';
import type { Beginning, PlanStatus, ResponsePlan } from '#shared/ports/response-store.ts';
import { planIdOf } from '#shared/respond/plan-identity.ts';
import type { ResponderPorts } from '#shared/respond/responder.ts';
import {
  alertWith,
  cloudError,
  createToyWorld,
  noCloud,
  openShop,
  settingsWith,
  shutShop,
  type ToyWorld,
  toldOnResume,
  toyResponder,
} from './toy-world.ts';

// What somebody began and left, and what nobody told of.
const leftMs = 101_000;

const read = async (world: ToyWorld, id: string): Promise<ResponsePlan> => {
  const plan = await world.store.read(id);
  if (plan === undefined) throw new Error('there is no plan');
  return plan;
};
const leave = async (world: ToyWorld, ...statuses: readonly PlanStatus[]): Promise<string> => {
  const [outcome] = await toyResponder(world, settingsWith('approve')).respond(alertWith());
  const id = outcome?.planId ?? '';
  for (const status of statuses) await world.store.move(await read(world, id), status, world.nowMs);
  return id;
};
const resume = (world: ToyWorld, mode: PlaybookMode = 'approve'): Promise<readonly Outcome[]> =>
  toldOnResume(toyResponder(world, settingsWith(mode)));
const writes = (world: ToyWorld): number => world.calls.filter((call) => call.startsWith('move')).length;

describe('a plan that was begun and left', () => {
  it.each<[string, PlanStatus, ToyWorld['shop'], OutcomeStatus, ToyWorld['shop'], number]>([
    ['before anything was written is carried out', 'applying', openShop, 'applied', shutShop, 2],
    ['after it was done is told as done', 'applying', shutShop, 'applied', shutShop, 0],
    ['half-way is told as failed', 'applying', { open: false, lit: true }, 'failed', { open: false, lit: true }, 0],
    ['before it was taken back is taken back', 'undoing', shutShop, 'undone', openShop, 2],
    ['after it was taken back is told as taken back', 'undoing', openShop, 'undone', openShop, 0],
  ])('%s', async (_, status, shop, expected, after, written) => {
    const world = createToyWorld();
    const planId = await leave(world, status);
    world.shop = shop;
    world.nowMs += leftMs;
    expect(await resume(world)).toMatchObject([{ status: expected, planId }]);
    expect([world.shop, writes(world)]).toEqual([after, written]);
  });

  it('a moment ago may still be at work', async () => {
    const world = createToyWorld();
    await leave(world, 'applying');
    world.nowMs += leftMs - 1000;
    expect(await resume(world)).toEqual([]);
    expect(world.calls.filter((call) => call !== 'read')).toEqual([]);
  });

  it.each<[PlaybookMode, PlanStatus, OutcomeStatus, string]>([
    ['plan', 'applying', 'failed', 'shut-shop is in mode plan: an earlier try broke off'],
    ['off', 'applying', 'failed', 'shut-shop is in mode off: an earlier try broke off'],
    ['plan', 'undoing', 'failed', 'shut-shop is in mode plan: an earlier try broke off'],
  ])('in mode %s (%s) is %s', async (mode, status, expected, why) => {
    const world = createToyWorld();
    await leave(world, status);
    world.nowMs += leftMs;
    expect(await resume(world, mode)).toMatchObject([{ status: expected, why: expect.stringContaining(why) }]);
    expect(writes(world)).toBe(0);
  });

  it.each(['open cloud', 'read'] as const)('waits for the next time while AWS is away (%s)', async (failing) => {
    const world = createToyWorld();
    const planId = await leave(world, 'applying');
    world.nowMs += leftMs;
    world.disturb = (call) => {
      if (call === failing) throw cloudError('unavailable');
    };
    expect(await resume(world)).toEqual([]);
    world.disturb = () => undefined;
    world.nowMs += leftMs;
    expect(await resume(world)).toMatchObject([{ status: 'applied', planId }]);
  });

  it.each<[string, (world: ToyWorld, planId: string) => Promise<readonly Outcome[]>]>([
    ['by the clock', (world) => resume(world)],
    ['by somebody', async (world, id) => [await toyResponder(world, settingsWith('approve')).apply(id)]],
  ])('that may not be read (asked for %s) is told as failed, and can be gone on with', async (_, again) => {
    const world = createToyWorld();
    const planId = await leave(world, 'applying');
    world.nowMs += leftMs;
    world.disturb = (call) => {
      if (call === 'read') throw cloudError('denied');
    };
    expect(await again(world, planId)).toMatchObject([{ status: 'failed', why: expect.stringContaining('not known') }]);
    world.disturb = () => undefined;
    world.nowMs += leftMs;
    expect(await again(world, planId)).toMatchObject([{ status: 'applied' }]);
  });

  it('is left to another who takes it at this moment', async () => {
    const world = createToyWorld();
    await leave(world, 'applying');
    world.nowMs += leftMs;
    const store = { ...world.store, move: async () => false };
    expect(await toldOnResume(toyResponder(world, settingsWith('approve'), { store }))).toEqual([]);
    expect(world.shop).toEqual(openShop);
  });

  it('of a playbook that there is no more is told, and its resource left alone', async () => {
    const world = createToyWorld();
    const plan = await read(world, await leave(world, 'applying'));
    world.nowMs += leftMs;
    const untold = async () => [{ planId: plan.id, plan: { ...plan, playbook: 'gone' } }];
    const store = { ...world.store, untold };
    expect(await toldOnResume(toyResponder(world, settingsWith('approve'), { store }))).toMatchObject([
      { status: 'failed', why: expect.stringContaining('there is no playbook gone any more') },
    ]);
    expect(writes(world)).toBe(0);
  });

  it('stops where the kill switch is on, and says how to go on', async () => {
    const world = createToyWorld();
    const planId = await leave(world, 'undoing');
    world.nowMs += leftMs;
    world.isKillSwitchOn = true;
    expect(await resume(world)).toMatchObject([
      { status: 'skipped', command: `trailguard respond approve ${planId} --undo` },
    ]);
  });
});

describe('a plan that came to an end of which nobody told', () => {
  it.each<[PlanStatus, OutcomeStatus, RegExp | undefined]>([
    ['applied', 'applied', /respond approve .* --undo$/],
    ['undone', 'undone', undefined],
    ['failed', 'failed', undefined],
    ['superseded', 'skipped', undefined],
    ['waiting', 'failed', /respond approve/],
    ['planned', 'failed', /respond approve/],
  ])('%s is told, and AWS is not asked', async (status, expected, command) => {
    const world = createToyWorld();
    const planId = await leave(world, 'applying', status);
    const asked = world.calls.length;
    expect(await resume(world)).toEqual([]);
    world.nowMs += leftMs;
    const [outcome, ...others] = await resume(world);
    expect(others).toEqual([]);
    expect(outcome).toMatchObject({
      status: expected,
      planId,
      why: expect.stringContaining(`the plan is ${status}: who ended it died before telling`),
    });
    if (command === undefined) expect(outcome).not.toHaveProperty('command');
    else expect(outcome?.command).toMatch(command);
    expect(world.calls).toHaveLength(asked);
  });

  it('is told until telling succeeds, and then no more', async () => {
    const world = createToyWorld();
    const planId = await leave(world, 'applying', 'applied');
    world.nowMs += leftMs;
    const error = new Error('the topic is away');
    const failing = toyResponder(world, settingsWith('approve')).resume(async () => Promise.reject(error));
    expect(await failing).toEqual({ outcomes: [], problems: [{ planId, error }] });
    expect(await resume(world)).toMatchObject([{ planId }]);
    expect(await resume(world)).toEqual([]);
  });
});

describe('what one leaves', () => {
  const both = async (world: ToyWorld): Promise<readonly [ResponsePlan, ResponsePlan]> => {
    const plan = await read(world, await leave(world, 'applying'));
    world.nowMs += leftMs;
    return [plan, { ...plan, id: 'other', alertId: 'other' }];
  };

  // A genuine plan all the same: it is gone on with.
  const inOtherAccount = (plan: ResponsePlan): ResponsePlan => {
    const moved = { ...plan, target: { ...plan.target, accountId: '111122223333' } };
    return { ...moved, id: planIdOf(moved) };
  };

  it.each<[string, (broken: ResponsePlan) => ResponsePlan | undefined, RegExp]>([
    ['in an account where something of ours breaks', inOtherAccount, /^a bug$/],
    ['that cannot be read', () => undefined, /^plan other was begun, and cannot be read/],
  ])('%s does not keep others from being told', async (_, breaking, why) => {
    const world = createToyWorld();
    const [plan, other] = await both(world);
    const broken = breaking(other);
    const openCloud: ResponderPorts['openCloud'] = async ({ accountId }) => {
      if (accountId === '111122223333') throw new Error('a bug');
      return noCloud;
    };
    const untold = async () => [
      { planId: 'other', ...(broken !== undefined && { plan: broken }) },
      { planId: plan.id, plan },
    ];
    const told: string[] = [];
    const store = { ...world.store, untold };
    const responder = toyResponder(world, settingsWith('approve'), { openCloud, store });
    const { problems } = await responder.resume(async ({ status }) => void told.push(status));
    expect(told).toEqual(['applied']);
    expect(problems).toMatchObject([{ planId: 'other', error: { message: expect.stringMatching(why) } }]);
  });

  it('and cannot be read is said once', async () => {
    const world = createToyWorld();
    const noted: Beginning[] = [];
    const store = {
      ...world.store,
      untold: async () => [{ planId: 'junk', at: '7' }],
      noteTold: async (beginning: Beginning) => void noted.push(beginning),
    };
    await toyResponder(world, settingsWith('approve'), { store }).resume(async () => undefined);
    expect(noted).toEqual([{ planId: 'junk', at: '7' }]);
  });

  it('is told before the next is looked at', async () => {
    const world = createToyWorld();
    const [plan] = await both(world);
    const lost = { ...plan, playbook: 'gone' };
    const untold = async () => [lost, plan].map((left) => ({ planId: left.id, plan: left }));
    const writesWhenTold: number[] = [];
    await toyResponder(world, settingsWith('approve'), { store: { ...world.store, untold } }).resume(async () => {
      writesWhenTold.push(writes(world));
    });
    expect(writesWhenTold).toEqual([0, 2]);
  });
});

it('a beginning that comes while the one before is told stays untold', async () => {
  const world = createToyWorld();
  const planId = await leave(world, 'applying', 'applied');
  world.nowMs += leftMs;
  await toyResponder(world, settingsWith('approve')).resume(async () => {
    await world.store.move(await read(world, planId), 'undoing', world.nowMs);
  });
  expect(await world.store.untold()).toMatchObject([{ planId, plan: { status: 'undoing' } }]);
});
