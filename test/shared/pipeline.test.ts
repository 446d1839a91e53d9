import { describe, expect, it } from 'vitest';
import type { ReadItem } from '#shared/cloudtrail/read-item.ts';
import { createMemoryAgenda } from '#shared/memory/memory-agenda.ts';
import { createMemoryAlertLedger } from '#shared/memory/memory-alert-ledger.ts';
import { createMemoryCorrelationStore } from '#shared/memory/memory-correlation-store.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { AlertMessage } from '#shared/model/message.ts';
import { createPipeline, type IngestPorts, type Pipeline } from '#shared/pipeline.ts';
import { AlertLedgerError, claimMs } from '#shared/ports/alert-ledger.ts';
import { CorrelationStoreError } from '#shared/ports/correlation-store.ts';
import { PublishError } from '#shared/ports/publisher.ts';
import { defaultDedupWindowMs } from '#shared/sigma/rule-pack.ts';
import { recordOf } from './record-helpers.ts';
import { parseText } from './sigma/rule-helpers.ts';

const logsource = 'logsource: {product: aws, service: cloudtrail}';
const stopped = `title: Stopped\nname: stopped\n${logsource}\ndetection: {s: {eventName: StopLogging}, condition: s}\n`;
const terminated = `title: Terminated\nname: terminated\n${logsource}\ndetection: {s: {eventName: TerminateInstances}, condition: s}\n`;
const burst =
  'title: Burst\nname: burst\ncorrelation: {type: event_count, rules: [terminated], timespan: 10m, condition: {gte: 2}}\n';

function pipelineOf(...documents: readonly string[]): Pipeline {
  const { rules, correlations, problems } = parseText(documents.join('---\n'));
  expect(problems).toEqual([]);
  return createPipeline({ version: 1, rules, correlations, dedupWindowMs: defaultDedupWindowMs });
}

function call(eventName: string, second: number, over: JsonObject = {}): ReadItem {
  const eventID = `${eventName}-${second}`;
  const eventTime = `2026-03-05T02:00:0${second}Z`;
  return { kind: 'record', record: recordOf({ eventName, eventID, eventTime, ...over }) };
}

interface TestPorts extends IngestPorts {
  /** What was asked of the ports, in order, alerts by their rule's title. */
  readonly log: string[];
  /** Ids of the alerts that were taken, in order. */
  readonly taken: string[];
  /** The port that is down. */
  down: 'claim' | 'publish' | 'confirm' | 'store' | undefined;
  /** The clock. */
  nowMs: number;
  /** Calls of that port which still go through. */
  callsLeft: number;
}

function testPorts(): TestPorts {
  const ledger = createMemoryAlertLedger(() => ports.nowMs);
  const store = createMemoryCorrelationStore();
  const titles = new Map<string, string>();
  const alertOf = (message: AlertMessage): { readonly id: string; readonly title: string } =>
    JSON.parse(JSON.parse(message.message).default);
  const check = (port: TestPorts['down'], error: Error): void => {
    if (ports.down !== port) return;
    if (ports.callsLeft === 0) throw error;
    ports.callsLeft -= 1;
  };
  const ports: TestPorts = {
    log: [],
    taken: [],
    down: undefined,
    callsLeft: 0,
    foundVia: 'eventbridge',
    now: () => ports.nowMs,
    nowMs: 0,
    agenda: createMemoryAgenda(),
    store: {
      ...store,
      async addEntries(group, entries) {
        check('store', new CorrelationStoreError('down'));
        return store.addEntries(group, entries);
      },
    },
    ledger: {
      async claim(id, foundVia) {
        check('claim', new AlertLedgerError('down'));
        ports.log.push('claim');
        return ledger.claim(id, foundVia);
      },
      async confirm(id) {
        check('confirm', new AlertLedgerError('down'));
        ports.log.push(`confirm ${titles.get(id) ?? 'an unpublished alert'}`);
        return ledger.confirm(id);
      },
    },
    publisher: {
      async publish(message) {
        check('publish', new PublishError('down'));
        const { id, title } = alertOf(message);
        titles.set(id, title);
        ports.log.push(`publish ${title}`);
        ports.taken.push(id);
      },
    },
  };
  return ports;
}

describe('ingest', () => {
  const delivery = [call('TerminateInstances', 1), call('StopLogging', 2), call('TerminateInstances', 3)];
  const pipeline = pipelineOf(stopped, terminated, burst);

  it('claims, publishes and confirms one alert after the other, episodes last', async () => {
    const ports = testPorts();
    const report = await pipeline.ingest(delivery, ports);
    const oneByOne = ['claim', 'publish Stopped', 'confirm Stopped', 'claim', 'publish Burst', 'confirm Burst'];
    expect(ports.log).toEqual(oneByOne);
    expect(report.published.map(({ id }) => id)).toEqual(ports.taken);
  });

  it('counts what it read and found', async () => {
    const problem = {
      code: 'not-json',
      source: 'a.json',
      message: 'This part is not JSON.',
      hint: 'Leave it out.',
    } as const;
    const report = await pipeline.ingest(
      [
        ...delivery,
        call('DescribeInstances', 4),
        { kind: 'set-aside', what: 'digest', source: 'b' },
        { kind: 'set-aside', what: 's3-test', source: 'c' },
        { kind: 'set-aside', what: 'digest', source: 'd' },
        { kind: 'problem', problem },
      ],
      testPorts(),
    );
    expect(report).toMatchObject({
      records: 4,
      detections: 3,
      undated: 0,
      setAside: { digest: 2, 's3-test': 1 },
      problems: [problem],
    });
  });

  it('says nothing of an empty delivery', async () => {
    const ports = testPorts();
    const nothing = {
      records: 0,
      detections: 0,
      problems: [],
      setAside: {},
      undated: 0,
      inLogs: { broughtBefore: 0, missedBefore: 0 },
      published: [],
      observed: [],
      held: 0,
      linked: [],
      cut: [],
    };
    expect(await pipeline.ingest([], ports)).toEqual(nothing);
    expect(ports.log).toEqual([]);
  });

  it('reads items as they come', async () => {
    async function* stream(): AsyncGenerator<ReadItem> {
      yield* delivery;
    }
    expect((await pipeline.ingest(stream(), testPorts())).published).toHaveLength(2);
  });

  it('tells an alert once, however often its record is delivered', async () => {
    const ports = testPorts();
    await pipeline.ingest([...delivery, ...delivery], ports);
    const again = await pipeline.ingest(delivery, ports);
    expect(again.published).toEqual([]);
    expect(again.detections).toBe(3);
    expect(ports.taken).toHaveLength(2);
  });

  it('finds an episode whose records come in different deliveries', async () => {
    const ports = testPorts();
    expect((await pipeline.ingest([call('TerminateInstances', 3)], ports)).published).toEqual([]);
    const { published } = await pipeline.ingest([call('TerminateInstances', 1)], ports);
    expect(published.map(({ title }) => title)).toEqual(['Burst']);
  });

  it('counts a detection that no correlation can place in time', async () => {
    const undated = [1, 2].map((second) => call('TerminateInstances', second, { eventTime: '...' }));
    const report = await pipeline.ingest([...undated, call('StopLogging', 3, { eventTime: '...' })], testPorts());
    expect(report.undated).toBe(2);
    expect(report.published.map(({ title }) => title)).toEqual(['Stopped']);
  });

  it('takes a record that gives more entries than a call can take arguments', async () => {
    const byMember = Array.from({ length: 15 }, (_, number) =>
      burst.replaceAll('urst', `urst ${number}`).replace('timespan', 'group-by: [f], timespan'),
    );
    const f = Array.from({ length: 9_000 }, (_, value) => value);
    const ports = testPorts();
    ports.down = 'store';
    const ingested = pipelineOf(terminated, ...byMember).ingest([call('TerminateInstances', 1, { f })], ports);
    await expect(ingested).rejects.toBeInstanceOf(CorrelationStoreError);
  });

  describe('when a port is down', () => {
    it.each([
      ['claim', 0, AlertLedgerError],
      ['claim', 1, AlertLedgerError],
      ['publish', 0, PublishError],
      ['publish', 1, PublishError],
      ['store', 0, CorrelationStoreError],
    ] as const)(
      '%s after %i calls: throws, and the retry publishes the rest with the same ids',
      async (down, callsLeft, error) => {
        const untroubled = testPorts();
        await pipeline.ingest(delivery, untroubled);
        const ports = testPorts();
        Object.assign(ports, { down, callsLeft });
        await expect(pipeline.ingest(delivery, ports)).rejects.toBeInstanceOf(error);
        ports.down = undefined;
        ports.nowMs += claimMs;
        const before = ports.taken.length;
        const { published } = await pipeline.ingest(delivery, ports);
        expect(ports.taken).toEqual(untroubled.taken);
        expect(published.map(({ id }) => id)).toEqual(untroubled.taken.slice(before));
      },
    );

    it('confirm: the alert is told again with the same id, since nobody knows that it was', async () => {
      const ports = testPorts();
      ports.down = 'confirm';
      await expect(pipeline.ingest(delivery, ports)).rejects.toBeInstanceOf(AlertLedgerError);
      ports.down = undefined;
      ports.nowMs += claimMs;
      await pipeline.ingest(delivery, ports);
      const [first, second] = ports.taken;
      expect(second).toBe(first);
      expect(ports.taken).toHaveLength(3);
    });

    it('reading: throws before anything is told', async () => {
      async function* broken(): AsyncGenerator<ReadItem> {
        yield call('StopLogging', 1);
        throw new Error('connection lost');
      }
      const ports = testPorts();
      await expect(pipeline.ingest(broken(), ports)).rejects.toThrow('connection lost');
      expect(ports.log).toEqual([]);
    });
  });
});

describe('a rule that a correlation refers to', () => {
  const titlesOf = (pipeline: Pipeline): readonly string[] => {
    const item = call('TerminateInstances', 1);
    return item.kind === 'record'
      ? pipeline.alertsOfRecord(pipeline.examine(item.record)).map(({ title }) => title)
      : [];
  };
  const generating = burst.replace('{type', '{generate: true, type').replaceAll('urst', 'urst two');

  it.each([
    ['alone, speaks', [terminated], ['Terminated']],
    ['is silent', [terminated, burst], []],
    ['speaks where the correlation lets it', [terminated, generating], ['Terminated']],
    ['speaks where one of two lets it', [terminated, burst, generating], ['Terminated']],
  ] as const)('%s', (_, documents, titles) => {
    expect(titlesOf(pipelineOf(...documents))).toEqual(titles);
  });
});
