import { describe, expect, it } from 'vitest';
import type { Exemption, PlaybookMode } from '#shared/model/response-settings.ts';
import { maxRecentPlans, type ResponsePlan } from '#shared/ports/response-store.ts';
import {
  alertWith,
  cloudError,
  createToyWorld,
  openShop,
  settingsWith,
  shutShop,
  type ToyWorld,
  target,
  toyResponder,
} from './toy-world.ts';

// What comes after time has gone by: approvals, undoings and deliveries of what somebody left.
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const respond = async (
  world: ToyWorld,
  mode: PlaybookMode,
  id = 'a'.repeat(32),
  exemptions: readonly Exemption[] = [],
) => {
  const [outcome] = await toyResponder(world, settingsWith(mode, { exemptions })).respond(alertWith({ id }));
  if (outcome === undefined) throw new Error('there is no outcome');
  return outcome;
};
const planOf = async (world: ToyWorld, planId = ''): Promise<ResponsePlan> => {
  const plan = await world.store.read(planId);
  if (plan === undefined) throw new Error('there is no plan');
  return plan;
};
const begin = async (world: ToyWorld): Promise<string> => {
  const plan = await planOf(world, (await respond(world, 'approve')).planId);
  await world.store.move(plan, 'applying', world.nowMs);
  return plan.id;
};
const writes = (world: ToyWorld): number => world.calls.filter((call) => call.startsWith('move')).length;
const exempt: Exemption = { reason: 'a website', resources: ['arn:aws:s3:::shop'] };

describe('a repair that was taken back', () => {
  const takeBackLate = async (world: ToyWorld): Promise<string> => {
    const { planId = '' } = await respond(world, 'approve');
    const responder = toyResponder(world, settingsWith('approve'));
    world.nowMs += 23 * hourMs;
    await responder.apply(planId);
    world.nowMs += 30 * dayMs;
    await responder.undo(planId);
    return planId;
  };

  it('is not done again for a day, however old its plan is', async () => {
    const world = createToyWorld();
    const planId = await takeBackLate(world);
    world.nowMs += 23 * hourMs;
    expect(await respond(world, 'apply', 'b'.repeat(32))).toMatchObject({
      status: 'waiting',
      why: `the same repair was taken back before (plan ${planId})`,
    });
    expect(world.shop).toEqual(openShop);
  });

  it('may be done again after a day', async () => {
    const world = createToyWorld();
    await takeBackLate(world);
    world.nowMs += 25 * hourMs;
    expect(await respond(world, 'apply', 'b'.repeat(32))).toMatchObject({ status: 'applied' });
  });
});

it('the budget counts from when a plan was carried out, not from when it was made', async () => {
  const world = createToyWorld();
  for (const id of ['1', '2']) {
    world.shop = openShop;
    const { planId = '' } = await respond(world, 'approve', id);
    world.nowMs += 20 * hourMs;
    await toyResponder(world, settingsWith('approve')).apply(planId);
  }
  world.shop = openShop;
  world.nowMs += 3 * hourMs;
  expect((await respond(world, 'apply', '3')).why).toMatch(/tug-of-war/);
});

describe('a plan that somebody began and left', () => {
  it.each<PlaybookMode>(['plan', 'approve'])('is not ended by an alert in mode %s', async (mode) => {
    const world = createToyWorld();
    const planId = await begin(world);
    world.nowMs += hourMs;
    expect(['planned', 'waiting']).toContain((await respond(world, mode)).status);
    expect(writes(world)).toBe(0);
    expect(await planOf(world, planId)).toMatchObject({ status: 'applying' });
  });

  it.each<[string, number, readonly Exemption[], RegExp]>([
    ['exempt', hourMs, [exempt], /^it is exempt: a website: nothing was changed$/],
    ['expired', 25 * hourMs, [], /^the plan has expired: nothing was changed$/],
  ])('before anything was written is not gone on with when it is %s', async (_, laterMs, exemptions, why) => {
    const world = createToyWorld();
    const planId = await begin(world);
    world.nowMs += laterMs;
    expect(await respond(world, 'apply', undefined, exemptions)).toMatchObject({
      status: 'skipped',
      planId,
      why: expect.stringMatching(why),
    });
    expect(world.shop).toEqual(openShop);
    expect((await planOf(world, planId)).status).toBe('superseded');
  });

  it.each<[string, number, readonly Exemption[]]>([
    ['exempt', hourMs, [exempt]],
    ['expired', 25 * hourMs, []],
  ])('after it was done is told as done, though it is %s', async (_, laterMs, exemptions) => {
    const world = createToyWorld();
    const planId = await begin(world);
    world.shop = shutShop;
    world.nowMs += laterMs;
    expect(await respond(world, 'apply', undefined, exemptions)).toMatchObject({ status: 'applied', planId });
    expect(writes(world)).toBe(0);
  });
});

describe('a plan', () => {
  it('whose text is not what its id says is refused, either way', async () => {
    const world = createToyWorld();
    const plan = await planOf(world, (await respond(world, 'approve')).planId);
    const forged = { ...plan, after: { open: true, lit: false } };
    for (const [way, status] of [
      ['apply', 'waiting'],
      ['undo', 'applied'],
    ] as const) {
      const store = { ...world.store, read: async () => ({ ...forged, status }) };
      const outcome = await toyResponder(world, settingsWith('approve'), { store })[way](plan.id);
      expect(outcome).toMatchObject({
        status: 'failed',
        why: expect.stringContaining('is not what its id stands for'),
      });
    }
    expect(writes(world)).toBe(0);
  });

  it('that the playbook would not make again is refused, and ends', async () => {
    const world = createToyWorld();
    const { planId } = await respond(world, 'approve');
    world.repair = () => ({ kind: 'change', state: { open: false, lit: true }, steps: [] });
    expect((await toyResponder(world, settingsWith('approve')).apply(planId ?? '')).why).toMatch(
      /^the playbook would do something else now: nothing was changed/,
    );
    expect(writes(world)).toBe(0);
    expect((await planOf(world, planId)).status).toBe('superseded');
  });

  it('of a harm that is none any more is refused', async () => {
    const world = createToyWorld();
    const { planId } = await respond(world, 'approve');
    world.repair = () => ({ kind: 'harmless', why: 'it is a holiday' });
    expect((await toyResponder(world, settingsWith('approve')).apply(planId ?? '')).why).toBe(
      'it is a holiday: nothing was changed',
    );
    expect(writes(world)).toBe(0);
  });

  it.each<[PlaybookMode, boolean, string]>([
    ['plan', false, 'skipped'],
    ['off', false, 'skipped'],
    ['plan', true, 'applied'],
    ['approve', false, 'applied'],
    ['apply', false, 'applied'],
  ])('in mode %s, asked for by a person with credentials of their own %s, is %s', async (mode, isUnbound, status) => {
    const world = createToyWorld();
    const { planId = '' } = await respond(world, 'plan');
    const responder = toyResponder(world, settingsWith(mode), {}, isUnbound);
    expect((await responder.apply(planId)).status).toBe(status);
    expect(writes(world)).toBe(status === 'applied' ? 2 : 0);
  });

  it('is taken back though its resource is exempt by now', async () => {
    const world = createToyWorld();
    const { planId = '' } = await respond(world, 'apply');
    const responder = toyResponder(world, settingsWith('apply', { exemptions: [exempt] }));
    expect((await responder.undo(planId)).status).toBe('undone');
  });

  it('that was taken back is known again among hundreds that came after it', async () => {
    const world = createToyWorld();
    const { planId = '' } = await respond(world, 'apply');
    await toyResponder(world, settingsWith('apply')).undo(planId);
    const taken = await planOf(world, planId);
    for (let at = 1; at <= maxRecentPlans; at += 1) {
      await world.store.keep({
        ...taken,
        id: `later ${at}`,
        alertId: `later ${at}`,
        status: 'planned',
        madeMs: taken.madeMs + at,
      });
    }
    expect((await respond(world, 'apply')).why).toContain(planId);
  });

  it.each<[PlaybookMode, boolean, string]>([
    ['plan', false, 'skipped'],
    ['off', false, 'skipped'],
    ['plan', true, 'undone'],
    ['approve', false, 'undone'],
  ])('in mode %s, taken back by a person with credentials of their own %s, is %s', async (mode, isUnbound, status) => {
    const world = createToyWorld();
    const { planId = '' } = await respond(world, 'apply');
    expect((await toyResponder(world, settingsWith(mode), {}, isUnbound).undo(planId)).status).toBe(status);
    expect(world.shop).toEqual(status === 'undone' ? openShop : shutShop);
  });

  it('made for a session is exempt by the session and by its role', async () => {
    const arn = 'arn:aws:sts::123456789012:assumed-role/deploy/run-7';
    const sessionIssuer = 'arn:aws:iam::123456789012:role/deploy';
    for (const actor of [arn, sessionIssuer]) {
      const world = createToyWorld();
      const [waiting] = await toyResponder(world, settingsWith('approve')).respond(
        alertWith({ actor: { kind: 'role', arn, sessionIssuer } }),
      );
      const settings = settingsWith('approve', { exemptions: [{ reason: 'IaC', actors: [actor] }] });
      expect((await toyResponder(world, settings).apply(waiting?.planId ?? '')).status).toBe('skipped');
    }
  });
});

describe('AWS that is away while a plan is made', () => {
  it.each(['open cloud', 'read'] as const)('%s: is for the next try', async (failing) => {
    const world = createToyWorld();
    world.disturb = (call) => {
      if (call === failing) throw cloudError('unavailable');
    };
    const responder = toyResponder(world, settingsWith('apply'));
    await expect(responder.respond(alertWith())).rejects.toThrow('unavailable');
    expect(await responder.respond(alertWith(), { isLastTry: true })).toMatchObject([
      { status: 'failed', why: 'nothing was changed: toy:Move: unavailable' },
    ]);
  });
});

describe('AWS that is away while a plan is carried out, before anything is written', () => {
  const readOnce = (world: ToyWorld): void => {
    let reads = 0;
    world.disturb = (call, when) => {
      if (call !== 'read' || when !== 'before') return;
      reads += 1;
      if (reads > 1) throw cloudError('unavailable');
    };
  };

  it('is for the next try, and nothing is left to tell', async () => {
    const world = createToyWorld();
    readOnce(world);
    await expect(respond(world, 'apply')).rejects.toThrow('unavailable');
    expect(await world.store.untold()).toEqual([]);
    world.disturb = () => undefined;
    expect((await respond(world, 'apply')).status).toBe('applied');
  });

  it('is told after the last try', async () => {
    const world = createToyWorld();
    readOnce(world);
    const [outcome] = await toyResponder(world, settingsWith('apply')).respond(alertWith(), { isLastTry: true });
    expect(outcome).toMatchObject({ status: 'failed', why: expect.stringContaining('nothing was changed') });
    expect((await planOf(world, outcome?.planId)).status).toBe('planned');
  });
});

describe('another record of an alert of which somebody left the first plan', () => {
  const second = { ...target, eventID: 'event-2' };
  const answer = (world: ToyWorld) =>
    toyResponder(world, settingsWith('apply')).respond(alertWith({ targets: [second] }));

  it('is judged after that plan was ended', async () => {
    const world = createToyWorld();
    const planId = await begin(world);
    world.nowMs += hourMs;
    // Done by the first, and opened again by the second call.
    world.shop = shutShop;
    let reads = 0;
    world.disturb = (call, when) => {
      if (call !== 'read' || when !== 'before') return;
      reads += 1;
      if (reads === 3) world.shop = { open: true, lit: false };
    };
    const [ended, own, ...others] = await answer(world);
    expect(others).toEqual([]);
    expect(ended).toMatchObject({ status: 'applied', planId });
    expect(own).toMatchObject({
      status: 'waiting',
      why: `this alert was answered before: plan ${planId} is applied`,
      before: { open: true, lit: false },
      target: second,
    });
  });

  it('is not spoken of where it did no harm of its own', async () => {
    const world = createToyWorld();
    const planId = await begin(world);
    world.nowMs += hourMs;
    expect(await answer(world)).toMatchObject([{ status: 'applied', planId }]);
  });
});

it('a plan that somebody left is not given up because AWS is away', async () => {
  const world = createToyWorld();
  const planId = await begin(world);
  world.nowMs += hourMs;
  world.disturb = (call) => {
    if (call === 'open cloud') throw cloudError('unavailable');
  };
  await expect(respond(world, 'apply')).rejects.toThrow('unavailable');
  world.disturb = () => undefined;
  expect(await respond(world, 'apply')).toMatchObject({ status: 'applied', planId });
});

describe('a write whose end is not known', () => {
  it.each(['before', 'after'] as const)('is told so, and can be taken back: answer lost, %s', async (moment) => {
    const world = createToyWorld();
    let isLate = false;
    world.disturb = (call, when) => {
      if (call !== 'move door' || when !== 'before' || isLate) return;
      isLate = true;
      throw cloudError('unavailable');
    };
    const outcome = await respond(world, 'apply');
    expect(outcome).toMatchObject({ status: 'failed', why: expect.stringContaining('may still show') });
    expect((await planOf(world, outcome.planId)).status).toBe('failed');
    if (moment === 'after') world.shop = shutShop;
    const undone = await toyResponder(world, settingsWith('apply')).undo(outcome.planId ?? '');
    expect(undone.status).toBe('undone');
    expect(world.shop).toEqual(openShop);
  });
});
