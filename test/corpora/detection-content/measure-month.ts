import { assumptions } from '#cli/cost/assumptions.ts';
import type { Alert } from '#shared/model/alert.ts';
import type { Json } from '#shared/model/json.ts';
import type { Pipeline } from '#shared/pipeline.ts';
import { dayMs, weekStartMs } from '../../../samples/generator/calendar.ts';
import { monthDays, ordinaryMonth } from '../../noise/ordinary-month.ts';
import { alertsOf } from './alerts-of.ts';
import type { Bar } from './bar.ts';
import { byRule, groupBy } from './by-rule.ts';
import { atLeast, countLevels } from './levels.ts';
import { printTable } from './print-table.ts';

/** Scan an ordinary month, in which nothing happens: how often would it wake somebody, and which rules would. */
export async function measureMonth(pipeline: Pipeline, showVolumes: boolean): Promise<readonly Bar[]> {
  const volumes = new Map<string, number>();
  const entries: number[] = [];
  const alerts = await alertsOf(pipeline, counted(volumes), 'ordinary month', (found) =>
    entries.push(...found.entries.map(({ entry }) => JSON.stringify(entry).length)),
  );
  const records = [...volumes.values()].reduce((sum, count) => sum + count, 0);
  const grave = atLeast('high', alerts);
  const medium = alerts.filter(({ severity }) => severity === 'medium');
  console.log(`\nan ordinary month, ${records} records in ${monthDays} days: ${countLevels(alerts)}`);
  printTable(
    ['level', 'rule', 'alerts', 'a day', 'most a day', 'first'],
    byRule(alerts).map(({ level, rule, alerts: own, first }) => {
      const most = Math.max(...[...groupBy(own, dayOf).values()].map(({ length }) => length));
      return [level, rule, own.length, perDay(own.length), most, first];
    }),
  );
  const bytes = entries.reduce((sum, length) => sum + length, 0) / entries.length;
  console.log(`  correlations and folds store ${entries.length} entries, of ${bytes.toFixed(0)} bytes each`);
  console.log(`  at high or above, day by day: ${dayByDay(grave)}`);
  console.log(`  at medium, day by day: ${dayByDay(medium)}`);
  if (showVolumes) {
    console.log('\nwhat the month is made of');
    printTable(
      ['what', 'records', 'a day'],
      [...volumes].sort((a, b) => b[1] - a[1]).map(([what, count]) => [what, count, perDay(count)]),
    );
  }
  return [
    {
      what: 'alerts at high or above on a day of an ordinary month',
      figure: perDay(grave.length),
      mustBe: 'less than 1',
      holds: records > 0 && grave.length < monthDays,
    },
    {
      // What can be read over a coffee.
      what: 'alerts at medium on a day of an ordinary month',
      figure: perDay(medium.length),
      mustBe: 'less than 10',
      holds: records > 0 && medium.length < 10 * monthDays,
    },
    {
      what: 'entries stored for an event of an ordinary month',
      figure: (entries.length / records).toFixed(2),
      mustBe: `${assumptions.entriesPerEvent.value} or less, as cost estimates assume`,
      holds: entries.length <= records * assumptions.entriesPerEvent.value,
    },
  ];
}

function* counted(volumes: Map<string, number>): Generator<Json> {
  for (const { what, record } of ordinaryMonth(1)) {
    volumes.set(what, (volumes.get(what) ?? 0) + 1);
    yield record.fields;
  }
}

function dayByDay(alerts: readonly Alert[]): string {
  return Array.from({ length: monthDays }, (_, day) => alerts.filter((alert) => dayOf(alert) === day).length).join(' ');
}

function dayOf({ firstSeen }: Alert): number {
  return Math.floor((Date.parse(firstSeen ?? '') - weekStartMs) / dayMs);
}

function perDay(count: number): string {
  return (count / monthDays).toFixed(1);
}
