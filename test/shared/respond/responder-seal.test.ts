import { describe, expect, it } from 'vitest';
import type { ResponsePlan } from '#shared/ports/response-store.ts';
import { type Seal, SealError } from '#shared/ports/seal.ts';
import type { Responder } from '#shared/respond/responder.ts';
import { createToySeal } from './toy-seal.ts';
import {
  alertWith,
  createToyWorld,
  openShop,
  settingsWith,
  shutShop,
  startMs,
  type ToyWorld,
  target,
  toldOnResume,
  toyResponder,
} from './toy-world.ts';

const ours = createToySeal('ours');
const theirs = createToySeal('theirs');
const responderWith = (
  world: ToyWorld,
  seal: Seal | undefined,
  mode: 'plan' | 'approve' | 'apply' = 'approve',
): Responder => toyResponder(world, settingsWith(mode), seal === undefined ? {} : { seal });
const planWith = async (world: ToyWorld, seal: Seal | undefined): Promise<ResponsePlan> => {
  const [outcome] = await responderWith(world, seal).respond(alertWith());
  return read(world, outcome?.planId);
};
const read = async (world: ToyWorld, planId = ''): Promise<ResponsePlan> => {
  const plan = await world.store.read(planId);
  if (plan === undefined) throw new Error('there is no plan');
  return plan;
};
const writes = (world: ToyWorld): number => world.calls.filter((call) => call.startsWith('move')).length;
const notOurs = 'the plan was not made by this deployment';

it('a plan carries a seal of its id and of all that never changes', async () => {
  const plan = await planWith(createToyWorld(), ours);
  expect(plan.seal).toMatch(new RegExp(`^ours: plan ${plan.id} [0-9a-f]{64}$`));
});

it('a plan without a seal to be had carries none', async () => {
  expect(await planWith(createToyWorld(), undefined)).not.toHaveProperty('seal');
});

it('a plan of our own is carried out and taken back', async () => {
  const world = createToyWorld();
  const { id } = await planWith(world, ours);
  expect((await responderWith(world, ours).apply(id)).status).toBe('applied');
  expect((await responderWith(world, ours).undo(id)).status).toBe('undone');
});

describe.each([
  ['without a seal', undefined],
  ['sealed by somebody else', theirs],
])('a plan %s', (_, seal) => {
  it('is not carried out, and nothing is asked of AWS', async () => {
    const world = createToyWorld();
    const { id } = await planWith(world, seal);
    const asked = world.calls.length;
    expect(await responderWith(world, ours).apply(id)).toMatchObject({
      status: 'failed',
      why: `${notOurs}: nothing was changed`,
    });
    expect(world.calls).toHaveLength(asked);
    expect(await read(world, id)).toMatchObject({ status: 'waiting' });
  });

  it('is not taken back', async () => {
    const world = createToyWorld();
    const { id } = await planWith(world, seal);
    await responderWith(world, seal).apply(id);
    expect(await responderWith(world, ours).undo(id)).toMatchObject({
      status: 'failed',
      why: expect.stringContaining(notOurs),
    });
    expect(world.shop).toEqual(shutShop);
  });

  it.each(['applying', 'undoing'] as const)('that somebody left (%s) is not gone on with', async (status) => {
    const world = createToyWorld();
    const plan = await planWith(world, seal);
    await world.store.move(plan, status, world.nowMs);
    world.nowMs += 101_000;
    expect(await toldOnResume(responderWith(world, ours))).toMatchObject([
      { status: 'failed', why: expect.stringContaining(notOurs) },
    ]);
    expect(writes(world)).toBe(0);
  });

  it('that seems to have ended is not told as done', async () => {
    const world = createToyWorld();
    const plan = await planWith(world, seal);
    await world.store.move(plan, 'applying', world.nowMs);
    await world.store.move(await read(world, plan.id), 'applied', world.nowMs);
    world.nowMs += 101_000;
    expect(await toldOnResume(responderWith(world, ours))).toMatchObject([
      { status: 'failed', why: expect.stringContaining(notOurs) },
    ]);
  });

  it('that the alert would lead to is not the one that people are shown', async () => {
    const world = createToyWorld();
    const other = await planWith(world, seal);
    const plan = await planWith(world, ours);
    expect(plan.id).not.toBe(other.id);
    expect((await responderWith(world, ours).apply(plan.id)).status).toBe('applied');
  });
});

it('the seal of one plan is not that of another', async () => {
  const world = createToyWorld();
  const plan = await planWith(world, ours);
  const store = { ...world.store, read: async () => ({ ...plan, seal: plan.seal?.replace(plan.id, '0') ?? '' }) };
  const responder = toyResponder(world, settingsWith('approve'), { seal: ours, store });
  expect((await responder.apply(plan.id)).why).toContain(notOurs);
});

it.each(['waiting', 'applied'] as const)('a plan of somebody else (%s) is told without his words', async (status) => {
  const world = createToyWorld();
  const plan = { ...(await planWith(world, theirs)), status, steps: ['run this'] };
  const untold = async () => [{ planId: plan.id, plan }];
  const store = { ...world.store, read: async () => plan, untold };
  const responder = toyResponder(world, settingsWith('approve'), { seal: ours, store });
  world.nowMs += 101_000;
  for (const outcome of [await responder.apply(plan.id), ...(await toldOnResume(responder))]) {
    expect(outcome).toMatchObject({ status: 'failed', steps: [] });
    expect(outcome).not.toHaveProperty('after');
  }
});

it('the plan that follows has a seal of its own', async () => {
  const world = createToyWorld();
  const { id } = await planWith(world, ours);
  world.nowMs += 25 * 3_600_000;
  const { planId } = await responderWith(world, ours).apply(id);
  expect(planId).not.toBe(id);
  expect((await read(world, planId)).seal).toContain(`ours: plan ${planId} `);
});

it.each(['sign', 'verify'] as const)(
  'a seal that cannot be asked (%s) is for the next try: nothing is changed',
  async (name) => {
    const world = createToyWorld();
    const away = { ...ours, [name]: async () => Promise.reject(new SealError('away')) };
    await expect(responderWith(world, away, 'apply').respond(alertWith(), { isLastTry: true })).rejects.toThrow(
      SealError,
    );
    expect(world.shop).toEqual(openShop);
  },
);

describe('a plan of our own of which somebody altered', () => {
  const dayMs = 24 * 3_600_000;

  it.each<[string, Partial<ResponsePlan>]>([
    ['when it was made', { madeMs: startMs + 30 * dayMs }],
    ['who made the harm', { actorArns: ['arn:aws:iam::123456789012:user/bob'] }],
    ['the role behind', { actorArn: 'arn:aws:iam::123456789012:user/bob' }],
    ['the steps', { steps: ['water the flowers'] }],
    ['the record', { target: { ...target, eventID: 'event-2' } }],
  ])('%s is refused, either way', async (_, members) => {
    const world = createToyWorld();
    const plan = await planWith(world, ours);
    for (const [way, status] of [
      ['apply', 'waiting'],
      ['undo', 'applied'],
    ] as const) {
      const store = { ...world.store, read: async () => ({ ...plan, ...members, status }) };
      const responder = toyResponder(world, settingsWith('approve'), { seal: ours, store });
      expect((await responder[way](plan.id)).why).toContain(notOurs);
    }
    expect(writes(world)).toBe(0);
  });
});

describe('a plan that is marked as begun', () => {
  const leftMs = 101_000;
  const resumed = (world: ToyWorld, mode: 'approve' | 'apply' = 'approve') =>
    toldOnResume(responderWith(world, ours, mode));
  const unasked = 'nothing shows that this deployment was asked for it';

  /** As somebody would write it into the table, or a person with credentials of their own began and died. */
  const mark = async (
    world: ToyWorld,
    status: 'applying' | 'undoing',
    { begunSeal, begunMs = world.nowMs }: { readonly begunSeal?: string; readonly begunMs?: number } = {},
  ): Promise<ResponsePlan> => {
    const plan = await planWith(world, ours);
    await world.store.move(plan, status, begunMs, begunSeal);
    return plan;
  };

  it.each<['applying' | 'undoing', ToyWorld['shop'], string, string, string]>([
    ['applying', openShop, 'failed', 'as it was, and nothing was changed', 'planned'],
    ['applying', shutShop, 'applied', 'as the plan would have it', 'applied'],
    ['applying', { open: false, lit: true }, 'failed', 'neither as it was nor as planned', 'failed'],
    ['applying', undefined, 'failed', 'neither as it was nor as planned', 'failed'],
    ['undoing', shutShop, 'failed', 'as it was, and nothing was changed', 'applied'],
    ['undoing', openShop, 'undone', 'as the plan would have it', 'undone'],
    ['undoing', { open: true, lit: false }, 'failed', 'neither as it was nor as planned', 'failed'],
  ])('(%s) without a seal is looked at, told and not gone on with: %j', async (status, shop, expected, why, kept) => {
    const world = createToyWorld();
    const { id } = await mark(world, status);
    world.shop = shop;
    world.nowMs += leftMs;
    expect(await resumed(world)).toMatchObject([
      { status: expected, planId: id, why: expect.stringMatching(`${unasked}; .*${why}`) },
    ]);
    expect([writes(world), world.shop]).toEqual([0, shop]);
    expect(await read(world, id)).toMatchObject({ status: kept });
    expect(await world.store.untold()).toEqual([]);
  });

  it.each<[string, (plan: ResponsePlan, beganMs: number) => string]>([
    ['somebody else', ({ id }, ms) => `theirs: begun ${id} undo ${ms}`],
    ['another plan', (_, ms) => `ours: begun 0 undo ${ms}`],
    ['the other way', ({ id }, ms) => `ours: begun ${id} apply ${ms}`],
    ['another time', ({ id }, ms) => `ours: begun ${id} undo ${ms - 1}`],
  ])('with a seal of %s is not gone on with', async (_, sealOf) => {
    const world = createToyWorld();
    const plan = await planWith(world, ours);
    await world.store.move(plan, 'undoing', world.nowMs, sealOf(plan, world.nowMs));
    world.shop = shutShop;
    world.nowMs += leftMs;
    expect((await resumed(world))[0]?.why).toContain(unasked);
    expect(writes(world)).toBe(0);
  });

  it.each([
    [59 * 60_000, 2, 'undone'],
    [61 * 60_000, 0, 'failed'],
  ])('by us is gone on with for an hour: after %i ms there are %i writes', async (laterMs, count, status) => {
    const world = createToyWorld();
    const plan = await planWith(world, ours);
    await world.store.move(plan, 'undoing', world.nowMs, `ours: begun ${plan.id} undo ${world.nowMs}`);
    world.shop = shutShop;
    world.nowMs += laterMs;
    expect(await resumed(world)).toMatchObject([{ status }]);
    expect(writes(world)).toBe(count);
  });

  it('is carried out when somebody asks all the same', async () => {
    const world = createToyWorld();
    const { id } = await mark(world, 'applying');
    world.nowMs += leftMs;
    await resumed(world);
    expect((await responderWith(world, ours).apply(id)).status).toBe('applied');
  });

  it('is nothing that an alert goes on with: it is answered by what is, and waits where it has to', async () => {
    const world = createToyWorld();
    const { id } = await mark(world, 'applying');
    world.nowMs += leftMs;
    world.repair = () => ({ kind: 'change', state: shutShop, steps: [], needsApproval: 'a guess' });
    expect(await responderWith(world, ours, 'apply').respond(alertWith())).toMatchObject([
      { status: 'waiting', planId: id, why: 'a guess' },
    ]);
    expect(writes(world)).toBe(0);
  });

  it('by us is gone on with when its alert comes again', async () => {
    const world = createToyWorld();
    const plan = await planWith(world, ours);
    await world.store.move(plan, 'applying', world.nowMs, `ours: begun ${plan.id} apply ${world.nowMs}`);
    world.nowMs += leftMs;
    world.repair = () => ({ kind: 'change', state: shutShop, steps: [], needsApproval: 'a guess' });
    expect(await responderWith(world, ours, 'apply').respond(alertWith())).toMatchObject([{ planId: plan.id }]);
  });

  it('leaves its seal where the next one looks', async () => {
    const world = createToyWorld();
    const { id } = await planWith(world, ours);
    await responderWith(world, ours).apply(id);
    const { begunMs, begunSeal } = await read(world, id);
    expect(begunSeal).toBe(`ours: begun ${id} apply ${begunMs}`);
  });
});

describe('plans that others put where ours are', () => {
  const alertOf = (id: string): ReturnType<typeof alertWith> => alertWith({ id });
  const put = async (world: ToyWorld, status: ResponsePlan['status'], count = 1, laterMs = 0): Promise<void> => {
    const plan = await planWith(world, ours);
    for (let at = 1; at <= count; at += 1) {
      const id = `theirs ${at}`;
      await world.store.keep({ ...plan, id, alertId: id, status, changedMs: world.nowMs + laterMs });
    }
  };

  it.each(['applied', 'failed', 'applying'] as const)('do not use up the budget: %s', async (status) => {
    const world = createToyWorld();
    await put(world, status, 9, -101_000);
    expect(await responderWith(world, ours, 'apply').respond(alertOf('b'))).toMatchObject([{ status: 'applied' }]);
  });

  it.each([0, 30 * 24 * 3_600_000])('do not keep the responder away: begun %i ms from now', async (laterMs) => {
    const world = createToyWorld();
    await put(world, 'applying', 1, laterMs);
    expect(await responderWith(world, ours, 'apply').respond(alertOf('b'))).toMatchObject([{ status: 'applied' }]);
  });

  it.each(['undone', 'applied'] as const)('do not make the answer wait: %s', async (status) => {
    const world = createToyWorld();
    await put(world, status);
    expect(await responderWith(world, ours, 'apply').respond(alertOf('theirs 1'))).toMatchObject([
      { status: 'applied', why: 'done, read again and compared' },
    ]);
  });

  it('nor does one of our own that somebody dated into the future', async () => {
    const world = createToyWorld();
    const plan = await planWith(world, ours);
    await world.store.move(plan, 'applying', world.nowMs + 30 * 24 * 3_600_000);
    expect(await responderWith(world, ours, 'apply').respond(alertOf('b'))).toMatchObject([{ status: 'applied' }]);
  });

  it('under the id of ours and unreadable are passed by', async () => {
    const world = createToyWorld();
    const { id } = await planWith(world, ours);
    const keep: ToyWorld['store']['keep'] = async (plan) => (plan.id === id ? undefined : world.store.keep(plan));
    const responder = toyResponder(world, settingsWith('apply'), { seal: ours, store: { ...world.store, keep } });
    expect(await responder.respond(alertWith())).toMatchObject([{ status: 'applied' }]);
  });
});
