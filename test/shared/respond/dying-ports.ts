import type { ResponderPorts } from '#shared/respond/create-responder.ts';
import { noCloud, type ToyWorld } from './toy-world.ts';

/** Where an attempt dies: at which of its port calls, and whether that is still carried out. */
export interface Crash {
  readonly atCall: number;
  readonly when: 'before' | 'after';
}

export class Died extends Error {
  override readonly name = 'Died';
}

/** The ports of one attempt, which waits for its turn at every call and dies at `crash`; the dead do nothing more. */
export function dyingPorts(
  world: ToyWorld,
  crash: Crash | undefined,
  turn: () => Promise<void>,
): ResponderPorts & { readonly around: <T>(act: () => Promise<T>) => Promise<T> } {
  let calls = 0;
  const step = async <T>(act: () => Promise<T>): Promise<T> => {
    await turn();
    const isLast = crash?.atCall === calls;
    calls += 1;
    if (isLast && crash?.when === 'before') throw new Died();
    const result = await act();
    if (isLast) throw new Died();
    return result;
  };
  const { store } = world;
  return {
    around: step,
    openCloud: () => step(async () => noCloud),
    killSwitch: { mayChange: () => step(async () => true) },
    now: () => world.nowMs,
    store: {
      keep: (plan) => step(() => store.keep(plan)),
      read: (id) => step(() => store.read(id)),
      move: (plan, status, nowMs) => step(() => store.move(plan, status, nowMs)),
      recent: (resource, sinceMs) => step(() => store.recent(resource, sinceMs)),
    },
  };
}

/** Lets one waiting call go on at a time, chosen by a history; used round and round. */
export function createTurns(choices: readonly number[]): {
  readonly take: () => Promise<void>;
  readonly run: (tasks: readonly Promise<void>[]) => Promise<void>;
} {
  const waiting: (() => void)[] = [];
  let made = 0;
  return {
    take: () => new Promise((resolve) => waiting.push(resolve)),
    async run(tasks) {
      let isOver = false;
      const all = Promise.all(tasks).finally(() => {
        isOver = true;
      });
      // Rejections are seen when `all` is awaited, below.
      all.catch(() => undefined);
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        const [next] = waiting.splice((choices[made % choices.length] ?? 0) % Math.max(waiting.length, 1), 1);
        made += 1;
        if (next !== undefined) next();
        else if (isOver) break;
      }
      await all;
    },
  };
}
