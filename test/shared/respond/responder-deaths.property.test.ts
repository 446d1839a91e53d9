import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '#shared/model/outcome.ts';
import { PlanTakenError } from '#shared/respond/plan-errors.ts';
import { createTurns } from '../../chaos/create-turns.ts';
import { type Crash, Died, dyingPorts } from './dying-ports.ts';
import {
  alertWith,
  createToyWorld,
  openShop,
  settingsWith,
  shutShop,
  type ToyWorld,
  toyResponder,
} from './toy-world.ts';

/** Deliveries of one alert, then requests to undo, each with the deaths of its successive attempts. */
interface History {
  readonly mode: 'approve' | 'apply';
  readonly responses: readonly (readonly Crash[])[];
  readonly undoings: readonly (readonly Crash[])[];
  /** How many are worked on at the same time; used round and round. */
  readonly parallel: readonly number[];
  /** Whose port call goes next, among those that wait. */
  readonly turns: readonly number[];
}

const anyCrash = fc.record({ atCall: fc.nat({ max: 16 }), when: fc.constantFrom('before' as const, 'after' as const) });
const anyCrashes = fc.array(anyCrash, { maxLength: 2 });
const anyHistory: fc.Arbitrary<History> = fc.record({
  mode: fc.constantFrom('approve' as const, 'apply' as const),
  responses: fc.array(anyCrashes, { minLength: 1, maxLength: 3 }),
  undoings: fc.array(anyCrashes, { minLength: 1, maxLength: 2 }),
  parallel: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }),
  turns: fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 20 }),
});

type Ask = (responder: ReturnType<typeof toyResponder>) => Promise<readonly Outcome[]>;

/** Attempt each delivery until it does not die.
 * @returns what was told */
async function live(world: ToyWorld, history: History, ask: Ask, deliveries: History['responses']): Promise<Outcome[]> {
  const told: Outcome[] = [];
  const turns = createTurns(history.turns);
  const queue = deliveries.map((crashes) => ({ crashes }));
  for (let round = 0; queue.length > 0; round += 1) {
    if (round > 100) throw new Error('it never ends');
    const now = queue.splice(0, history.parallel[round % history.parallel.length] ?? 1);
    await turns.run(
      now.map(async ({ crashes: [crash, ...later] }) => {
        const ports = dyingPorts(world, crash, turns.take);
        try {
          told.push(...(await ask(toyResponder(world, settingsWith(history.mode), ports))));
        } catch (error) {
          if (!(error instanceof Died || error instanceof PlanTakenError)) throw error;
          queue.push({ crashes: later });
        }
      }),
    );
    // A queue delivers again when those who died are known to be dead.
    world.nowMs += 101_000;
  }
  return told;
}

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
        const told = await live(world, history, (responder) => responder.respond(alertWith()), history.responses);
        if (history.mode === 'approve') {
          expect(world.shop).toEqual(openShop);
          const ids = new Set(told.map(({ planId }) => planId));
          expect([...told.map(({ status }) => status), ids.size]).toEqual([...told.map(() => 'waiting'), 1]);
          const [planId = ''] = ids;
          const approve: Ask = async (responder) => [await responder.apply(planId)];
          told.push(...(await live(world, history, approve, history.undoings)));
        }
        expect([count('move door'), count('move lamp')]).toEqual([1, isHalfWay(world) ? 0 : 1]);
        const last = told.find(({ status }) => status === (isHalfWay(world) ? 'failed' : 'applied'));
        expect(last?.planId, JSON.stringify(told)).toBeDefined();
        if (isHalfWay(world)) return;

        expect(world.shop).toEqual(shutShop);
        const undo: Ask = async (responder) => [await responder.undo(last?.planId ?? '')];
        const undone = await live(world, history, undo, history.undoings);
        expect([count('move door'), count('move lamp')]).toEqual([2, isHalfUndone(world) ? 1 : 2]);
        expect(undone.map(({ status }) => status)).toContain(isHalfUndone(world) ? 'failed' : 'undone');
        if (!isHalfUndone(world)) expect(world.shop).toEqual(openShop);
      }),
      { numRuns, seed },
    );
  }, 3_600_000);
});
