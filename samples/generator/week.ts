import { activities } from './activities/all.ts';
import { dayMs, type Hour, hourMs, hourOf, minuteMs, weekStartMs } from './calendar.ts';
import { recordCall, type SampleRecord, type ScriptedCall } from './call.ts';
import { createRandom, type Random } from './random.ts';
import { tellChanges } from './stories/changes.ts';
import { tellIntrusion } from './stories/intrusion.ts';

/** What to generate. */
export interface WeekOptions {
  readonly seed: number;
  /** Distinct records in all; what the stories need comes out of this number, the rest is ordinary life. */
  readonly records: number;
  readonly days: number;
  readonly intrusion: boolean;
}

/** The records that begin in five minutes, in no order. Bursts may run on for up to five minutes more. */
export interface Slot {
  readonly endMs: number;
  /** Nothing comes after it. */
  readonly isLast: boolean;
  readonly records: readonly SampleRecord[];
}

const slotMs: number = 5 * minuteMs;
const slotsPerHour = hourMs / slotMs;

/** The scripted calls that fall into the days asked for, oldest first. */
export function scriptStories({ seed, days, intrusion }: WeekOptions): readonly ScriptedCall[] {
  const endMs = weekStartMs + days * dayMs;
  const scripted = [...tellChanges(), ...(intrusion ? tellIntrusion(createRandom(seed, 'intrusion')) : [])];
  return scripted.filter(({ timeMs }) => timeMs < endMs).toSorted((first, second) => first.timeMs - second.timeMs);
}

/** Generate the account's records slot by slot, so that a million need no more memory than a thousand.
 *
 * The stories draw from their own random streams: they stay the same however many ordinary records surround them. */
export function* generateWeek(options: WeekOptions): Generator<Slot> {
  const stories = scriptStories(options);
  const ordinaryRecords = options.records - stories.length;
  if (ordinaryRecords < 0) throw new RangeError(`the stories alone need ${stories.length} records`);

  const random = createRandom(options.seed, 'ordinary');
  const storyRandom = createRandom(options.seed, 'story-ids');
  const slotCount = (options.days * dayMs) / slotMs;
  const weekLoad = totalLoad(options.days);
  let [load, made, told] = [0, 0, 0];
  for (let slot = 0; slot < slotCount; slot += 1) {
    const startMs = weekStartMs + slot * slotMs;
    const endMs = startMs + slotMs;
    const hour = hourOf(startMs);
    load += loadOf(hour) / slotsPerHour;
    const isLast = slot === slotCount - 1;
    const due = isLast ? ordinaryRecords : Math.floor((ordinaryRecords * load) / weekLoad);
    const records: SampleRecord[] = [];
    while (made < due) {
      const burst = makeBurst(hour, startMs + random.below(slotMs), random).slice(0, ordinaryRecords - made);
      records.push(...burst);
      made += burst.length;
    }
    for (let next = stories[told]; next !== undefined && next.timeMs < endMs; next = stories[told]) {
      records.push(recordCall(next.call, next.timeMs, storyRandom, next.deliveredTwice));
      told += 1;
    }
    yield { endMs, isLast, records };
  }
}

function makeBurst(hour: Hour, startMs: number, random: Random): readonly SampleRecord[] {
  const activity = pickActivity(hour, random);
  let timeMs = startMs;
  return activity.burst(random, startMs).map((call) => {
    const record = recordCall(call, timeMs, random);
    timeMs += random.below(activity.gapMs);
    return record;
  });
}

function pickActivity(hour: Hour, random: Random): (typeof activities)[number] {
  const bursts = activities.reduce((sum, { rhythm }) => sum + rhythm(hour), 0);
  let left = (random.below(1_000_000) / 1_000_000) * bursts;
  const picked = activities.find(({ rhythm }) => {
    left -= rhythm(hour);
    return left < 0;
  });
  if (picked === undefined) throw new RangeError('no activity goes on around the clock');
  return picked;
}

/** Calls that a usual hour like this one brings. */
function loadOf(hour: Hour): number {
  return activities.reduce((sum, { rhythm, typicalCalls }) => sum + rhythm(hour) * typicalCalls, 0);
}

function totalLoad(days: number): number {
  let total = 0;
  for (let hour = 0; hour < days * 24; hour += 1) total += loadOf(hourOf(weekStartMs + hour * hourMs));
  return total;
}
