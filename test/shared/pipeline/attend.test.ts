import { describe, expect, it } from 'vitest';
import { episodeAlertId } from '#shared/alert/alert-id.ts';
import { createMemoryCorrelationStore } from '#shared/memory/memory-correlation-store.ts';
import type { IngestPorts } from '#shared/pipeline.ts';
import { AgendaError, type Deadline } from '#shared/ports/agenda.ts';
import { claimMs } from '#shared/ports/alert-ledger.ts';
import { CorrelationStoreError } from '#shared/ports/correlation-store.ts';
import {
  callAt,
  calls,
  correlation,
  hourMs,
  minuteMs,
  openDeadlines,
  pair,
  pipelineOf,
  startMs,
  stopped,
  type TestPorts,
  terminated,
  testPorts,
  titlesOf,
} from './pipeline-helpers.ts';

describe('attend', () => {
  const pipeline = pipelineOf(terminated, pair);
  const late = startMs + 10 * hourMs;

  it('tells what waited for its windows to close, once', async () => {
    const ports = testPorts();
    const { published } = await pipeline.ingest(calls(0, 1), ports);
    expect(published).toEqual([]);
    ports.nowMs = startMs + 26 * minuteMs - 1;
    expect(await pipeline.attend(ports)).toMatchObject({ met: 0, published: [] });
    ports.nowMs = late;
    const report = await pipeline.attend(ports);
    expect([report.met, titlesOf(report.published)]).toEqual([1, ['Pair']]);
    expect(await pipeline.attend(ports)).toMatchObject({ met: 0, published: [], held: 0, failures: [] });
  });

  it('judges together what came while a group was busy', async () => {
    const many = correlation('Many', 'type: event_count, rules: [terminated], condition: {gte: 20}');
    const hot = pipelineOf(terminated, many);
    const ports = { ...testPorts(), store: createMemoryCorrelationStore({ busyEntries: 10 }) };
    const at = (second: number): TestPorts => ({ ...ports, now: () => startMs + second * 1000 });
    await hot.ingest(calls(0, 9), at(10));
    expect((await hot.ingest(calls(10, 29), at(30))).published).toEqual([]);
    expect((await hot.attend(at(119))).met).toBe(0);
    const { published } = await hot.attend(at(120));
    expect(published.map(({ title, eventCount }) => [title, eventCount])).toEqual([['Many', 30]]);
    expect(await openDeadlines(ports)).toBe(0);
  });

  it('does not say by which door its alerts came', async () => {
    const ports = testPorts();
    await pipeline.ingest(calls(0, 1), ports);
    ports.nowMs = late;
    const { store, agenda, ledger, publisher, now } = ports;
    const { published } = await pipeline.attend({ store, agenda, ledger, publisher, now });
    expect(published.map(({ foundVia }) => foundVia)).toEqual([undefined]);
  });

  it('strikes out what belongs to a rule that has been taken out', async () => {
    const ports = testPorts();
    const gone: Deadline = { dueMs: 0, group: { correlationId: 'gone', values: {}, timespanMs: 1 } };
    await ports.agenda.note(gone);
    expect(await pipeline.attend(ports)).toMatchObject({ met: 1, published: [], failures: [] });
    expect(await openDeadlines(ports)).toBe(0);
  });

  it('leaves what another is about to tell, and tells it when nobody has', async () => {
    const ports = testPorts();
    await pipeline.ingest(calls(0, 1), ports);
    ports.nowMs = late;
    await ports.ledger.claim(episodeAlertId('pair', {}, 'TerminateInstances-0'));
    expect(await pipeline.attend(ports)).toMatchObject({ held: 1, published: [], failures: [] });
    expect(await openDeadlines(ports)).toBe(1);
    ports.nowMs += claimMs;
    expect(titlesOf((await pipeline.attend(ports)).published)).toEqual(['Pair']);
    expect(await openDeadlines(ports)).toBe(0);
  });

  it('leaves a group that fails, and keeps none waiting for it', async () => {
    const other = correlation('Other', 'type: event_count, rules: [terminated], condition: {eq: 2}');
    const two = pipelineOf(terminated, pair, other);
    const ports = testPorts();
    await two.ingest(calls(0, 1), ports);
    ports.nowMs = late;
    const failing = {
      ...ports,
      store: {
        ...ports.store,
        readEntries: async (...asked: Parameters<IngestPorts['store']['readEntries']>) => {
          if (asked[0].correlationId === 'pair') throw new CorrelationStoreError('down');
          return ports.store.readEntries(...asked);
        },
      },
    };
    const report = await two.attend(failing);
    expect([titlesOf(report.published), report.failures]).toEqual([['Other'], [new CorrelationStoreError('down')]]);
    const next = await two.attend(ports);
    expect([titlesOf(next.published), next.failures]).toEqual([['Pair'], []]);
    expect(await openDeadlines(ports)).toBe(0);
  });

  it.each([
    ['as they come', (due: readonly Deadline[]): readonly Deadline[] => due],
    ['in reverse', (due: readonly Deadline[]): readonly Deadline[] => [...due].reverse()],
  ])('judges inner correlations before outer ones, with deadlines %s', async (_, arrange) => {
    const outer = correlation('Outer', 'type: event_count, rules: [pair, stopped], generate: true, condition: {eq: 2}');
    const chain = pipelineOf(stopped, terminated, pair, outer);
    const ports = testPorts();
    await chain.ingest([...calls(0, 1), callAt('StopLogging', 2)], ports);
    ports.nowMs = late;
    const arranged = { ...ports.agenda, due: async (nowMs: number) => arrange(await ports.agenda.due(nowMs)) };
    const report = await chain.attend({ ...ports, agenda: arranged });
    expect(titlesOf(report.published)).toEqual(['Pair', 'Outer']);
    // The inner episode noted the outer's deadline again, for it came after the look at it: that look finds nothing new.
    expect(titlesOf((await chain.attend(ports)).published)).toEqual([]);
    expect(await openDeadlines(ports)).toBe(0);
  });

  it.each([
    ['longer', '30m'],
    ['shorter', '2m'],
  ])(
    'judges the records of a deadline also when a deployment has made the timespan %s meanwhile',
    async (_, timespan) => {
      const ports = testPorts();
      await pipeline.ingest(calls(0, 1), ports);
      ports.nowMs = late;
      const deployed = pipelineOf(terminated, pair.replace('timespan: 10m', `timespan: ${timespan}`));
      expect(titlesOf((await deployed.attend(ports)).published)).toEqual(['Pair']);
      expect(await openDeadlines(ports)).toBe(0);
    },
  );

  it('keeps an outer correlation waiting while an inner one fails', async () => {
    const outer = correlation('Outer', 'type: event_count, rules: [pair, stopped], generate: true, condition: {eq: 2}');
    const chain = pipelineOf(stopped, terminated, pair, outer);
    const ports = testPorts();
    await chain.ingest([...calls(0, 1), callAt('StopLogging', 2)], ports);
    ports.nowMs = late;
    const readEntries: IngestPorts['store']['readEntries'] = async (group, span) => {
      if (group.correlationId === 'pair') throw new CorrelationStoreError('down');
      return ports.store.readEntries(group, span);
    };
    const report = await chain.attend({ ...ports, store: { ...ports.store, readEntries } });
    expect([report.met, titlesOf(report.published), report.failures]).toEqual([
      0,
      [],
      [new CorrelationStoreError('down')],
    ]);
    expect(await openDeadlines(ports)).toBe(2);
    const next = await chain.attend(ports);
    expect([titlesOf(next.published), next.failures]).toEqual([['Pair', 'Outer'], []]);
    await chain.attend(ports);
    expect(await openDeadlines(ports)).toBe(0);
  });

  it.each([
    ['before anything is told', 0, []],
    ['after that', 1, ['Pair']],
  ])('reports what was told, when the agenda fails %s', async (_, callsLeft, titles) => {
    const ports = testPorts();
    await pipeline.ingest(calls(0, 1), ports);
    ports.nowMs = late;
    let left = callsLeft;
    const due: IngestPorts['agenda']['due'] = async (nowMs) => {
      left -= 1;
      if (left < 0) throw new AgendaError('down');
      return ports.agenda.due(nowMs);
    };
    const report = await pipeline.attend({ ...ports, agenda: { ...ports.agenda, due } });
    expect([titlesOf(report.published), report.failures]).toEqual([titles, [new AgendaError('down')]]);
  });

  it.each([
    ['picks up nothing after 45 seconds: the next minute does', 45_000, ['Pair'], ['Other']],
    ['picks up what it can until then', 44_999, ['Pair', 'Other'], []],
  ])('%s', async (_, takesMs, first, second) => {
    const other = correlation('Other', 'type: event_count, rules: [terminated], condition: {eq: 2}');
    const two = pipelineOf(terminated, pair, other);
    const ports = testPorts();
    await two.ingest(calls(0, 1), ports);
    ports.nowMs = late;
    const publish: IngestPorts['publisher']['publish'] = async (message) => {
      await ports.publisher.publish(message);
      ports.nowMs += takesMs;
    };
    const slow = { ...ports, publisher: { publish } };
    const report = await two.attend(slow);
    expect([titlesOf(report.published), report.failures]).toEqual([first, []]);
    expect(await openDeadlines(ports)).toBe(second.length);
    expect(titlesOf((await two.attend(slow)).published)).toEqual(second);
    expect(await openDeadlines(ports)).toBe(0);
  });

  it('says how long ago the oldest deadline was due', async () => {
    const ports = testPorts();
    await pipeline.ingest([...calls(0, 1), ...calls(120, 121)], ports);
    ports.nowMs = startMs + 29 * minuteMs + 5;
    expect(await pipeline.attend(ports)).toMatchObject({ met: 2, lateMs: 3 * minuteMs + 5 });
    expect(await pipeline.attend(ports)).toMatchObject({ met: 0, lateMs: 0 });
  });

  it('finds what a scan finds at once', async () => {
    const ports = testPorts();
    const entries = calls(0, 1).flatMap((item) =>
      item.kind === 'record' ? pipeline.examine(item.record).entries : [],
    );
    expect(titlesOf(await pipeline.alertsOfEpisodes(entries, ports))).toEqual(['Pair']);
    expect(await openDeadlines(ports)).toBe(0);
  });

  it('joins what it reports of its groups', async () => {
    const byCaller = pair.replace('type:', 'group-by: [sourceIPAddress], type:');
    const grouped = pipelineOf(terminated, byCaller);
    const ports = testPorts();
    const items = ['192.0.2.1', '192.0.2.2'].flatMap((sourceIPAddress) =>
      [0, 1].map((second) =>
        callAt('TerminateInstances', second, { sourceIPAddress, eventID: `${sourceIPAddress} ${second}` }),
      ),
    );
    await grouped.ingest(items, ports);
    ports.nowMs = late;
    const report = await grouped.attend(ports);
    expect([titlesOf(report.published), report.held, report.linked, report.cut]).toEqual([['Pair', 'Pair'], 0, [], []]);
  });
});
