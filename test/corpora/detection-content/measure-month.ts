import type { Alert } from '#shared/model/alert.ts';
import type { Json } from '#shared/model/json.ts';
import { levelRank } from '#shared/model/rule.ts';
import type { Pipeline } from '#shared/pipeline.ts';
import { dayMs, weekStartMs } from '../../../samples/generator/calendar.ts';
import { monthDays, ordinaryMonth } from '../../noise/ordinary-month.ts';
import { alertsOf } from './alerts-of.ts';
import type { Bar } from './bar.ts';
import { atLeast, countLevels } from './levels.ts';
import { printTable } from './print-table.ts';

/** Scan an ordinary month, in which nothing happens: how often would it wake somebody, and which rules would. */
export async function measureMonth(pipeline: Pipeline, showVolumes: boolean): Promise<readonly Bar[]> {
  const volumes = new Map<string, number>();
  const alerts = await alertsOf(pipeline, counted(volumes), 'ordinary month');
  const records = [...volumes.values()].reduce((sum, count) => sum + count, 0);
  const grave = atLeast('high', alerts);
  console.log(`\nan ordinary month, ${records} records in ${monthDays} days: ${countLevels(alerts)}`);
  printTable(['level', 'rule', 'alerts', 'a day', 'most a day', 'first'], byRule(alerts));
  const days = Array.from({ length: monthDays }, (_, day) => grave.filter((alert) => dayOf(alert) === day).length);
  console.log(`  at high or above, day by day: ${days.join(' ')}`);
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
  ];
}

function* counted(volumes: Map<string, number>): Generator<Json> {
  for (const { what, record } of ordinaryMonth(1)) {
    volumes.set(what, (volumes.get(what) ?? 0) + 1);
    yield record.fields;
  }
}

function byRule(alerts: readonly Alert[]): readonly (readonly (string | number)[])[] {
  return [...groupBy(alerts, ({ rule }) => rule.name ?? rule.id)]
    .sort(([, a], [, b]) => rankOf(b) - rankOf(a) || b.length - a.length)
    .map(([name, own]) => {
      const most = Math.max(...[...groupBy(own, dayOf).values()].map((ofDay) => ofDay.length));
      return [own[0]?.severity ?? '', name, own.length, perDay(own.length), most, own[0]?.summary.slice(0, 110) ?? ''];
    });
}

function groupBy<K>(alerts: readonly Alert[], keyOf: (alert: Alert) => K): ReadonlyMap<K, readonly Alert[]> {
  const groups = new Map<K, Alert[]>();
  for (const alert of alerts) {
    const own = groups.get(keyOf(alert)) ?? [];
    own.push(alert);
    groups.set(keyOf(alert), own);
  }
  return groups;
}

function rankOf([first]: readonly Alert[]): number {
  return first === undefined ? 0 : levelRank(first.severity);
}

function dayOf({ firstSeen }: Alert): number {
  return Math.floor((Date.parse(firstSeen ?? '') - weekStartMs) / dayMs);
}

function perDay(count: number): string {
  return (count / monthDays).toFixed(1);
}
