import { describe, expect, test } from 'vitest';
import { createMemoryAgenda } from '#shared/memory/memory-agenda.ts';
import { createMemoryAlertLedger } from '#shared/memory/memory-alert-ledger.ts';
import { createMemoryCorrelationStore } from '#shared/memory/memory-correlation-store.ts';
import type { AttendReport, TellingPorts } from '#shared/pipeline.ts';
import { AgendaError } from '#shared/ports/agenda.ts';
import { CorrelationStoreError } from '#shared/ports/correlation-store.ts';
import { createHandler, type ScheduleParts } from '../../../functions/on-schedule/attend-deadlines.ts';
import { lambdaContext } from '../support/lambda-context.ts';
import { createMemoryTelemetry, type MemoryTelemetry } from '../support/memory-telemetry.ts';
import { alertWith, nothingAttended } from '../support/telling-reports.ts';

const ports: TellingPorts = {
  store: createMemoryCorrelationStore(),
  agenda: createMemoryAgenda(),
  ledger: createMemoryAlertLedger(),
  publisher: { publish: async () => undefined },
  now: () => 0,
};

function setUp(attend: ScheduleParts['pipeline']['attend']): {
  readonly telemetry: MemoryTelemetry;
  readonly handle: () => Promise<void>;
} {
  const telemetry = createMemoryTelemetry();
  const handler = createHandler({ pipeline: { attend }, ports, telemetry });
  return { telemetry, handle: () => handler({}, lambdaContext) };
}

describe('what has come due', () => {
  test.each<[string, Partial<AttendReport>, MemoryTelemetry['flushed'], readonly object[]]>([
    ['nothing', {}, {}, []],
    [
      'is told, and counted',
      { met: 3, published: [alertWith({ update: 'over' })] },
      { DeadlinesMet: 3, AlertsPublished: 1 },
      [{ level: 'info', message: 'alert published', details: { alertId: 'a', update: 'over' } }],
    ],
    [
      'is counted by the seconds it was late',
      { met: 1, lateMs: 89_500 },
      { DeadlinesMet: 1, DeadlineSecondsLate: 90 },
      [],
    ],
    ['stays for the next minute where another holds it, and is no failure', { met: 0, held: 1 }, { AlertsHeld: 1 }, []],
  ])('%s', async (_, report, metrics, lines) => {
    const { handle, telemetry } = setUp(async () => ({ ...nothingAttended, ...report }));
    await handle();
    expect(telemetry.flushed).toEqual(metrics);
    expect(telemetry.lines).toMatchObject(lines);
  });

  test('is attended to with the ports of the function', async () => {
    const given: TellingPorts[] = [];
    const { handle } = setUp(async (its) => {
      given.push(its);
      return nothingAttended;
    });
    await handle();
    expect(given).toEqual([ports]);
  });
});

describe('what fails', () => {
  const failures = [new CorrelationStoreError('down'), new AgendaError('down')];

  test('shows in the metrics of the function, after all others were told', async () => {
    const report = { ...nothingAttended, met: 3, failures, published: [alertWith()] };
    const { handle, telemetry } = setUp(async () => report);
    const handled = handle();
    await expect(handled).rejects.toThrow('2 groups are left for the next minute');
    await expect(handled).rejects.toMatchObject({ errors: failures });
    expect(telemetry.flushed).toEqual({ DeadlinesMet: 3, DeadlinesFailed: 2, AlertsPublished: 1 });
    expect(telemetry.lines.map(({ level, message }) => [level, message])).toEqual([
      ['info', 'alert published'],
      ['error', 'deadline not met: left for the next minute'],
      ['error', 'deadline not met: left for the next minute'],
    ]);
  });

  test('as a whole, is thrown on, and the metrics are written', async () => {
    const { handle, telemetry } = setUp(async () => {
      telemetry.count('DeadlinesMet', 1);
      throw new AgendaError('down');
    });
    await expect(handle()).rejects.toBeInstanceOf(AgendaError);
    expect(telemetry.flushed).toEqual({ DeadlinesMet: 1 });
  });
});
