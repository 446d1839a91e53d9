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
  type ToyWorld,
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

it('a plan carries the seal of its id', async () => {
  const plan = await planWith(createToyWorld(), ours);
  expect(plan.seal).toBe(`ours: plan ${plan.id}`);
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
    expect(await responderWith(world, ours).resume()).toMatchObject([
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
    expect(await responderWith(world, ours).resume()).toMatchObject([
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
  const store = { ...world.store, read: async () => ({ ...plan, seal: 'ours: plan 0' }) };
  const responder = toyResponder(world, settingsWith('approve'), { seal: ours, store });
  expect((await responder.apply(plan.id)).why).toContain(notOurs);
});

it('the plan that follows has a seal of its own', async () => {
  const world = createToyWorld();
  const { id } = await planWith(world, ours);
  world.nowMs += 25 * 3_600_000;
  const { planId } = await responderWith(world, ours).apply(id);
  expect(planId).not.toBe(id);
  expect((await read(world, planId)).seal).toBe(`ours: plan ${planId}`);
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
