import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '#shared/model/outcome.ts';
import type { PlanStatus } from '#shared/ports/response-store.ts';
import { PlanTakenError } from '#shared/respond/plan-errors.ts';
import type { Responder } from '#shared/respond/responder.ts';
import { createTurns } from '../../chaos/create-turns.ts';
import { type Crash, Died, dyingPorts } from './dying-ports.ts';
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

/** Deliveries of one alert, then requests to approve and to undo, and what the clock does for those who died: each with the deaths of its
 * successive attempts. */
interface History {
  readonly mode: 'approve' | 'apply';
  readonly responses: readonly (readonly Crash[])[];
  readonly requests: readonly (readonly Crash[])[];
  readonly resumptions: readonly (readonly Crash[])[];
  /** How many are worked on at the same time; used round and round. */
  readonly parallel: readonly number[];
  /** Whose port call goes next, among those that wait. */
  readonly turns: readonly number[];
}

const anyCrash = fc.record({ atCall: fc.nat({ max: 30 }), when: fc.constantFrom('before' as const, 'after' as const) });
const anyCrashes = fc.array(anyCrash, { maxLength: 2 });
const anyHistory: fc.Arbitrary<History> = fc.record({
  mode: fc.constantFrom('approve' as const, 'apply' as const),
  responses: fc.array(anyCrashes, { minLength: 1, maxLength: 3 }),
  requests: fc.array(anyCrashes, { minLength: 1, maxLength: 2 }),
  resumptions: fc.array(anyCrashes, { minLength: 1, maxLength: 2 }),
  parallel: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }),
  turns: fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 20 }),
});

type Tell = (outcome: Outcome) => Promise<void>;
type Ask = (responder: Responder, tell: Tell) => Promise<void>;

const respond: Ask = async (responder, tell) => {
  for (const outcome of await responder.respond(alertWith())) {
    await tell(outcome);
    if (outcome.begun !== undefined) await responder.noteTold(outcome.begun);
  }
};
const resume: Ask = async (responder, tell) => {
  // A death is not a problem of one plan: who is dead tells nothing of the others either.
  const { problems } = await responder.resume(tell);
  for (const { error } of problems) throw error;
};
const request =
  (way: 'apply' | 'undo', planId: string): Ask =>
  async (responder, tell) => {
    const outcome = await responder[way](planId);
    await tell(outcome);
    if (outcome.begun !== undefined) await responder.noteTold(outcome.begun);
  };

/** Attempt each delivery until it does not die; once, where nobody delivers it again.
 * @returns what was told */
async function live(
  world: ToyWorld,
  history: History,
  ask: Ask,
  { deliveries, isRetried }: { readonly deliveries: History['responses']; readonly isRetried: boolean },
): Promise<Outcome[]> {
  const told: Outcome[] = [];
  const turns = createTurns(history.turns);
  const queue = deliveries.map((crashes) => ({ crashes }));
  for (let round = 0; queue.length > 0; round += 1) {
    if (round > 100) throw new Error('it never ends');
    const now = queue.splice(0, history.parallel[round % history.parallel.length] ?? 1);
    await turns.run(
      now.map(async ({ crashes: [crash, ...later] }) => {
        const ports = dyingPorts(world, crash, turns.take);
        const tell: Tell = (outcome) => ports.around(async () => void told.push(outcome));
        try {
          await ask(toyResponder(world, settingsWith(history.mode), ports), tell);
        } catch (error) {
          if (!(error instanceof Died || error instanceof PlanTakenError)) throw error;
          if (isRetried) queue.push({ crashes: later });
        }
      }),
    );
    // A queue delivers again, and the clock comes round, when those who died are known to be dead.
    world.nowMs += 101_000;
  }
  return told;
}

/** Ask for something, die over it, and let the clock come round until nothing is left untold. */
async function ask(world: ToyWorld, history: History, way: 'apply' | 'undo', planId: string): Promise<Outcome[]> {
  const wish = request(way, planId);
  const told = await live(world, history, wish, { deliveries: history.requests, isRetried: false });
  told.push(...(await live(world, history, resume, { deliveries: history.resumptions, isRetried: true })));
  while ((await world.store.untold()).length > 0) {
    told.push(...(await live(world, history, resume, { deliveries: [[]], isRetried: true })));
  }
  return told;
}

const seal = createToySeal('ours');
const isHalfWay = ({ shop }: ToyWorld): boolean => shop?.open === false && shop.lit;
const isHalfUndone = ({ shop }: ToyWorld): boolean => shop?.open === true && !shop.lit;
/** As for test/chaos; a failure prints its seed, which CHAOS_SEED takes. */
const numRuns = Number(process.env['CHAOS_RUNS'] ?? 1000);
const seed = Number(process.env['CHAOS_SEED'] ?? Date.now());

describe(`whoever dies wherever, as ${numRuns} histories have it`, () => {
  it('nothing is changed twice, nothing in silence, and all can be taken back', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const world = createToyWorld();
        const count = (name: string): number => world.calls.filter((call) => call === name).length;
        const told = await live(world, history, respond, { deliveries: history.responses, isRetried: true });
        if (history.mode === 'approve') {
          expect(world.shop).toEqual(openShop);
          const ids = new Set(told.map(({ planId }) => planId));
          expect([...told.map(({ status }) => status), ids.size]).toEqual([...told.map(() => 'waiting'), 1]);
          const [planId = ''] = ids;
          const answers = await ask(world, history, 'apply', planId);
          expect(answers.some(({ status }) => status === 'applied' || status === 'failed')).toBe(
            count('move door') > 0,
          );
          if (count('move door') === 0)
            answers.push(await toyResponder(world, settingsWith('approve'), { seal }).apply(planId));
          told.push(...answers);
        }
        expect([count('move door'), count('move lamp')]).toEqual([1, isHalfWay(world) ? 0 : 1]);
        const last = told.find(({ status }) => status === (isHalfWay(world) ? 'failed' : 'applied'));
        expect(last?.planId, JSON.stringify(told)).toBeDefined();
        if (isHalfWay(world)) return;

        expect(world.shop).toEqual(shutShop);
        const undone = await ask(world, history, 'undo', last?.planId ?? '');
        expect(undone.some(({ status }) => status === 'undone' || status === 'failed')).toBe(count('move door') > 1);
        if (count('move door') === 1) {
          undone.push(await toyResponder(world, settingsWith('approve'), { seal }).undo(last?.planId ?? ''));
        }
        expect([count('move door'), count('move lamp')]).toEqual([2, isHalfUndone(world) ? 1 : 2]);
        expect(undone.map(({ status }) => status)).toContain(isHalfUndone(world) ? 'failed' : 'undone');
        if (!isHalfUndone(world)) expect(world.shop).toEqual(openShop);
      }),
      { numRuns, seed },
    );
  }, 3_600_000);
});

/** What somebody who may write the table, and do nothing else, makes of a plan there. */
interface Forgery {
  readonly status: PlanStatus;
  /** How long ago it is to have come to this; below zero in the future. */
  readonly agoMs: number;
  /** The beginning as it stood there before, with its time and seal, comes with it. */
  readonly isReplay: boolean;
  /** Who answers then: the clock, or the queue that brings the alert again. */
  readonly next: 'clock' | 'alert';
}

const anyForgery: fc.Arbitrary<Forgery> = fc.record({
  status: fc.constantFrom<PlanStatus>('planned', 'waiting', 'applying', 'applied', 'failed', 'undoing', 'undone'),
  agoMs: fc.constantFrom(0, 90_000, 3_600_000, -3_600_000),
  isReplay: fc.boolean(),
  next: fc.constantFrom('clock' as const, 'alert' as const),
});

it.each([false, true])(
  'whoever writes the table makes nothing be changed (after an approval: %s)',
  async (isApproved) => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyForgery, { minLength: 1, maxLength: 6 }), async (forgeries) => {
        const world = createToyWorld();
        const responder = toyResponder(world, settingsWith('approve'), { seal });
        const [{ planId = '' } = {}] = await responder.respond(alertWith());
        if (isApproved) await responder.apply(planId);
        const seen = await world.store.read(planId);
        const { shop } = world;
        const written = world.calls.filter((call) => call.startsWith('move')).length;
        for (const { status, agoMs, isReplay, next } of forgeries) {
          const plan = await world.store.read(planId);
          if (plan === undefined) throw new Error('there is no plan');
          const sinceMs = isReplay ? (seen?.begunMs ?? world.nowMs) : world.nowMs - agoMs;
          await world.store.move(plan, status, sinceMs, isReplay ? seen?.begunSeal : undefined);
          world.nowMs += 101_000;
          if (next === 'clock') await responder.resume(async () => undefined);
          else await responder.respond(alertWith()).catch(ignoreTaken);
        }
        expect(world.shop).toEqual(shop);
        expect(world.calls.filter((call) => call.startsWith('move'))).toHaveLength(written);
      }),
      { numRuns, seed },
    );
  },
  3_600_000,
);

function ignoreTaken(error: unknown): void {
  if (!(error instanceof PlanTakenError)) throw error;
}
