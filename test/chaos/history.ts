import fc from 'fast-check';
import type { Call } from './rules.ts';

/** What happens to Trailguard: which calls are made, how their records come, and where it dies. */
export interface History {
  readonly calls: readonly Call[];
  /** Deliveries in the order in which they first come. */
  readonly deliveries: readonly Delivery[];
  /** How many deliveries are worked on at the same time, step by step; used round and round. */
  readonly parallel: readonly number[];
  /** Whose port call goes next, among those that wait; used round and round. */
  readonly turns: readonly number[];
}

export interface Delivery {
  readonly door: 'eventbridge' | 's3' | 'clock';
  /** Positions in `calls`; none for the clock. */
  readonly calls: readonly number[];
  /** Where successive attempts die: at which of their port calls, and whether that is still carried out. */
  readonly crashes: readonly Crash[];
}

export interface Crash {
  readonly atCall: number;
  readonly when: 'before' | 'after';
}

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

const anyCalls = fc
  .array(anyCall, { minLength: 1, maxLength: 24 })
  .map((calls) => calls.map((call, index) => ({ ...call, eventID: `event-${String(index).padStart(2, '0')}` })));

/** A history: every record is in some log file, in batches of any kind; EventBridge brings some of them, one by one; anything may come
 * twice, in any order, several at a time, and die at any call of a port. */
export const anyHistory: fc.Arbitrary<History> = anyCalls.chain((calls) => {
  const positions = calls.map((_, index) => index);
  const anyLogs = fc.array(fc.nat({ max: 5 }), { minLength: calls.length, maxLength: calls.length }).chain((files) => {
    const batches = [...new Set(files)].map((file) => positions.filter((index) => files[index] === file));
    return fc.tuple(
      ...batches.map((batch) =>
        fc.record({ door: fc.constant('s3' as const), calls: fc.constant(batch), crashes: anyCrashes }),
      ),
    );
  });
  const anyEvents = fc
    .subarray(positions)
    .chain((brought) =>
      fc.tuple(
        ...brought.map((index) =>
          fc.record({ door: fc.constant('eventbridge' as const), calls: fc.constant([index]), crashes: anyCrashes }),
        ),
      ),
    );
  const anyTicks = fc.array(
    fc.record({ door: fc.constant('clock' as const), calls: fc.constant([]), crashes: anyCrashes }),
    { maxLength: 3 },
  );
  return fc
    .tuple(anyLogs, anyEvents, anyTicks)
    .chain(([logs, events, ticks]) => {
      const once: Delivery[] = [...logs, ...events, ...ticks];
      return fc.tuple(fc.constant(once), fc.subarray(once.map(({ door, calls }) => ({ door, calls, crashes: [] }))));
    })
    .chain(([once, again]) => {
      const all: Delivery[] = [...once, ...again];
      return fc.record({
        calls: fc.constant(calls),
        deliveries: fc.oneof(
          { weight: 4, arbitrary: fc.shuffledSubarray(all, { minLength: all.length }) },
          // Also the ordinary day: in order of time.
          { weight: 1, arbitrary: fc.constant(inOrder(all, calls)) },
        ),
        parallel: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 5 }),
        turns: fc.array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 20 }),
      });
    });
});

function inOrder(deliveries: readonly Delivery[], calls: readonly Call[]): readonly Delivery[] {
  const lastOf = ({ calls: positions }: Delivery): number =>
    Math.max(0, ...positions.map((index) => calls[index]?.seconds ?? 0));
  return [...deliveries].sort((a, b) => lastOf(a) - lastOf(b));
}
