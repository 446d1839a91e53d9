import { describe, expect, test } from 'vitest';
import type { ReadProblem } from '#shared/cloudtrail/read-problem.ts';
import { createMemoryAgenda } from '#shared/memory/memory-agenda.ts';
import { createMemoryAlertLedger } from '#shared/memory/memory-alert-ledger.ts';
import { createMemoryCorrelationStore } from '#shared/memory/memory-correlation-store.ts';
import type { FoundVia } from '#shared/model/alert.ts';
import { createPipeline, type IngestReport } from '#shared/pipeline.ts';
import { CorrelationStoreError } from '#shared/ports/correlation-store.ts';
import { PublishError } from '#shared/ports/publisher.ts';
import { AlertsHeldError } from '../../../functions/runtime/alerts-held-error.ts';
import { createIngest, type Ingest } from '../../../functions/runtime/create-ingest.ts';
import { recordOf } from '../../shared/record-helpers.ts';
import { createMemoryTelemetry, type MemoryTelemetry } from '../support/memory-telemetry.ts';
import { stopLoggingPack } from '../support/stop-logging.ts';
import { alertWith, nothingIngested } from '../support/telling-reports.ts';

const state = {
  store: createMemoryCorrelationStore(),
  agenda: createMemoryAgenda(),
  ledger: createMemoryAlertLedger(),
  publisher: { publish: async () => undefined },
  now: () => 0,
};

/** An ingest whose pipeline gives a report. */
function ingestWith(report: Partial<IngestReport>): { readonly ingest: Ingest; readonly telemetry: MemoryTelemetry } {
  const telemetry = createMemoryTelemetry();
  const pipeline = { ingest: async () => ({ ...nothingIngested, ...report }) };
  return { telemetry, ingest: createIngest({ pipeline, telemetry, ports: { ...state, foundVia: 's3' } }) };
}

const problem = (number: number): ReadProblem => ({
  code: 'not-json',
  source: `object-${number}`,
  offsetBytes: 12,
  message: 'This part is not JSON.',
  excerpt: 'hunter2',
  hint: 'Leave it out.',
});

describe('what became of a delivery', () => {
  test.each<[string, Partial<IngestReport>, MemoryTelemetry['flushed'], readonly object[]]>([
    ['nothing', {}, {}, []],
    ['records and detections', { records: 3, detections: 2 }, { RecordsRead: 3, Detections: 2 }, []],
    [
      'a comparison of both doors',
      { inLogs: { broughtBefore: 5, missedBefore: 1 } },
      { AlertsFoundByBoth: 5, AlertsFoundInLogsOnly: 1 },
      [],
    ],
    [
      'a problem: its place, and nothing of what was there',
      { problems: [problem(1)] },
      { ReadProblems: 1 },
      [
        {
          level: 'warn',
          message: 'not read',
          details: { code: 'not-json', source: 'object-1', offsetBytes: 12, hint: 'Leave it out.' },
        },
      ],
    ],
    [
      'what is no record',
      { setAside: { digest: 2 } },
      {},
      [{ level: 'info', message: 'set aside', details: { setAside: { digest: 2 } } }],
    ],
    [
      'detections without a time',
      { undated: 4 },
      {},
      [{ level: 'warn', message: 'detections without a time: no correlation sees them', details: { count: 4 } }],
    ],
    [
      'episodes that were joined, and windows that were cut',
      { linked: [['a', 'b']], cut: ['burst'] },
      { EpisodesLinked: 1, WindowsCut: 1 },
      [{ details: { alertId: 'a', others: ['b'] } }, { level: 'warn', details: { ruleId: 'burst' } }],
    ],
  ])('%s', async (_, report, metrics, lines) => {
    const { ingest, telemetry } = ingestWith(report);
    expect(await ingest([])).toEqual({ ...nothingIngested, ...report });
    telemetry.flush();
    expect(telemetry.flushed).toEqual(metrics);
    expect(telemetry.lines).toMatchObject(lines);
    expect(telemetry.lines).toHaveLength(lines.length);
  });

  test.each([
    [20, 20, []],
    [21, 21, [{ message: 'more problems than are logged', details: { problems: 21, logged: 20 } }]],
  ])('of %i problems the log tells twenty', async (count, metric, more) => {
    const { ingest, telemetry } = ingestWith({
      problems: Array.from({ length: count }, (_, number) => problem(number)),
    });
    await ingest([]);
    telemetry.flush();
    expect(telemetry.flushed).toEqual({ ReadProblems: metric });
    expect(telemetry.lines.filter(({ message }) => message === 'not read')).toHaveLength(20);
    expect(telemetry.lines.slice(20)).toMatchObject(more);
  });
});

describe('alerts that another holds', () => {
  test('fail the delivery, so that it is tried again; what was told is told', async () => {
    const { ingest, telemetry } = ingestWith({ held: 2, published: [alertWith()] });
    const ingested = ingest([]);
    await expect(ingested).rejects.toBeInstanceOf(AlertsHeldError);
    await expect(ingested).rejects.toThrow('2 alerts are claimed by another delivery');
    telemetry.flush();
    expect(telemetry.flushed).toEqual({ AlertsHeld: 2, AlertsPublished: 1 });
    expect(telemetry.lines).toMatchObject([{ message: 'alert published' }]);
  });
});

describe('what failed', () => {
  const failures = [new PublishError('down'), new CorrelationStoreError('down')];

  test('fails the delivery, so that it is tried again; what was told is told', async () => {
    const { ingest, telemetry } = ingestWith({ failures, records: 3, published: [alertWith()] });
    const ingested = ingest([]);
    await expect(ingested).rejects.toBeInstanceOf(AggregateError);
    await expect(ingested).rejects.toThrow('2 alerts or groups failed: all else was told');
    await expect(ingested).rejects.toMatchObject({ errors: failures });
    telemetry.flush();
    expect(telemetry.flushed).toEqual({ RecordsRead: 3, AlertsPublished: 1 });
    const failed = { level: 'error', message: 'alert or group failed: left to the next try' };
    expect(telemetry.lines).toMatchObject([{ message: 'alert published' }, failed, failed]);
  });

  test('is what the delivery fails with, also where others are held', async () => {
    const { ingest } = ingestWith({ failures, held: 1 });
    await expect(ingest([])).rejects.toMatchObject({ errors: failures });
  });
});

describe('one record by both doors', () => {
  const stopLogging = { kind: 'record', record: recordOf({ eventName: 'StopLogging' }) } as const;

  test.each<[string, readonly FoundVia[], MemoryTelemetry['flushed']]>([
    ['the fast one first', ['eventbridge', 's3'], { AlertsPublished: 1, AlertsFoundByBoth: 1 }],
    ['the slow one alone', ['s3'], { AlertsPublished: 1, AlertsFoundInLogsOnly: 1 }],
    ['the slow one first', ['s3', 'eventbridge'], { AlertsPublished: 1, AlertsFoundInLogsOnly: 1 }],
    ['the slow one twice', ['s3', 's3'], { AlertsPublished: 1, AlertsFoundInLogsOnly: 1 }],
    ['the fast one twice', ['eventbridge', 'eventbridge'], { AlertsPublished: 1 }],
  ])('%s: one alert, and what the logs show of the fast one', async (_, doors, expected) => {
    const telemetry = createMemoryTelemetry();
    const pipeline = createPipeline(stopLoggingPack);
    const ledger = createMemoryAlertLedger(() => 0);
    for (const foundVia of doors) {
      await createIngest({ pipeline, telemetry, ports: { ...state, ledger, foundVia } })([stopLogging]);
    }
    telemetry.flush();
    const { RecordsRead, Detections, ...told } = telemetry.flushed;
    expect(told).toEqual(expected);
    expect([RecordsRead, Detections]).toEqual([doors.length, doors.length]);
    expect(telemetry.lines).toMatchObject([{ message: 'alert published', details: { foundVia: doors[0] } }]);
  });
});
