import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#shared/model/json.ts';
import { createPipeline } from '#shared/pipeline.ts';
import { loadOwnRules } from '../../infra/load-own-rules.ts';
import { dayMs, timeOn } from '../../samples/generator/calendar.ts';
import { ordinaryMonth } from '../noise/ordinary-month.ts';
import { alertsOfIncident, inWords, recordsOf } from './alerts-of-incident.ts';
import { incidents } from './incidents/all.ts';
import { leakedKey } from './incidents/leaked-key.ts';

const pipeline = createPipeline(loadOwnRules());

describe('a whole incident', () => {
  it.each(incidents)('is told as $title', async (incident) => {
    expect(await alertsOfIncident(pipeline, incident)).toEqual(incident.alerts);
  });

  it('is told the same in the middle of an ordinary day', async () => {
    const day = [...recordsOfDay(timeOn('thursday', '00:00:00'))];
    const ofDay = await inWords(pipeline, day, 'an ordinary day');
    const ofBoth = await inWords(pipeline, [...day, ...recordsOf(leakedKey)], 'an ordinary day with an intruder');
    expect([...ofBoth].sort()).toEqual([...ofDay, ...leakedKey.alerts].sort());
  });

  it.each(incidents)('wakes somebody: $title', ({ alerts }) => {
    expect(alerts.some((alert) => /^(?:high|critical) /.test(alert))).toBe(true);
  });

  it.each(incidents)('names nothing but what is kept for examples: $title', (incident) => {
    const text = JSON.stringify(recordsOf(incident));
    const accounts = text.match(/(?<![\w.-])\d{12}(?![\w.-])/g) ?? [];
    const sources = recordsOf(incident).map((record) => String(record['sourceIPAddress']));
    expect(accounts.filter((id) => id !== '123456789012' && id !== '111122223333')).toEqual([]);
    expect(sources.filter((from) => !/^(?:192\.0\.2|198\.51\.100)\.\d+$|^2001:db8:/.test(from))).toEqual([]);
  });
});

function* recordsOfDay(startMs: number): Generator<JsonObject> {
  for (const { record } of ordinaryMonth(1)) {
    if (record.timeMs >= startMs + dayMs) return;
    if (record.timeMs >= startMs) yield record.fields;
  }
}
