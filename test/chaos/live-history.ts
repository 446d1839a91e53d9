import type { ReadItem } from '#shared/cloudtrail/read-item.ts';
import { createPipeline, type TellingPorts, type TellingReport } from '#shared/pipeline.ts';
import { claimMs } from '#shared/ports/alert-ledger.ts';
import { createTurns } from './create-turns.ts';
import { actMs, type Crash, type Delivery, type History } from './history.ts';
import { pack, recordOfCall } from './rules.ts';
import { createWorld, Died, type World } from './world.ts';

const pipeline = createPipeline(pack);
const hourMs = 60 * 60 * 1000;

/** Live through a history, act by act: attempt each delivery until it succeeds, then go on. At last let time pass until nothing is left
 * to do, first with ticks that die and overlap. */
export async function liveThrough(history: History): Promise<World> {
  const world = createWorld();
  const turns = createTurns(history.turns);
  const attempts = new Map<Delivery, number>();
  let step = 0;

  const ingest = async ({ door, calls }: Delivery, ports: TellingPorts): Promise<boolean> => {
    const items = calls.map((call): ReadItem => ({ kind: 'record', record: recordOfCall(call) }));
    return isDone(pipeline.ingest(items, { ...ports, foundVia: door === 's3' ? 's3' : 'eventbridge' }));
  };
  const attend = async (ports: TellingPorts): Promise<boolean> => isDone(pipeline.attend(ports));

  const play = async (deliveries: readonly Delivery[]): Promise<void> => {
    const queue = [...deliveries];
    const attempt = async (delivery: Delivery): Promise<void> => {
      const count = attempts.get(delivery) ?? 0;
      attempts.set(delivery, count + 1);
      const ports = world.portsFor(delivery.crashes[count], turns.take);
      if (!(await (delivery.door === 'clock' ? attend(ports) : ingest(delivery, ports)))) queue.push(delivery);
    };
    while (queue.length > 0) {
      const width = history.parallel[step % history.parallel.length] ?? 1;
      step += 1;
      const before = queue.length;
      await turns.run(queue.splice(0, width).map(attempt));
      // A delivery that failed is not tried again before claims that the dead left have expired.
      if (queue.length > before - width) world.nowMs += claimMs;
    }
  };

  for (const [act, deliveries] of history.acts.entries()) {
    world.nowMs = Math.max(world.nowMs, act * actMs);
    await play(deliveries);
  }
  for (let tick = 0; (await world.openDeadlines()) > 0; tick += 1) {
    if (tick > 200) throw new Error('the agenda never empties');
    world.nowMs += hourMs;
    const crashes = history.ticks.slice(2 * tick, 2 * tick + 2);
    await play((crashes.length === 0 ? [undefined] : crashes).map(tickThatDies));
  }
  return world;
}

function tickThatDies(crash: Crash | undefined): Delivery {
  return { door: 'clock', calls: [], crashes: crash === undefined ? [] : [crash] };
}

/** Tell whether nothing is left for another try; a failure must be that of the dead. */
async function isDone(reported: Promise<TellingReport>): Promise<boolean> {
  try {
    const { failures, held } = await reported;
    for (const failure of failures) throw failure;
    return held === 0;
  } catch (error) {
    if (error instanceof Died) return false;
    throw error;
  }
}
