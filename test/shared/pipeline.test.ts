import { describe, expect, it } from 'vitest';
import { episodeAlertId } from '#shared/alert/alert-id.ts';
import type { ReadItem } from '#shared/cloudtrail/read-item.ts';
import { createMemoryAgenda } from '#shared/memory/memory-agenda.ts';
import { createMemoryAlertLedger } from '#shared/memory/memory-alert-ledger.ts';
import { createMemoryCorrelationStore } from '#shared/memory/memory-correlation-store.ts';
import type { Alert } from '#shared/model/alert.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { AlertMessage } from '#shared/model/message.ts';
import { createPipeline, type IngestPorts, type Pipeline } from '#shared/pipeline.ts';
import { AgendaError, type Deadline } from '#shared/ports/agenda.ts';
import { AlertLedgerError, claimMs } from '#shared/ports/alert-ledger.ts';
import { CorrelationStoreError } from '#shared/ports/correlation-store.ts';
import { PublishError } from '#shared/ports/publisher.ts';
import { defaultDedupWindowMs } from '#shared/sigma/rule-pack.ts';
import { recordOf } from './record-helpers.ts';
import { parseText } from './sigma/rule-helpers.ts';

const logsource = 'logsource: {product: aws, service: cloudtrail}';
const stopped = `title: Stopped\nname: stopped\n${logsource}\ndetection: {s: {eventName: StopLogging}, condition: s}\n`;
const terminated = `title: Terminated\nname: terminated\n${logsource}\ndetection: {s: {eventName: TerminateInstances}, condition: s}\n`;
const deleted = `title: Deleted\nname: deleted\n${logsource}\ndetection: {s: {eventName: DeleteTrail}, condition: s}\n`;
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
  /** The same alerts. */
  readonly alerts: Alert[];
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
  const alertOf = (message: AlertMessage): Alert => JSON.parse(JSON.parse(message.message).default);
  const check = (port: TestPorts['down'], error: Error): void => {
    if (ports.down !== port) return;
    if (ports.callsLeft === 0) throw error;
    ports.callsLeft -= 1;
  };
  const ports: TestPorts = {
    log: [],
    taken: [],
    alerts: [],
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
        const alert = alertOf(message);
        const { id, title } = alert;
        titles.set(id, title);
        ports.log.push(`publish ${title}`);
        ports.taken.push(id);
        ports.alerts.push(alert);
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
const startMs = Date.parse('2026-03-05T02:00:00Z');
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

function callAt(eventName: string, second: number, over: JsonObject = {}): ReadItem {
  return call(eventName, 0, {
    eventID: `${eventName}-${second}`,
    eventTime: new Date(startMs + second * 1000).toISOString(),
    ...over,
  });
}

const calls = (from: number, to: number): readonly ReadItem[] =>
  Array.from({ length: to - from + 1 }, (_, number) => callAt('TerminateInstances', from + number));

const correlation = (title: string, text: string): string =>
  `title: ${title}\nname: ${title.toLowerCase()}\ncorrelation: {timespan: 10m, ${text}}\n`;
/** Exactly two: more records could undo it, so it waits. */
const pair = correlation('Pair', 'type: event_count, rules: [terminated], condition: {eq: 2}');

const openDeadlines = async ({ agenda }: TestPorts): Promise<number> =>
  (await agenda.due(Number.POSITIVE_INFINITY)).length;
const titlesOf = (alerts: readonly Alert[]): readonly string[] => alerts.map(({ title }) => title);

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
