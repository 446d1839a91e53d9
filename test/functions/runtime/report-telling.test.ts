import { expect, test } from 'vitest';
import type { TellingReport } from '#shared/pipeline.ts';
import { reportTelling } from '../../../functions/runtime/report-telling.ts';
import { createMemoryTelemetry, type MemoryTelemetry } from '../support/memory-telemetry.ts';
import { alertWith, nothingTold } from '../support/telling-reports.ts';

const ruleId = '7a0c1a52-3d0f-4b8e-9c55-0f3f6f2f7b01';

test.each<[string, Partial<TellingReport>, MemoryTelemetry['flushed'], readonly object[]]>([
  ['nothing', {}, {}, []],
  [
    'an alert that was published: its ids',
    { published: [alertWith({ foundVia: 's3' })] },
    { AlertsPublished: 1 },
    [
      {
        level: 'info',
        message: 'alert published',
        details: { alertId: 'a', ruleId, severity: 'high', foundVia: 's3', eventIDs: ['call'] },
      },
    ],
  ],
  [
    'an update',
    { published: [alertWith({ update: 'growing' })] },
    { AlertsPublished: 1 },
    [
      {
        level: 'info',
        message: 'alert published',
        details: { alertId: 'a', ruleId, severity: 'high', update: 'growing', eventIDs: ['call'] },
      },
    ],
  ],
  [
    'an alert of an observed rule: what it would have said',
    { observed: [alertWith({ mode: 'observe', title: 'Trail stopped', summary: 'Alice stopped it.' })] },
    { AlertsObserved: 1 },
    [
      {
        level: 'info',
        message: 'alert observed',
        details: {
          alertId: 'a',
          ruleId,
          severity: 'high',
          eventIDs: ['call'],
          title: 'Trail stopped',
          summary: 'Alice stopped it.',
        },
      },
    ],
  ],
  ['alerts that others hold', { held: 2 }, { AlertsHeld: 2 }, []],
  [
    'alerts about one episode',
    {
      linked: [
        ['a', 'b', 'c'],
        ['d', 'e'],
      ],
    },
    { EpisodesLinked: 2 },
    [
      {
        level: 'info',
        message: 'alerts about one episode: a late record joined them',
        details: { alertId: 'a', others: ['b', 'c'] },
      },
      {
        level: 'info',
        message: 'alerts about one episode: a late record joined them',
        details: { alertId: 'd', others: ['e'] },
      },
    ],
  ],
  [
    'a window with more records than are read',
    { cut: ['burst'] },
    { WindowsCut: 1 },
    [
      {
        level: 'warn',
        message: 'a window held more records than are read: it was judged by the latest',
        details: { ruleId: 'burst' },
      },
    ],
  ],
])('%s', (_, report, metrics, lines) => {
  const telemetry = createMemoryTelemetry();
  reportTelling({ ...nothingTold, ...report }, telemetry);
  telemetry.flush();
  expect(telemetry.flushed).toEqual(metrics);
  expect(telemetry.lines).toEqual(lines);
});
