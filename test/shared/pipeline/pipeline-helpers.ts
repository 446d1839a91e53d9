import { expect } from 'vitest';
import type { ReadItem } from '#shared/cloudtrail/read-item.ts';
import { createMemoryAgenda } from '#shared/memory/memory-agenda.ts';
import { createMemoryAlertLedger } from '#shared/memory/memory-alert-ledger.ts';
import { createMemoryCorrelationStore } from '#shared/memory/memory-correlation-store.ts';
import type { Alert } from '#shared/model/alert.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { AlertMessage } from '#shared/model/message.ts';
import { createPipeline, type IngestPorts, type Pipeline } from '#shared/pipeline.ts';
import { AlertLedgerError } from '#shared/ports/alert-ledger.ts';
import { CorrelationStoreError } from '#shared/ports/correlation-store.ts';
import { PublishError } from '#shared/ports/publisher.ts';
import { defaultDedupWindowMs } from '#shared/sigma/rule-pack.ts';
import { recordOf } from '../record-helpers.ts';
import { parseText } from '../sigma/rule-helpers.ts';

const logsource: string = 'logsource: {product: aws, service: cloudtrail}';
export const stopped: string = `title: Stopped\nname: stopped\n${logsource}\ndetection: {s: {eventName: StopLogging}, condition: s}\n`;
export const terminated: string = `title: Terminated\nname: terminated\n${logsource}\ndetection: {s: {eventName: TerminateInstances}, condition: s}\n`;
export const deleted: string = `title: Deleted\nname: deleted\n${logsource}\ndetection: {s: {eventName: DeleteTrail}, condition: s}\n`;
export const burst: string =
  'title: Burst\nname: burst\ncorrelation: {type: event_count, rules: [terminated], timespan: 10m, condition: {gte: 2}}\n';

/** A pipeline of rules and correlations, given as YAML documents. */
export function pipelineOf(...documents: readonly string[]): Pipeline {
  const { rules, correlations, problems } = parseText(documents.join('---\n'));
  expect(problems).toEqual([]);
  return createPipeline({ version: 1, rules, correlations, dedupWindowMs: defaultDedupWindowMs });
}

export function call(eventName: string, second: number, over: JsonObject = {}): ReadItem {
  const eventID = `${eventName}-${second}`;
  const eventTime = `2026-03-05T02:00:0${second}Z`;
  return { kind: 'record', record: recordOf({ eventName, eventID, eventTime, ...over }) };
}

export interface TestPorts extends IngestPorts {
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

export function testPorts(): TestPorts {
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

export const startMs: number = Date.parse('2026-03-05T02:00:00Z');
export const minuteMs: number = 60_000;
export const hourMs: number = 60 * minuteMs;

/** A record by the second after `startMs`. */
export function callAt(eventName: string, second: number, over: JsonObject = {}): ReadItem {
  return call(eventName, 0, {
    eventID: `${eventName}-${second}`,
    eventTime: new Date(startMs + second * 1000).toISOString(),
    ...over,
  });
}

export const calls = (from: number, to: number): readonly ReadItem[] =>
  Array.from({ length: to - from + 1 }, (_, number) => callAt('TerminateInstances', from + number));

export const correlation = (title: string, text: string): string =>
  `title: ${title}\nname: ${title.toLowerCase()}\ncorrelation: {timespan: 10m, ${text}}\n`;
/** Exactly two: more records could undo it, so it waits. */
export const pair: string = correlation('Pair', 'type: event_count, rules: [terminated], condition: {eq: 2}');

export const openDeadlines = async ({ agenda }: TestPorts): Promise<number> =>
  (await agenda.due(Number.POSITIVE_INFINITY)).length;
export const titlesOf = (alerts: readonly Alert[]): readonly string[] => alerts.map(({ title }) => title);
