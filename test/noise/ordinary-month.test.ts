import { beforeAll, describe, expect, it } from 'vitest';
import { readValue } from '#shared/cloudtrail/read-value.ts';
import { dayMs, weekStartMs } from '../../samples/generator/calendar.ts';
import { createRandom } from '../../samples/generator/random.ts';
import { rootTriedOut } from './activities/root-drill.ts';
import { type MonthRecord, ordinaryMonth } from './ordinary-month.ts';
import { dailyWork, rareWork } from './ordinary-work.ts';

/** The records that begin in the first days of a month. */
function firstDays(seed: number, days: number): readonly MonthRecord[] {
  const records: MonthRecord[] = [];
  for (const each of ordinaryMonth(seed)) {
    if (each.record.timeMs >= weekStartMs + days * dayMs) break;
    records.push(each);
  }
  return records;
}

describe('an ordinary month', () => {
  let week: readonly MonthRecord[] = [];
  beforeAll(() => {
    week = firstDays(1, 7);
  });

  it('is the same for the same seed, and another for another', () => {
    const idsOf = (seed: number): readonly string[] => firstDays(seed, 1).map(({ record }) => record.eventID);
    const first = idsOf(1);
    expect(first).toEqual(week.slice(0, first.length).map(({ record }) => record.eventID));
    expect(idsOf(2)).not.toEqual(first);
  });

  it('has an account of its size: thousands of records on a working day, fewer at the weekend, none twice', () => {
    const perDay = Array.from(
      { length: 7 },
      (_, day) => week.filter(({ record }) => dayOf(record.timeMs) === day).length,
    );
    const [monday = 0, , , , friday = 0, saturday = 0] = perDay;
    expect(Math.min(...perDay)).toBeGreaterThan(3000);
    expect(Math.max(...perDay)).toBeLessThan(20_000);
    expect(saturday).toBeLessThan(Math.min(monday, friday));
    expect(new Set(week.map(({ record }) => record.eventID)).size).toBe(week.length);
  });

  it('is made of records that the reader takes', () => {
    const items = week.slice(0, 5000).flatMap(({ record }) => [...readValue(record.fields, 'month')]);
    expect(items.filter(({ kind }) => kind !== 'record')).toEqual([]);
    expect(items).toHaveLength(5000);
  });

  it('names no account, address or host but those that are kept for examples', () => {
    const texts = week.map(({ record }) => JSON.stringify(record.fields));
    const accounts = texts.flatMap((text) => text.match(/(?<![\w.-])\d{12}(?![\w.-])/g) ?? []);
    expect(new Set(accounts)).toEqual(new Set(['123456789012', '111122223333']));
    const sources = new Set(week.map(({ record }) => String(record.fields['sourceIPAddress'])));
    const odd = [...sources].filter(
      (from) => !/^(?:192\.0\.2|198\.51\.100)\.\d+$|^2001:db8:|\.amazonaws\.com$/.test(from),
    );
    expect(odd).toEqual([]);
  });

  it('has no use of root in its first week, and one in the month, by a person with a second factor', () => {
    expect(week.filter(({ record }) => Object(record.fields['userIdentity']).type === 'Root')).toEqual([]);
    const root = rareWork.filter(({ work }) => work === rootTriedOut);
    expect(root.flatMap(({ on }) => on)).toHaveLength(1);
    const signIns = rootTriedOut
      .run(createRandom(1, 'root'), weekStartMs)
      .filter(({ name }) => name === 'ConsoleLogin');
    expect(signIns.map(({ additional }) => Object(additional).MFAUsed)).toEqual(['Yes']);
  });

  it('records the objects of some buckets, as data events', () => {
    const categories = new Set(
      week.flatMap(({ record: { fields } }) =>
        /Objects?$/.test(String(fields['eventName']))
          ? [`${String(fields['eventCategory'])} ${String(fields['managementEvent'])}`]
          : [],
      ),
    );
    expect(categories).toEqual(new Set(['Data false']));
  });

  it('names each line of its tables once, and gives all of them a place in the month', () => {
    const lines = [...dailyWork, ...rareWork].map(({ what }) => what);
    expect(new Set(lines).size).toBe(lines.length);
    for (const { on } of rareWork)
      for (const time of on) expect(time).toMatch(/^(?:[1-9]|[12]\d|30) (?:[01]\d|2[0-3]):[0-5]\d$/);
  });
});

function dayOf(timeMs: number): number {
  return Math.floor((timeMs - weekStartMs) / dayMs);
}
