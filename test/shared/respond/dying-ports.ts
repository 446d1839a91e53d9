import type { ResponderPorts } from '#shared/respond/responder.ts';
import { createToySeal } from './toy-seal.ts';
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
  let isDead = false;
  const step = async <T>(act: () => Promise<T>): Promise<T> => {
    if (isDead) throw new Died();
    await turn();
    const isLast = crash?.atCall === calls;
    calls += 1;
    isDead = isLast;
    if (isLast && crash?.when === 'before') throw new Died();
    const result = await act();
    if (isLast) throw new Died();
    return result;
  };
  const { store } = world;
  const seal = createToySeal('ours');
  return {
    around: step,
    openCloud: () => step(async () => noCloud),
    killSwitch: { mayChange: () => step(async () => true) },
    now: () => world.nowMs,
    seal: {
      sign: (text) => step(() => seal.sign(text)),
      verify: (text, found) => step(() => seal.verify(text, found)),
    },
    store: {
      keep: (plan) => step(() => store.keep(plan)),
      read: (id) => step(() => store.read(id)),
      move: (plan, status, nowMs, seal) => step(() => store.move(plan, status, nowMs, seal)),
      recent: (resource, sinceMs) => step(() => store.recent(resource, sinceMs)),
      untold: () => step(() => store.untold()),
      noteTold: (beginning) => step(() => store.noteTold(beginning)),
    },
  };
}
