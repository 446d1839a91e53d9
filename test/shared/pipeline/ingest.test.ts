import { describe, expect, it } from 'vitest';
import { episodeAlertId } from '#shared/alert/alert-id.ts';
import type { ReadItem } from '#shared/cloudtrail/read-item.ts';
import type { Alert } from '#shared/model/alert.ts';
import { createPipeline, type IngestPorts, type Pipeline } from '#shared/pipeline.ts';
import { AlertLedgerError, claimMs } from '#shared/ports/alert-ledger.ts';
import { CorrelationStoreError } from '#shared/ports/correlation-store.ts';
import { PublishError } from '#shared/ports/publisher.ts';
import { defaultDedupWindowMs } from '#shared/sigma/rule-pack.ts';
import { parseText } from '../sigma/rule-helpers.ts';
import {
  burst,
  call,
  callAt,
  calls,
  deleted,
  pipelineOf,
  stopped,
  terminated,
  testPorts,
  titlesOf,
} from './pipeline-helpers.ts';

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
      failures: [],
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
    const item = call('TerminateInstances', 1, { f });
    const { failures } = await pipelineOf(terminated, ...byMember).ingest([item], ports);
    expect(new Set(failures.map(String))).toEqual(new Set(['CorrelationStoreError: down']));
  });

  describe('when a port is down', () => {
    it.each([
      ['claim', 0, AlertLedgerError],
      ['claim', 1, AlertLedgerError],
      ['publish', 0, PublishError],
      ['publish', 1, PublishError],
      ['store', 0, CorrelationStoreError],
    ] as const)(
      '%s after %i calls: reports it, and the retry publishes the rest with the same ids',
      async (down, callsLeft, error) => {
        const untroubled = testPorts();
        await pipeline.ingest(delivery, untroubled);
        const ports = testPorts();
        Object.assign(ports, { down, callsLeft });
        const { failures } = await pipeline.ingest(delivery, ports);
        expect(failures.length).toBeGreaterThan(0);
        for (const failure of failures) expect(failure).toBeInstanceOf(error);
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
      Object.assign(ports, { down: 'confirm', callsLeft: 1 });
      const { published, failures } = await pipeline.ingest(delivery, ports);
      expect([titlesOf(published), failures]).toEqual([['Stopped'], [new AlertLedgerError('down')]]);
      ports.down = undefined;
      ports.nowMs += claimMs;
      await pipeline.ingest(delivery, ports);
      expect(titlesOf(ports.alerts)).toEqual(['Stopped', 'Burst', 'Burst']);
      expect(new Set(ports.taken).size).toBe(2);
    });

    it('an alert that is not taken keeps no other of the delivery from being told, nor its entries from being kept', async () => {
      const ports = testPorts();
      const publish: IngestPorts['publisher']['publish'] = async (message) => {
        if (message.subject.includes('Stopped')) throw new PublishError('down');
        await ports.publisher.publish(message);
      };
      const refused = [call('StopLogging', 2), call('DeleteTrail', 3), ...delivery];
      const both = pipelineOf(stopped, deleted, terminated, burst);
      const { published, failures } = await both.ingest(refused, { ...ports, publisher: { publish } });
      expect([titlesOf(published), failures]).toEqual([['Deleted', 'Burst'], [new PublishError('down')]]);
      ports.nowMs += claimMs;
      expect(titlesOf((await both.ingest(refused, ports)).published)).toEqual(['Stopped']);
    });

    it('a group that fails keeps no other from being told', async () => {
      const ports = testPorts();
      const another = burst.replaceAll('urst', 'urst two').replace('name: burst two', 'name: two');
      const two = pipelineOf(terminated, burst, another);
      const addEntries: IngestPorts['store']['addEntries'] = async (group, entries) => {
        if (group.correlationId === 'burst') throw new CorrelationStoreError('down');
        await ports.store.addEntries(group, entries);
      };
      const { published, failures } = await two.ingest(delivery, { ...ports, store: { ...ports.store, addEntries } });
      expect([titlesOf(published), failures]).toEqual([['Burst two'], [new CorrelationStoreError('down')]]);
      expect(titlesOf((await two.ingest(delivery, ports)).published)).toEqual(['Burst']);
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

describe('a delivery of many records', () => {
  const count = 1300;
  const many = Array.from({ length: count }, (_, number) => [
    callAt('StopLogging', number),
    callAt('DescribeInstances', number),
    callAt('TerminateInstances', number),
  ]).flat();
  const pipeline = pipelineOf(stopped, terminated, burst);

  it('is told whole, each alert with the id that it has by itself, and an episode over all of it once', async () => {
    const ports = testPorts();
    const report = await pipeline.ingest(many, ports);
    expect([report.records, report.detections, report.failures]).toEqual([3 * count, 2 * count, []]);
    const alone = many.flatMap((item) =>
      item.kind === 'record' ? pipeline.alertsOfRecord(pipeline.examine(item.record)) : [],
    );
    const ofRecords = ports.alerts.filter(({ title }) => title === 'Stopped').map(({ id }) => id);
    expect(ofRecords).toHaveLength(count);
    expect(new Set(ofRecords)).toEqual(new Set(alone.map(({ id }) => id)));
    const [episode, ...others] = ports.alerts.filter(({ title }) => title === 'Burst');
    expect([episode?.id, others]).toEqual([episodeAlertId('burst', {}, 'TerminateInstances-0'), []]);
    expect(new Set(report.published.map(({ id }) => id))).toEqual(new Set(ports.taken));
  });

  it('counts over all of it what the logs show of the fast door', async () => {
    const ports = testPorts();
    await pipeline.ingest(many.slice(0, 3 * 700), ports);
    const { inLogs } = await pipeline.ingest(many, { ...ports, foundVia: 's3' });
    expect(inLogs).toEqual({ broughtBefore: 700, missedBefore: count - 700 });
  });

  it.each([
    [499, 0],
    [500, 500],
    [999, 500],
    [1000, 1000],
  ])('is told in portions of 500 records with detections: of %i read, %i are told', async (read, told) => {
    async function* broken(): AsyncGenerator<ReadItem> {
      for (const item of many) {
        if (item.kind === 'record' && item.record.eventID === `StopLogging-${read}`) throw new Error('connection lost');
        if (item.kind === 'record' && item.record.eventName !== 'TerminateInstances') yield item;
      }
    }
    const ports = testPorts();
    await expect(pipeline.ingest(broken(), ports)).rejects.toThrow('connection lost');
    expect(ports.taken).toHaveLength(told);
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

/** The moment when the calls of `callAt` begin. */
describe('an episode', () => {
  const pipeline = pipelineOf(terminated, burst);

  it('that was told is not told again with its later records', async () => {
    const ports = testPorts();
    for (const item of calls(0, 5)) await pipeline.ingest([item], ports);
    expect(ports.taken).toHaveLength(1);
  });

  it('that another is about to tell is held, and found again with the retry', async () => {
    const ports = testPorts();
    const id = episodeAlertId('burst', {}, 'TerminateInstances-0');
    await ports.ledger.claim(id);
    const first = await pipeline.ingest(calls(0, 1), ports);
    expect([first.held, first.published]).toEqual([1, []]);
    ports.nowMs += claimMs;
    const retry = await pipeline.ingest(calls(0, 1), ports);
    expect([retry.held, retry.published.map((alert) => alert.id)]).toEqual([0, [id]]);
  });

  it('that a late record joins with another is linked to it, and not told again', async () => {
    const ports = testPorts();
    await pipeline.ingest(calls(0, 1), ports);
    await pipeline.ingest(calls(1100, 1101), ports);
    const report = await pipeline.ingest(calls(550, 550), ports);
    expect(report.published).toEqual([]);
    expect(report.linked).toEqual([ports.taken]);
    expect(ports.taken).toHaveLength(2);
  });

  it('is the same for a scan, which has all records', async () => {
    const ports = testPorts();
    await pipeline.ingest(calls(0, 3), ports);
    const entries = calls(0, 3).flatMap((item) =>
      item.kind === 'record' ? pipeline.examine(item.record).entries : [],
    );
    const [alert] = await pipeline.alertsOfEpisodes(entries, testPorts());
    expect([alert?.id, alert?.eventCount]).toEqual([ports.taken[0], ports.alerts[0]?.eventCount]);
  });
});

describe('rules that settings have observed', () => {
  const { rules, correlations } = parseText([stopped, terminated, burst].join('---\n'));
  const observed = createPipeline({
    version: 1,
    rules: rules.map((rule) => ({ ...rule, meta: { ...rule.meta, mode: 'observe' } })),
    correlations: correlations.map((rule) => ({ ...rule, meta: { ...rule.meta, mode: 'observe' } })),
    dedupWindowMs: defaultDedupWindowMs,
  });
  const delivery = [callAt('StopLogging', 0), ...calls(1, 2)];

  it('are recorded, and told to nobody', async () => {
    const ports = testPorts();
    const report = await observed.ingest(delivery, ports);
    expect(report.published).toEqual([]);
    expect(report.observed.map(({ title, mode }) => [title, mode])).toEqual([
      ['Stopped', 'observe'],
      ['Burst', 'observe'],
    ]);
    expect(ports.log).toEqual(['claim', 'confirm an unpublished alert', 'claim', 'confirm an unpublished alert']);
  });

  it('are recorded once', async () => {
    const ports = testPorts();
    await observed.ingest(delivery, ports);
    const again = await observed.ingest([...delivery, ...calls(3, 9)], ports);
    expect([again.observed, again.held]).toEqual([[], 0]);
  });

  it('count for how complete the fast door is', async () => {
    const ports = testPorts();
    const { inLogs } = await observed.ingest(delivery, { ...ports, foundVia: 's3' });
    expect(inLogs).toEqual({ broughtBefore: 0, missedBefore: 1 });
  });
});

describe('the two doors', () => {
  const pipeline = pipelineOf(stopped);
  const [one, two, three] = [0, 1, 2].map((second) => callAt('StopLogging', second));
  if (one === undefined || two === undefined || three === undefined) throw new Error('no calls');

  it('are compared by the records that come by the slow one', async () => {
    const ports = testPorts();
    const fast = await pipeline.ingest([one, two], ports);
    expect(fast.inLogs).toEqual({ broughtBefore: 0, missedBefore: 0 });
    const slow = await pipeline.ingest([one, two, three], { ...ports, foundVia: 's3' });
    expect(slow.inLogs).toEqual({ broughtBefore: 2, missedBefore: 1 });
    const again = await pipeline.ingest([one, two, three], { ...ports, foundVia: 's3' });
    expect(again.inLogs).toEqual({ broughtBefore: 2, missedBefore: 0 });
  });

  it('are compared only where the fast one reaches', async () => {
    const ports = {
      ...testPorts(),
      foundVia: 's3',
      inReach: ({ events }: Alert) => events[0]?.eventID !== 'StopLogging-1',
    } as const;
    const slow = await pipeline.ingest([one, two, three], ports);
    expect(slow.published).toHaveLength(3);
    expect(slow.inLogs).toEqual({ broughtBefore: 0, missedBefore: 2 });
  });

  it('say on each alert which of them it came by', async () => {
    const ports = testPorts();
    await pipeline.ingest([one], ports);
    await pipeline.ingest([one, two], { ...ports, foundVia: 's3' });
    expect(ports.alerts.map(({ foundVia }) => foundVia)).toEqual(['eventbridge', 's3']);
  });
});
