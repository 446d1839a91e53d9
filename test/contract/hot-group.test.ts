import pMap from 'p-map';
import { describe, expect, it } from 'vitest';
import type { ReadItem } from '#shared/cloudtrail/read-item.ts';
import type { FoundVia } from '#shared/model/alert.ts';
import { createPipeline, type Pipeline } from '#shared/pipeline.ts';
import type { Publisher } from '#shared/ports/publisher.ts';
import { defaultDedupWindowMs } from '#shared/sigma/rule-pack.ts';
import { recordOf } from '../shared/record-helpers.ts';
import { parseText } from '../shared/sigma/rule-helpers.ts';
import { startMs } from './contract-helpers.ts';
import { createMeteredPorts, type Units } from './metered-ports.ts';

// One user makes 10,000 calls in a minute that one rule detects, and a correlation or `dedup` puts them all into one group. What
// the state costs then is counted, not timed.

const detections = 10_000;
const logsource = 'logsource: {product: aws, service: cloudtrail}';
const base = `title: Base\nname: base\n${logsource}\ndetection: {s: {eventName: TerminateInstances}, condition: s}\n`;
const burst =
  'title: Burst\nname: burst\ncorrelation: {type: event_count, rules: [base], group-by: [userIdentity.arn], timespan: 10m, condition: {gte: 100}}\n';
const vain = burst.replace('gte: 100', 'gte: 20000');
const folded = `${base}trailguard: {dedup: [userIdentity.arn]}\n`;

const items: readonly ReadItem[] = Array.from({ length: detections }, (_, index) => {
  const eventTime = new Date(startMs + Math.floor((index * 60) / detections) * 1000).toISOString();
  return { kind: 'record', record: recordOf({ eventID: `event ${index}`, eventTime }) };
});

interface Cost extends Units {
  readonly alerts: number;
}

interface Deliveries {
  readonly perDelivery: number;
  readonly atOnce: number;
  /** How long they take to come; a minute, when it is left out. */
  readonly overMinutes?: number;
}

/** Bring all records, so many a delivery and so many deliveries at once, then let two hours of minutes pass. */
async function costOf(
  pipeline: Pipeline,
  { perDelivery, atOnce: concurrency, overMinutes = 1 }: Deliveries,
): Promise<Cost> {
  let nowMs = startMs + 60_000;
  const now = (): number => nowMs;
  const { units, ...metered } = createMeteredPorts(now);
  let alerts = 0;
  const publisher: Publisher = {
    async publish() {
      alerts += 1;
    },
  };
  const ports = { ...metered, now, publisher };
  const foundVia: FoundVia = perDelivery === 1 ? 'eventbridge' : 's3';
  const deliveries = Array.from({ length: detections / perDelivery }, (_, index) =>
    items.slice(index * perDelivery, (index + 1) * perDelivery),
  );
  const passes = async (): Promise<void> => {
    nowMs += 60_000;
    await pipeline.attend(ports);
  };
  for (let minute = 0; minute < overMinutes; minute += 1) {
    const some = deliveries.slice(
      (minute * deliveries.length) / overMinutes,
      ((minute + 1) * deliveries.length) / overMinutes,
    );
    await pMap(some, (delivery) => pipeline.ingest(delivery, { ...ports, foundVia }), { concurrency });
    await passes();
  }
  for (let minute = 0; minute < 120; minute += 1) await passes();
  return { ...units, alerts };
}

describe('10,000 detections of one group in a minute cost', () => {
  it.each([
    { what: 'counted', documents: [base, burst], perDelivery: 1, atOnce: 1, writes: 1.05, reads: 1.2, alerts: 1 },
    { what: 'counted', documents: [base, burst], perDelivery: 1, atOnce: 50, writes: 1.05, reads: 1.5, alerts: 1 },
    { what: 'counted', documents: [base, burst], perDelivery: 1000, atOnce: 1, writes: 1.05, reads: 0.1, alerts: 1 },
    // Never enough for an alert, so that each could be the one: they are judged together once the group is busy.
    { what: 'counted in vain', documents: [base, vain], perDelivery: 1, atOnce: 1, writes: 2.05, reads: 4, alerts: 0 },
    { what: 'counted in vain', documents: [base, vain], perDelivery: 1, atOnce: 50, writes: 2.05, reads: 6, alerts: 0 },
    // The first alert, one at 10,000, and the summary.
    { what: 'folded', documents: [folded], perDelivery: 1, atOnce: 50, writes: 1.05, reads: 2, alerts: 3 },
    { what: 'folded', documents: [folded], perDelivery: 1000, atOnce: 1, writes: 1.05, reads: 1, alerts: 3 },
    // The same with looks in between, which tell of the powers of ten that have been passed: 100 and 1,000 or 1,000 alone, and 10,000.
    {
      what: 'folded, over 20 minutes',
      documents: [folded],
      perDelivery: 1,
      atOnce: 50,
      overMinutes: 20,
      writes: 1.05,
      reads: 2,
      alerts: 5,
    },
    {
      what: 'folded, over 10 minutes',
      documents: [folded],
      perDelivery: 1000,
      atOnce: 1,
      overMinutes: 10,
      writes: 1.05,
      reads: 1,
      alerts: 4,
    },
  ])(
    '$writes writes and $reads reads each at most: $what, $perDelivery a delivery, $atOnce deliveries at once',
    async ({ documents, writes, reads, alerts, ...deliveries }) => {
      const { rules, correlations, problems } = parseText(documents.join('---\n'));
      expect(problems).toEqual([]);
      const pipeline = createPipeline({ version: 1, rules, correlations, dedupWindowMs: defaultDedupWindowMs });
      const cost = await costOf(pipeline, deliveries);
      expect(cost.alerts).toBe(alerts);
      expect(cost.writes / detections).toBeLessThan(writes);
      expect(cost.reads / detections).toBeLessThan(reads);
    },
  );
});
