import { describe, expect, it } from 'vitest';
import { type Planned, planResponse } from '#shared/respond/plan-response.ts';
import type { Playbook, Repair } from '#shared/respond/playbook.ts';
import {
  actorArn,
  cloudError,
  createToyPlaybook,
  createToyWorld,
  noCloud,
  openShop,
  type Shop,
  shutShop,
  type ToyWorld,
  target,
} from './toy-world.ts';

const plan = (world: ToyWorld, occasion: { readonly alertId?: string; readonly eventID?: string } = {}) =>
  planResponse(
    createToyPlaybook(world) as unknown as Playbook,
    { alertId: occasion.alertId ?? 'alert-1', target: { ...target, eventID: occasion.eventID ?? 'event-1' }, actorArn },
    { cloud: noCloud, settings: { mode: 'plan' }, nowMs: world.nowMs },
  );

const idOf = (planned: Planned): string => {
  if (planned.kind !== 'change') throw new Error('there is no plan');
  return planned.plan.id;
};

describe('planResponse', () => {
  it('says what is and what would be, and changes nothing', async () => {
    const world = createToyWorld();
    expect(await plan(world)).toMatchObject({
      kind: 'change',
      plan: { status: 'planned', actorArn, before: openShop, after: shutShop, madeMs: world.nowMs },
    });
    expect(world.calls).toEqual(['read']);
    expect(world.shop).toEqual(openShop);
  });

  it.each<[string, (world: ToyWorld) => void, Planned]>([
    [
      'a resource that is gone',
      (world) => {
        world.shop = undefined;
      },
      { kind: 'harmless', why: 'the resource is gone' },
    ],
    [
      'a harm that is gone',
      (world) => {
        world.shop = shutShop;
      },
      { kind: 'harmless', why: 'the door is shut' },
    ],
    [
      'what is not for a playbook to judge',
      (world) => {
        world.repair = (): Repair<Shop> => ({ kind: 'refused', why: 'the door is no door' });
      },
      { kind: 'refused', why: 'the door is no door' },
    ],
  ])('makes no plan of %s', async (_, prepare, expected) => {
    const world = createToyWorld();
    prepare(world);
    expect(await plan(world)).toEqual(expected);
  });

  it('passes on that somebody must approve', async () => {
    const world = createToyWorld();
    world.repair = () => ({ kind: 'change', state: shutShop, steps: [], needsApproval: 'a guess' });
    expect(await plan(world)).toMatchObject({ kind: 'change', needsApproval: 'a guess' });
  });

  it('throws what the reading throws', async () => {
    const world = createToyWorld();
    world.disturb = () => {
      throw cloudError('denied');
    };
    await expect(plan(world)).rejects.toThrow('denied');
  });

  it('names the same plan alike, and different ones differently', async () => {
    const world = createToyWorld();
    const first = idOf(await plan(world));
    world.nowMs += 5000;
    expect(idOf(await plan(world))).toBe(first);
    expect(idOf(await plan(world, { eventID: 'event-2' }))).toBe(first);
    expect(idOf(await plan(world, { alertId: 'alert-2' }))).not.toBe(first);
    world.shop = { open: true, lit: false };
    expect(idOf(await plan(world))).not.toBe(first);
  });
});
