import type { ReadItem } from '#shared/cloudtrail/read-item.ts';
import { createPipeline } from '#shared/pipeline.ts';
import { claimMs } from '#shared/ports/alert-ledger.ts';
import type { Delivery, History } from './history.ts';
import { pack, recordOfCall } from './rules.ts';
import { createWorld, Died, type World } from './world.ts';

const pipeline = createPipeline(pack);
const hourMs = 60 * 60 * 1000;

/** Live through a history: attempt each delivery until it succeeds, then let time pass until nothing is left to do. */
export async function liveThrough(history: History): Promise<World> {
  const world = createWorld();
  const turns = createTurns(history.turns);
  const attempts = new Map<Delivery, number>();
  const queue = [...history.deliveries];
  let step = 0;

  const attempt = async (delivery: Delivery): Promise<void> => {
    const count = attempts.get(delivery) ?? 0;
    attempts.set(delivery, count + 1);
    const ports = world.portsFor(delivery.crashes[count], turns.take);
    const isDone = delivery.door === 'clock' ? await attend(ports) : await ingest(delivery, ports);
    if (!isDone) queue.push(delivery);
  };

  const ingest = async ({ door, calls }: Delivery, ports: ReturnType<World['portsFor']>): Promise<boolean> => {
    const items = calls.flatMap((position): ReadItem[] => {
      const call = history.calls[position];
      return call === undefined ? [] : [{ kind: 'record', record: recordOfCall(call) }];
    });
    const foundVia = door === 's3' ? 's3' : 'eventbridge';
    try {
      const { held } = await pipeline.ingest(items, { ...ports, foundVia });
      return held === 0;
    } catch (error) {
      if (error instanceof Died) return false;
      throw error;
    }
  };

  const attend = async (ports: ReturnType<World['portsFor']>): Promise<boolean> => {
    try {
      const { failures, held } = await pipeline.attend(ports);
      for (const failure of failures) if (!(failure instanceof Died)) throw failure;
      return failures.length === 0 && held === 0;
    } catch (error) {
      if (error instanceof Died) return false;
      throw error;
    }
  };

  while (queue.length > 0) {
    const width = history.parallel[step % history.parallel.length] ?? 1;
    step += 1;
    const before = queue.length;
    await turns.run(queue.splice(0, width).map(attempt));
    // A delivery that failed is not tried again before claims that the dead left have expired.
    if (queue.length > before - width) world.nowMs += claimMs;
  }
  for (let tick = 0; (await world.openDeadlines()) > 0; tick += 1) {
    if (tick > 200) throw new Error('the agenda never empties');
    world.nowMs += hourMs;
    await turns.run([attend(world.portsFor(undefined, turns.take)).then(() => undefined)]);
  }
  return world;
}

/** Lets one waiting call of a port go on at a time, chosen by the history. */
function createTurns(choices: readonly number[]): {
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
