import fc from 'fast-check';
import type { Call } from './rules.ts';

/** What happens to Trailguard: which calls are made, how their records come, and where it dies. */
export interface History {
  readonly calls: readonly Call[];
  /** Half an hour each: the deliveries in the order in which they first come. All records of an act come within it, so that windows
   * that wait have closed, and nothing of theirs comes late, when the next act begins. */
  readonly acts: readonly (readonly Delivery[])[];
  /** How many deliveries are worked on at the same time, step by step; used round and round. */
  readonly parallel: readonly number[];
  /** Whose port call goes next, among those that wait; used round and round. */
  readonly turns: readonly number[];
  /** Where the ticks of the clock after the last act die, two of which run at the same time. */
  readonly ticks: readonly Crash[];
}

export interface Delivery {
  readonly door: 'eventbridge' | 's3' | 'clock';
  /** None for the clock. */
  readonly calls: readonly Call[];
  /** Where successive attempts die: at which of their port calls, and whether that is still carried out. */
  readonly crashes: readonly Crash[];
}

export interface Crash {
  readonly atCall: number;
  readonly when: 'before' | 'after';
}

export const actMs: number = 30 * 60 * 1000;

const anyCrash = fc.record({ atCall: fc.nat({ max: 25 }), when: fc.constantFrom('before' as const, 'after' as const) });
const anyCrashes = fc.array(anyCrash, { maxLength: 2 });

const anyCall = fc.record({
  name: fc.constantFrom('single' as const, 'folded' as const, 'a' as const, 'a' as const, 'b' as const),
  group: fc.constantFrom('x' as const, 'x' as const, 'y' as const),
  // Bursts, gaps of about a timespan, long episodes of windows that just meet, and anything.
  seconds: fc.oneof(
    fc.integer({ min: 0, max: 90 }),
    fc.integer({ min: 0, max: 600 }),
    fc.constantFrom(0, 60, 61, 120, 121),
    fc.nat({ max: 10 }).map((step) => step * 55),
  ),
  value: fc.constantFrom('p', 'q'),
  number: fc.integer({ min: 0, max: 4 }),
});

/** The calls of an act, with ids and times of their own. */
function callsOfAct(act: number, maxLength: number): fc.Arbitrary<readonly Call[]> {
  const label = 'abc'[act] ?? 'z';
  return fc.array(anyCall, { minLength: 1, maxLength }).map((calls) =>
    calls.map((call, index) => ({
      ...call,
      seconds: call.seconds + (act * actMs) / 1000,
      eventID: `event-${label}${String(index).padStart(2, '0')}`,
    })),
  );
}

/** The deliveries of an act: every record is in some log file, in batches of any kind; EventBridge brings some of them, one by one; anything
 * may come twice, also what an act before has brought, in any order; and the clock ticks in between. */
function deliveriesOf(calls: readonly Call[], earlier: readonly Call[]): fc.Arbitrary<readonly Delivery[]> {
  const anyLogs = fc.array(fc.nat({ max: 5 }), { minLength: calls.length, maxLength: calls.length }).chain((files) => {
    const batches = [...new Set(files)].map((file) => calls.filter((_, index) => files[index] === file));
    return fc.tuple(...batches.map((batch) => deliveryOf('s3', batch)));
  });
  const anyEvents = fc
    .subarray([...calls, ...earlier])
    .chain((brought) => fc.tuple(...brought.map((call) => deliveryOf('eventbridge', [call]))));
  const anyTicks = fc.array(deliveryOf('clock', []), { maxLength: 3 });
  return fc
    .tuple(anyLogs, anyEvents, anyTicks)
    .chain(([logs, events, ticks]) => {
      const once = [...logs, ...events, ...ticks];
      return fc.tuple(fc.constant(once), fc.subarray(once.map((delivery) => ({ ...delivery, crashes: [] }))));
    })
    .chain(([once, again]) => {
      const all = [...once, ...again];
      return fc.oneof(
        { weight: 4, arbitrary: fc.shuffledSubarray(all, { minLength: all.length }) },
        // Also the ordinary day: in order of time.
        { weight: 1, arbitrary: fc.constant(inOrder(all)) },
      );
    })
    .map(withFewCrashes);
}

/** No more than eight deaths an act: each costs the time until claims expire, and no record may come so late that its windows have been
 * judged. */
function withFewCrashes(deliveries: readonly Delivery[]): readonly Delivery[] {
  let left = 8;
  return deliveries.map((delivery) => {
    const crashes = delivery.crashes.slice(0, left);
    left -= crashes.length;
    return { ...delivery, crashes };
  });
}

function deliveryOf(door: Delivery['door'], calls: readonly Call[]): fc.Arbitrary<Delivery> {
  return fc.record({ door: fc.constant(door), calls: fc.constant(calls), crashes: anyCrashes });
}

/** A history of one act with many calls, or of up to three with fewer; several deliveries at a time, dying at any call of a port. */
export const anyHistory: fc.Arbitrary<History> = fc
  .oneof(
    fc.tuple(callsOfAct(0, 24)),
    fc.tuple(callsOfAct(0, 10), callsOfAct(1, 10)),
    fc.tuple(callsOfAct(0, 7), callsOfAct(1, 7), callsOfAct(2, 7)),
  )
  .chain((calls) =>
    fc.record({
      calls: fc.constant(calls.flat()),
      acts: fc.tuple(...calls.map((own, act) => deliveriesOf(own, calls.slice(0, act).flat()))),
      parallel: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 5 }),
      turns: fc.array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 20 }),
      ticks: fc.array(anyCrash, { maxLength: 8 }),
    }),
  );

function inOrder(deliveries: readonly Delivery[]): readonly Delivery[] {
  const lastOf = ({ calls }: Delivery): number => Math.max(0, ...calls.map(({ seconds }) => seconds));
  return [...deliveries].sort((a, b) => lastOf(a) - lastOf(b));
}
