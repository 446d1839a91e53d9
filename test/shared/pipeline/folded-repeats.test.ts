import { describe, expect, it } from 'vitest';
import { episodeAlertId } from '#shared/alert/alert-id.ts';
import type { ReadItem } from '#shared/cloudtrail/read-item.ts';
import type { IngestPorts } from '#shared/pipeline.ts';
import { claimMs } from '#shared/ports/alert-ledger.ts';
import {
  callAt,
  calls,
  hourMs,
  minuteMs,
  openDeadlines,
  pipelineOf,
  startMs,
  type TestPorts,
  terminated,
  testPorts,
} from './pipeline-helpers.ts';

describe('folded repeats', () => {
  const noisy = `${terminated}trailguard: {dedup: [sourceIPAddress]}\n`;
  const pipeline = pipelineOf(noisy);
  const news = ({ alerts }: TestPorts): readonly unknown[] =>
    alerts.map(({ update, eventCount }) => [update, eventCount]);

  it('are told at once, at powers of ten, and when they are over, under one id', async () => {
    const ports = testPorts();
    const at = async (minutes: number, items: readonly ReadItem[]): Promise<void> => {
      ports.nowMs = startMs + minutes * minuteMs;
      await pipeline.ingest(items, ports);
      await pipeline.attend(ports);
    };
    await at(0, calls(0, 0));
    expect(news(ports)).toEqual([[undefined, 1]]);
    await at(0.5, calls(1, 9));
    expect(news(ports)).toHaveLength(1);
    await at(1, []);
    expect(news(ports)).toEqual([
      [undefined, 1],
      ['growing', 10],
    ]);
    await at(3, calls(10, 98));
    expect(news(ports)).toHaveLength(2);
    await at(7, calls(99, 149));
    expect(news(ports).slice(2)).toEqual([['growing', 150]]);
    await at(70, []);
    expect(news(ports)).toHaveLength(3);
    await at(600, []);
    expect(news(ports).slice(3)).toEqual([['over', 150]]);
    expect(new Set(ports.taken).size).toBe(1);
    expect(await openDeadlines(ports)).toBe(0);
  });

  it('that stay one are told once', async () => {
    const ports = testPorts();
    ports.nowMs = startMs;
    await pipeline.ingest(calls(0, 0), ports);
    for (const hours of [1, 2, 3]) {
      ports.nowMs = startMs + hours * hourMs;
      await pipeline.attend(ports);
    }
    expect(news(ports)).toEqual([[undefined, 1]]);
    expect(await openDeadlines(ports)).toBe(0);
  });

  it('that fifty functions find at the same time are looked at once', async () => {
    const ports = testPorts();
    ports.nowMs = startMs + 7000;
    const now = (): number => {
      ports.nowMs += 1;
      return ports.nowMs;
    };
    await Promise.all(calls(0, 49).map((item) => pipeline.ingest([item], { ...ports, now })));
    expect(new Set(ports.taken).size).toBe(1);
    expect(await openDeadlines(ports)).toBe(1);
  });

  it('leave the look that there is while the topic is down, and no others', async () => {
    const ports = testPorts();
    ports.nowMs = startMs;
    await pipeline.ingest(calls(0, 0), ports);
    await pipeline.ingest(calls(1, 19), ports);
    ports.down = 'publish';
    const failures: unknown[] = [];
    for (let minute = 1; minute <= 25; minute += 1) {
      ports.nowMs = startMs + minute * minuteMs;
      failures.push(...(await pipeline.attend(ports)).failures);
      expect(await openDeadlines(ports)).toBe(1);
    }
    expect(failures.length).toBeGreaterThan(1);
    expect(news(ports)).toEqual([[undefined, 1]]);
    ports.down = undefined;
    ports.nowMs += claimMs;
    await pipeline.attend(ports);
    expect(news(ports)).toEqual([
      [undefined, 1],
      ['growing', 20],
    ]);
    expect(await openDeadlines(ports)).toBe(1);
  });

  it('that come when all was over are told in another summary', async () => {
    const ports = testPorts();
    const keys: string[] = [];
    const ledger: IngestPorts['ledger'] = {
      ...ports.ledger,
      claim: async (key, foundVia) => {
        keys.push(key);
        return ports.ledger.claim(key, foundVia);
      },
    };
    const at = async (minutes: number, items: readonly ReadItem[]): Promise<void> => {
      ports.nowMs = startMs + minutes * minuteMs;
      await pipeline.ingest(items, { ...ports, ledger });
      await pipeline.attend({ ...ports, ledger });
    };
    await at(0, calls(0, 0));
    await at(0, calls(1, 3));
    for (const minutes of [60, 120, 180, 240, 300]) await at(minutes, []);
    expect(news(ports).slice(1)).toEqual([['over', 4]]);
    expect(await openDeadlines(ports)).toBe(0);
    await at(600, calls(1800, 1801));
    for (const minutes of [602, 660, 720, 780, 840]) await at(minutes, []);
    expect(news(ports).slice(2)).toEqual([['over', 6]]);
    expect(await openDeadlines(ports)).toBe(0);
    const [id] = ports.taken;
    expect(keys).toEqual([id, `${id} over 4`, `${id} over 6`]);
  });

  it('that a late record joins with others go on as one', async () => {
    const ports = testPorts();
    const at = async (minutes: number, items: readonly ReadItem[]): Promise<void> => {
      ports.nowMs = startMs + minutes * minuteMs;
      await pipeline.ingest(items, ports);
      expect((await pipeline.attend(ports)).held).toBe(0);
    };
    const early = callAt('TerminateInstances', 0);
    const later = callAt('TerminateInstances', 6000);
    await at(101, [later]);
    await at(101, [early]);
    await at(103, [callAt('TerminateInstances', 3000)]);
    expect(news(ports)).toEqual([
      [undefined, 1],
      [undefined, 1],
    ]);
    for (let minute = 104; minute < 600; minute += 1) await at(minute, []);
    const id = episodeAlertId(
      'terminated',
      { recipientAccountId: '123456789012', sourceIPAddress: '198.51.100.23' },
      'TerminateInstances-6000',
    );
    expect(ports.alerts.slice(2).map((alert) => [alert.id, alert.update, alert.eventCount])).toEqual([[id, 'over', 3]]);
    expect(await openDeadlines(ports)).toBe(0);
  });

  it('that were joined and are looked at together are told once', async () => {
    const ports = testPorts();
    ports.nowMs = startMs + 101 * minuteMs;
    await pipeline.ingest(calls(6000, 6000), ports);
    await pipeline.ingest(calls(0, 0), ports);
    await pipeline.ingest(calls(3000, 3007), ports);
    expect(await openDeadlines(ports)).toBe(2);
    ports.nowMs += minuteMs;
    const { met, held, published } = await pipeline.attend(ports);
    expect([met, held, published.map(({ update, eventCount }) => [update, eventCount])]).toEqual([
      2,
      0,
      [['growing', 10]],
    ]);
    expect(await openDeadlines(ports)).toBe(1);
  });

  it('begin anew after more than the window', async () => {
    const ports = testPorts();
    await pipeline.ingest([callAt('TerminateInstances', 0), callAt('TerminateInstances', 3600)], ports);
    await pipeline.ingest([callAt('TerminateInstances', 7201)], ports);
    expect(news(ports)).toEqual([
      [undefined, 2],
      [undefined, 1],
    ]);
    expect(new Set(ports.taken).size).toBe(2);
  });

  it('are apart where the fields are', async () => {
    const ports = testPorts();
    await pipeline.ingest(
      ['192.0.2.1', '192.0.2.2'].map((sourceIPAddress, second) =>
        callAt('TerminateInstances', second, { sourceIPAddress }),
      ),
      ports,
    );
    expect(ports.alerts.map(({ group }) => group.sourceIPAddress)).toEqual(['192.0.2.1', '192.0.2.2']);
  });

  it("are told with the rule's own reasons", async () => {
    const ports = testPorts();
    await pipeline.ingest(calls(0, 1), ports);
    expect(ports.alerts[0]?.reasons).toMatchObject([{ field: 'eventName', value: 'TerminateInstances' }]);
  });

  it('without a readable time are told one by one', async () => {
    const ports = testPorts();
    const undated = [0, 1].map((second) => callAt('TerminateInstances', second, { eventTime: '...' }));
    const report = await pipeline.ingest([...undated, ...calls(2, 4)], ports);
    expect(news(ports)).toEqual([
      [undefined, 1],
      [undefined, 1],
      [undefined, 3],
    ]);
    expect(report.undated).toBe(0);
  });

  it('are told whole by a scan, which looks at nothing again', async () => {
    const ports = testPorts();
    const entries = calls(0, 149).flatMap((item) =>
      item.kind === 'record' ? pipeline.examine(item.record).entries : [],
    );
    const alerts = await pipeline.alertsOfEpisodes(entries, ports);
    expect(alerts.map(({ update, eventCount }) => [update, eventCount])).toEqual([[undefined, 150]]);
    expect(await openDeadlines(ports)).toBe(0);
  });
});
