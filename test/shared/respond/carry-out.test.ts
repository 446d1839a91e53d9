import { describe, expect, it } from 'vitest';
import { type CarriedOut, carryOut, findDoubt } from '#shared/respond/carry-out.ts';
import type { Playbook } from '#shared/respond/playbook.ts';
import {
  cloudError,
  createToyPlaybook,
  createToyWorld,
  noCloud,
  openShop,
  type Shop,
  shutShop,
  type ToyCall,
  type ToyWorld,
  target,
} from './toy-world.ts';

const playbookOf = (world: ToyWorld): Playbook => createToyPlaybook(world) as unknown as Playbook;
const carryOutIn = (world: ToyWorld): Promise<CarriedOut> =>
  carryOut(playbookOf(world), { target, from: openShop, to: shutShop }, noCloud);

/** Fail the nth call of a name, before it is carried out or after. */
const failing = (name: ToyCall, when: 'before' | 'after', nth = 1): ToyWorld['disturb'] => {
  let count = 0;
  return (call, moment) => {
    if (call !== name || moment !== when) return;
    count += 1;
    if (count === nth) throw cloudError();
  };
};

const denying =
  (name: ToyCall): ToyWorld['disturb'] =>
  (call) => {
    if (call === name) throw cloudError('denied');
  };

describe('carryOut', () => {
  it('reads, writes, reads again', async () => {
    const world = createToyWorld();
    expect(await carryOutIn(world)).toEqual({ kind: 'done' });
    expect(world.calls).toEqual(['read', 'move door', 'move lamp', 'read']);
    expect(world.shop).toEqual(shutShop);
  });

  it.each<[string, Shop | undefined, CarriedOut['kind']]>([
    ['it is so already', shutShop, 'done'],
    ['it was changed', { open: true, lit: false }, 'changed'],
    ['it is gone', undefined, 'changed'],
  ])('writes nothing when %s', async (_, shop, expected) => {
    const world = createToyWorld();
    world.shop = shop;
    expect((await carryOutIn(world)).kind).toBe(expected);
    expect(world.calls).toEqual(['read']);
  });

  it.each<[string, ToyWorld['disturb'], Partial<CarriedOut>]>([
    ['it cannot be read', failing('read', 'before'), { kind: 'unread' }],
    ['nobody knows of the first change', failing('move door', 'before'), { kind: 'failed', state: 'unknown' }],
    ['the first change is denied', denying('move door'), { kind: 'failed', state: 'unchanged' }],
    ['the answer to the first is lost', failing('move door', 'after'), { kind: 'failed', state: 'half-way' }],
    ['the second change fails', failing('move lamp', 'before'), { kind: 'failed', state: 'half-way' }],
    ['the answer to the last is lost', failing('move lamp', 'after'), { kind: 'done' }],
    ['it cannot be read again', failing('read', 'before', 2), { kind: 'failed', state: 'unknown' }],
  ])('says what is when %s', async (_, disturb, expected) => {
    const world = createToyWorld();
    world.disturb = disturb;
    expect(await carryOutIn(world)).toMatchObject(expected);
  });

  it('says so when somebody else changes it in between', async () => {
    const world = createToyWorld();
    world.disturb = (call, when) => {
      if (call === 'move lamp' && when === 'after' && world.shop !== undefined)
        world.shop = { ...world.shop, open: true };
    };
    expect(await carryOutIn(world)).toMatchObject({ kind: 'failed', state: 'half-way' });
  });

  it('knows a state by its essence', async () => {
    const world = createToyWorld();
    world.shop = { ...openShop, painted: true };
    const playbook: Playbook<Shop> = {
      ...createToyPlaybook(world),
      essence: ({ open, lit }) => ({ open, lit }),
    };
    const change = { target, from: openShop, to: shutShop };
    expect(await carryOut(playbook as unknown as Playbook, change, noCloud)).toEqual({ kind: 'done' });
  });

  it('lets a fault of ours through', async () => {
    const world = createToyWorld();
    world.disturb = () => {
      throw new TypeError('a bug');
    };
    await expect(carryOutIn(world)).rejects.toThrow('a bug');
  });
});

describe('findDoubt', () => {
  it.each<[string, Shop | undefined, ToyWorld['opinion'], RegExp | undefined]>([
    ['both call it harmless', shutShop, 'harmless', undefined],
    ['AWS has no opinion', shutShop, undefined, undefined],
    ['AWS calls it harmful', shutShop, 'harmful', /AWS does not/],
    ['the playbook would change it again', openShop, 'harmless', /still change it/],
    ['it is gone', undefined, 'harmless', undefined],
  ])('%s', async (_, shop, opinion, expected) => {
    const world = createToyWorld();
    Object.assign(world, { shop, opinion });
    const doubt = await findDoubt(playbookOf(world), target, { cloud: noCloud, settings: { mode: 'apply' } });
    if (expected === undefined) expect(doubt).toBeUndefined();
    else expect(doubt).toMatch(expected);
  });
});
