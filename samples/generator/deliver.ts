import { dayMs, minuteMs, weekStartMs } from './calendar.ts';
import type { SampleRecord } from './call.ts';
import { homeRegion } from './company/account.ts';
import { type DigestedFile, digestEndMs, digestStartMs, writeDigest } from './digest.ts';
import { describeLogFile, type LogObject, writeLogFile } from './log-file.ts';
import { createRandom, type Random } from './random.ts';
import { generateWeek, type WeekOptions } from './week.ts';

/** What to generate, and how it is cut into files. */
export interface DeliveryOptions extends WeekOptions {
  readonly recordsPerFile: number;
}

/** CloudTrail usually delivers within about five minutes. */
const deliveryDelayMs = 5 * minuteMs;
/** Time of day at which all that waits is delivered. CloudTrail delivers all the time; a folder to commit wants few files. */
const roundMs = dayMs - deliveryDelayMs;
/** Share of records that miss their file and come with the next one. */
const lateShare = 0.02;

interface FilledFile {
  readonly sent: readonly SampleRecord[];
  readonly later: readonly SampleRecord[];
}

/** Generate the account's bucket: log files as CloudTrail delivers them, and one digest.
 *
 * Order holds neither inside a file nor across files, and a file's folder is the day of its delivery, not of its records. */
export function* generateAccountWeek(options: DeliveryOptions): Generator<LogObject> {
  const random = createRandom(options.seed, 'delivery');
  const waiting = new Map<string, SampleRecord[]>();
  const digested: DigestedFile[] = [];
  let digestIsDue = true;
  for (const { endMs, isLast, records } of generateWeek(options)) {
    const deliveredMs = endMs + deliveryDelayMs;
    const isRound = isLast || (deliveredMs - weekStartMs) % dayMs === roundMs;
    addByRegion(waiting, records);
    for (const [region, pending] of waiting) {
      const fullFiles = pending.length / options.recordsPerFile;
      const fileCount = isRound ? Math.ceil(fullFiles) : Math.floor(fullFiles);
      for (let index = 0; index < fileCount; index += 1) {
        const { sent, later } = fillFile(pending.splice(0, options.recordsPerFile), isLast ? 0 : lateShare, random);
        pending.push(...later);
        const file = writeLogFile(region, deliveredMs, sent, random);
        if (region === homeRegion && isDigested(deliveredMs)) digested.push(describeLogFile(file, sent));
        yield file;
      }
    }
    if (digestIsDue && deliveredMs >= digestEndMs) {
      digestIsDue = false;
      yield { ...writeDigest(digested, random), recordCount: 0 };
    }
  }
}

function addByRegion(waiting: Map<string, SampleRecord[]>, records: readonly SampleRecord[]): void {
  for (const record of records) {
    const pending = waiting.get(record.region);
    if (pending === undefined) waiting.set(record.region, [record]);
    else pending.push(record);
  }
}

/** Put records into a file, nearly by time: each strays by up to a minute.
 * @returns at least one record to send, and those that come with the next file: late ones, and repeats */
function fillFile(records: readonly SampleRecord[], share: number, random: Random): FilledFile {
  const [first, ...rest] = records
    .map((record) => ({ record, placeMs: record.timeMs + random.below(minuteMs), isLate: random.chance(share) }))
    .toSorted((one, other) => one.placeMs - other.placeMs);
  if (first === undefined) throw new RangeError('a file has at least one record');
  const sent = [first, ...rest.filter(({ isLate }) => !isLate)].map(({ record }) => record);
  const late = rest.filter(({ isLate }) => isLate).map(({ record }) => record);
  const repeats = sent.filter(({ deliveredTwice }) => deliveredTwice);
  return { sent, later: [...late, ...repeats.map((record) => ({ ...record, deliveredTwice: false }))] };
}

function isDigested(deliveredMs: number): boolean {
  return deliveredMs >= digestStartMs && deliveredMs < digestEndMs;
}
