import { beforeEach, describe, expect, it } from 'vitest';
import {
  beginningOf,
  maxRecentPlans,
  type PlanStatus,
  type ResponsePlan,
  type ResponseStore,
} from '#shared/ports/response-store.ts';
import { oddTexts, startMs } from './contract-helpers.ts';

/** A plan to close a bucket, unless told otherwise. */
export function planOf(id: string, members: Partial<ResponsePlan> = {}): ResponsePlan {
  return {
    version: 1,
    id,
    playbook: 's3-public-policy',
    alertId: '0123456789abcdef0123456789abcdef',
    target: {
      accountId: '123456789012',
      region: 'eu-west-1',
      subject: { kind: 'bucket', bucket: 'example-exports' },
      eventID: '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9',
      eventTime: '2026-03-01T09:29:00.000Z',
    },
    resource: 'arn:aws:s3:::example-exports',
    actorArn: 'arn:aws:iam::123456789012:user/alice',
    actorArns: ['arn:aws:iam::123456789012:user/alice'],
    before: { policy: '{"Version":"2012-10-17","Statement":[]}', block: null },
    after: { policy: null, block: null },
    steps: ['delete the policy'],
    madeMs: startMs,
    status: 'waiting',
    changedMs: startMs,
    ...members,
  };
}

/** What every response store promises.
 * @param makeStore a new, empty store */
export function describeResponseStore(makeStore: () => ResponseStore | Promise<ResponseStore>): void {
  let store: ResponseStore;
  beforeEach(async () => {
    store = await makeStore();
  });
  const idsSince = async (sinceMs: number, resource: string = planOf('').resource): Promise<readonly string[]> =>
    (await store.recent(resource, sinceMs)).map(({ id }) => id);

  describe('a plan', () => {
    it('is kept whole', async () => {
      const plan = planOf('one');
      expect(await store.keep(plan)).toEqual(plan);
      expect(await store.read('one')).toEqual(plan);
      expect(await store.recent(plan.resource, 0)).toEqual([plan]);
    });

    it('that nobody kept is not there', async () => {
      expect(await store.read('one')).toBeUndefined();
    });

    it('keeps its seal', async () => {
      const plan = planOf('one', { seal: 'bWFj' });
      expect(await store.keep(plan)).toEqual(plan);
      expect(await store.read('one')).toEqual(plan);
    });

    it('may tell nothing of an actor', async () => {
      const { actorArn: _, actorArns: __, ...plan } = planOf('one');
      await store.keep(plan);
      expect(await store.read('one')).toEqual(plan);
    });

    it('is never overwritten: who keeps it again is told how far it is', async () => {
      const first = planOf('one');
      await store.keep(first);
      await store.move(first, 'applying', startMs + 1);
      const again = await store.keep(planOf('one', { madeMs: startMs + 5, changedMs: startMs + 5, steps: [] }));
      expect(again).toEqual({ ...first, status: 'applying', changedMs: startMs + 1, begunMs: startMs + 1 });
      expect(await store.read('one')).toEqual(again);
      expect(await store.recent(first.resource, 0)).toEqual([again]);
    });

    it('is the same for all who keep it at once', async () => {
      const plans = Array.from({ length: 5 }, (_, index) => planOf('one', { madeMs: startMs + index }));
      const kept = await Promise.all(plans.map((plan) => store.keep(plan)));
      expect(new Set(kept.map((plan) => plan?.madeMs)).size).toBe(1);
      expect(await store.recent(planOf('').resource, 0)).toHaveLength(1);
    });

    it.each(oddTexts)('holds what a resource may hold: %s', async (_, text) => {
      const plan = planOf('one', { before: { policy: text }, after: [text, null, true, 1.5, { [`${text}x`]: text }] });
      await store.keep(plan);
      expect(await store.read('one')).toEqual(plan);
    });
  });

  describe('a move', () => {
    it.each<[PlanStatus, PlanStatus, Partial<ResponsePlan>]>([
      ['planned', 'applying', { begunMs: startMs + 7 }],
      ['waiting', 'applying', { begunMs: startMs + 7 }],
      ['applying', 'applied', {}],
      ['applying', 'applying', { begunMs: startMs + 7 }],
      ['applied', 'undoing', { begunMs: startMs + 7 }],
      ['undoing', 'undone', {}],
      ['applying', 'failed', {}],
    ])('from %s to %s changes the status and its time alone, and says so if it begins', async (from, to, begun) => {
      const plan = planOf('one', { status: from });
      await store.keep(plan);
      expect(await store.move(plan, to, startMs + 7)).toBe(true);
      expect(await store.read('one')).toEqual({ ...plan, status: to, changedMs: startMs + 7, ...begun });
    });

    it('that begins keeps its seal for as long as nobody begins anew', async () => {
      const plan = planOf('one');
      await store.keep(plan);
      expect(await store.move(plan, 'applying', startMs + 1, 'bWFj')).toBe(true);
      const begun = { ...plan, begunMs: startMs + 1, begunSeal: 'bWFj' };
      expect(await store.read('one')).toEqual({ ...begun, status: 'applying', changedMs: startMs + 1 });
      await store.move({ ...plan, status: 'applying', changedMs: startMs + 1 }, 'applied', startMs + 2);
      expect(await store.read('one')).toEqual({ ...begun, status: 'applied', changedMs: startMs + 2 });
      await store.move({ ...plan, status: 'applied', changedMs: startMs + 2 }, 'undoing', startMs + 3);
      expect(await store.read('one')).toEqual({
        ...plan,
        status: 'undoing',
        changedMs: startMs + 3,
        begunMs: startMs + 3,
      });
    });

    it.each<[string, Partial<ResponsePlan>]>([
      ['another status', { status: 'planned' }],
      ['the same status of another time', { changedMs: startMs - 1 }],
    ])('from %s than it has changes nothing', async (_, read) => {
      const plan = planOf('one');
      await store.keep(plan);
      expect(await store.move({ ...plan, ...read }, 'applying', startMs + 7)).toBe(false);
      expect(await store.read('one')).toEqual(plan);
    });

    it('of a plan that is not there makes none', async () => {
      expect(await store.move(planOf('one'), 'applying', startMs)).toBe(false);
      expect(await store.read('one')).toBeUndefined();
    });

    it('is made by exactly one of many at once', async () => {
      const plan = planOf('one');
      await store.keep(plan);
      const moves = Array.from({ length: 10 }, (_, index) => store.move(plan, 'applying', startMs + 1 + index));
      expect((await Promise.all(moves)).filter(Boolean)).toHaveLength(1);
    });

    // Under load moto's threads come between a condition and its write; the service and MiniStack do not let them.
    it('to take over from one who died is made by exactly one of many at once', { retry: 3 }, async () => {
      const plan = planOf('one', { status: 'applying' });
      await store.keep(plan);
      const moves = Array.from({ length: 10 }, (_, index) => store.move(plan, 'applying', startMs + 1 + index));
      expect((await Promise.all(moves)).filter(Boolean)).toHaveLength(1);
    });
  });

  describe('what is yet to be told', () => {
    const untoldIds = async (): Promise<readonly string[]> =>
      (await store.untold()).map(({ planId }) => planId).toSorted();
    const begin = async (id: string, status: PlanStatus = 'applying'): Promise<ResponsePlan> => {
      const plan = planOf(id);
      await store.keep(plan);
      expect(await store.move(plan, status, startMs + 1)).toBe(true);
      return { ...plan, status, changedMs: startMs + 1 };
    };

    it.each<[PlanStatus, readonly string[]]>([
      ['applying', ['one']],
      ['undoing', ['one']],
      ['superseded', []],
      ['failed', []],
    ])('of a plan that becomes %s is %j', async (status, ids) => {
      await begin('one', status);
      expect(await untoldIds()).toEqual(ids);
    });

    it.each<PlanStatus>(['applied', 'failed', 'planned'])(
      'is a plan that was begun, and is %s by now, until that is noted as told',
      async (status) => {
        const plan = await begin('one');
        await store.move(plan, status, startMs + 2);
        expect(await store.untold()).toEqual([
          {
            ...beginningOf('one', startMs + 1),
            plan: { ...plan, status, changedMs: startMs + 2, begunMs: startMs + 1 },
          },
        ]);
        await store.noteTold(beginningOf('one', startMs + 1));
        expect(await store.untold()).toEqual([]);
        expect(await store.read('one')).toMatchObject({ status });
      },
    );

    it('is a plan that is begun anew after it was told', async () => {
      const plan = await begin('one');
      await store.move(plan, 'applied', startMs + 2);
      await store.noteTold(beginningOf('one', startMs + 1));
      await store.move({ ...plan, status: 'applied', changedMs: startMs + 2 }, 'undoing', startMs + 3);
      expect(await untoldIds()).toEqual(['one']);
    });

    it('is a plan that is begun anew before the first beginning was told', async () => {
      const plan = await begin('one');
      await store.move(plan, 'applied', startMs + 2);
      await store.move({ ...plan, status: 'applied', changedMs: startMs + 2 }, 'undoing', startMs + 3);
      await store.noteTold(beginningOf('one', startMs + 1));
      expect(await untoldIds()).toEqual(['one']);
      await store.noteTold({ planId: 'one' });
      expect(await untoldIds()).toEqual(['one']);
      await store.noteTold(beginningOf('one', startMs + 3));
      expect(await untoldIds()).toEqual([]);
    });

    it('is not a plan that somebody else began', async () => {
      const plan = planOf('one');
      await store.keep(plan);
      expect(await store.move({ ...plan, changedMs: startMs - 1 }, 'applying', startMs + 1)).toBe(false);
      expect(await untoldIds()).toEqual([]);
    });

    it('is each of many', async () => {
      for (const id of ['a', 'b', 'c']) await begin(id);
      await store.noteTold(beginningOf('b', startMs + 1));
      expect(await untoldIds()).toEqual(['a', 'c']);
    });

    it('of a plan that nobody began may be noted as told', async () => {
      await store.noteTold(beginningOf('none', startMs));
      expect(await store.untold()).toEqual([]);
    });
  });

  describe('recent plans', () => {
    it('come latest first, those of the moment included', async () => {
      for (const offset of [2, 0, 3, 1]) await store.keep(planOf(`p${offset}`, { madeMs: startMs + offset }));
      expect(await idsSince(startMs + 1)).toEqual(['p3', 'p2', 'p1']);
      expect(await idsSince(startMs + 4)).toEqual([]);
      expect(await idsSince(0)).toEqual(['p3', 'p2', 'p1', 'p0']);
    });

    it('of one moment are all there', async () => {
      for (const id of ['a', 'c', 'b']) await store.keep(planOf(id));
      expect((await idsSince(startMs)).toSorted()).toEqual(['a', 'b', 'c']);
    });

    it('tell how far each is', async () => {
      const plan = planOf('one');
      await store.keep(plan);
      await store.move(plan, 'applying', startMs + 1);
      expect((await store.recent(plan.resource, 0)).map(({ status }) => status)).toEqual(['applying']);
    });

    it('are those of the resource', async () => {
      for (const resource of ['a', 'A', 'a#b', 'b', '']) await store.keep(planOf(`of ${resource}`, { resource }));
      for (const resource of ['a', 'A', 'a#b', 'b', '']) {
        expect(await idsSince(0, resource)).toEqual([`of ${resource}`]);
      }
    });

    it('are so many at most, the latest', async () => {
      for (let at = 0; at < maxRecentPlans + 3; at += 1) await store.keep(planOf(`p${at}`, { madeMs: startMs + at }));
      const ids = await idsSince(0);
      expect(ids).toHaveLength(maxRecentPlans);
      expect([ids[0], ids.at(-1)]).toEqual([`p${maxRecentPlans + 2}`, 'p3']);
    });
  });
}
