import { dayMs, hourMs, minuteMs, weekStartMs } from '../../samples/generator/calendar.ts';
import { recordCall, type SampleRecord } from '../../samples/generator/call.ts';
import { createRandom, type Random } from '../../samples/generator/random.ts';
import type { Work } from './activities/work.ts';
import { dailyWork, rareWork, type Time } from './ordinary-work.ts';

/** Days in the month: it begins on a Monday, as the sample week does, and holds four weekends. */
export const monthDays = 30;

/** A record, and the line of the tables in `ordinary-work.ts` that it comes from. */
export interface MonthRecord {
  readonly what: string;
  readonly record: SampleRecord;
}

/** The records of an ordinary month of the company's account: no attack, and what people and programs do all the same.
 *
 * Made day by day, each day oldest first, so that memory stays flat; a run that lasts into the next day comes with the day that it began
 * on. The same seed gives the same records. Each line of the tables draws from a random stream of its own: more of one never changes the
 * others. */
export function* ordinaryMonth(seed: number): Generator<MonthRecord> {
  const daily = dailyWork.map((line) => ({ ...line, random: createRandom(seed, line.what) }));
  const rare = rareWork.flatMap(({ what, on, work }) => {
    const random = createRandom(seed, what);
    return on.map((time) => ({ what, work, random, startMs: startOf(time) }));
  });
  for (let day = 0; day < monthDays; day += 1) {
    const dayStartMs = weekStartMs + day * dayMs;
    const isWeekend = day % 7 > 4;
    const records: MonthRecord[] = [];
    for (const { what, runs, time, work, random } of daily) {
      const count = countOf(isWeekend ? runs[1] : runs[0], random);
      for (let run = 0; run < count; run += 1) {
        const startMs = dayStartMs + random.pick(hoursOf[time]) * hourMs + random.below(hourMs / 1000) * 1000;
        records.push(...play(what, work, startMs, random));
      }
    }
    for (const { what, work, startMs, random } of rare) {
      if (startMs >= dayStartMs && startMs < dayStartMs + dayMs) records.push(...play(what, work, startMs, random));
    }
    yield* records.sort((a, b) => a.record.timeMs - b.record.timeMs);
  }
}

function play(what: string, { run, gapMs }: Work, startMs: number, random: Random): readonly MonthRecord[] {
  let timeMs = startMs;
  return run(random, startMs).map((call) => {
    const record = recordCall(call, timeMs, random);
    timeMs += random.below(gapMs);
    return { what, record };
  });
}

/** A whole number that is `expected` on average. */
function countOf(expected: number, random: Random): number {
  const whole = Math.floor(expected);
  return whole + (random.chance(expected - whole) ? 1 : 0);
}

/** Hours of each time of the day, UTC. */
const hoursOf: Readonly<Record<Time, readonly number[]>> = {
  'all day': Array.from({ length: 24 }, (_, hour) => hour),
  office: [7, 8, 9, 10, 12, 13, 14, 15, 16],
  morning: [6],
  evening: [18],
  night: [1, 2, 3],
};

function startOf(time: string): number {
  const [day = '', clock = ''] = time.split(' ');
  const [hours = '', minutes = ''] = clock.split(':');
  return weekStartMs + (Number(day) - 1) * dayMs + Number(hours) * hourMs + Number(minutes) * minuteMs;
}
