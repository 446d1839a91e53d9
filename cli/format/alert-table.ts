import type { Alert } from '#shared/model/alert.ts';
import { levelRank } from '#shared/model/rule.ts';
import type { Output } from '../io.ts';
import { painterFor } from './paint.ts';
import { safeText } from './safe-text.ts';
import { renderTable } from './table.ts';

/** Alerts of one rule and one actor in one account: one row, so that a burst does not bury the rest. */
interface Row {
  readonly first: Alert;
  alerts: number;
  events: number;
  firstSeen: string;
  lastSeen: string;
  readonly regions: Set<string>;
  readonly addresses: Set<string>;
  readonly resources: Set<string>;
}

/** Gathers alerts into a table for eyes: worst first, then by time. Its size grows with rules and actors, not with alerts. */
export interface AlertTable {
  add(alert: Alert): void;
  /** The whole table; a line saying so when there is no alert. */
  render(): string;
}

/** Make an empty table for an output's width and colour. */
export function createAlertTable(output: Output): AlertTable {
  const rows = new Map<string, Row>();
  return {
    add(alert) {
      const key = JSON.stringify([alert.rule.id, alert.accountId, alert.actor.arn ?? alert.actor.name, alert.group]);
      const row = rows.get(key) ?? newRow(alert);
      rows.set(key, row);
      row.alerts += 1;
      row.events += alert.eventCount;
      row.firstSeen = earlier(row.firstSeen, alert.firstSeen);
      row.lastSeen = later(row.lastSeen, alert.lastSeen);
      keep(row.regions, alert.region);
      keep(row.addresses, alert.source.ip);
      for (const resource of alert.resources) keep(row.resources, resource);
    },
    render: () => (rows.size === 0 ? 'No alerts.\n' : renderRows([...rows.values()].sort(worstFirst), output)),
  };
}

/** Resources and places that a row remembers; it shows the first and how many more. */
const maxRemembered = 1000;

function newRow(first: Alert): Row {
  return {
    first,
    alerts: 0,
    events: 0,
    firstSeen: '',
    lastSeen: '',
    regions: new Set(),
    addresses: new Set(),
    resources: new Set(),
  };
}

function keep(set: Set<string>, text: string | undefined): void {
  if (text !== undefined && set.size < maxRemembered) set.add(text);
}

function earlier(known: string, time: string | undefined): string {
  return time !== undefined && (known === '' || time < known) ? time : known;
}

function later(known: string, time: string | undefined): string {
  return time !== undefined && time > known ? time : known;
}

function worstFirst(a: Row, b: Row): number {
  return levelRank(b.first.severity) - levelRank(a.first.severity) || (a.firstSeen < b.firstSeen ? -1 : 1);
}

function renderRows(rows: readonly Row[], output: Output): string {
  const paint = painterFor(output);
  const accounts = new Set(rows.map((row) => row.first.accountId));
  return renderTable(output, {
    titles: ['SEVERITY', 'TIME (UTC)', 'COUNT', 'WHAT, WHO, WHERE'],
    leastWidths: [8, 19, 5, 24],
    alignRight: [2],
    rows: rows.map((row) => ({
      cells: [
        row.first.severity.toUpperCase(),
        timeSpan(row.firstSeen, row.lastSeen),
        row.events.toLocaleString('en'),
        // Before the title, whose end is cut on a narrow screen.
        `${row.first.mode === 'observe' ? 'observed: ' : ''}${safeText(row.first.title)}`,
      ],
      detail: safeText(describeRow(row, accounts.size > 1)),
      paintFirst: (text) => paint.level(row.first.severity, text),
    })),
  });
}

/** `alice from 198.51.100.23 in eu-central-1: trail/main`, as far as it is known. */
function describeRow({ first, addresses, regions, resources }: Row, withAccount: boolean): string {
  const parts = [
    first.actor.name ?? first.actor.arn ?? first.actor.kind,
    ...(addresses.size > 0 ? [`from ${listed(addresses)}`] : []),
    ...(regions.size > 0 ? [`in ${listed(regions)}`] : []),
    ...(withAccount && first.accountId !== undefined ? [`of ${first.accountId}`] : []),
  ];
  const on = listed(new Set([...resources].map(shortResource)));
  return parts.join(' ') + (on === '' ? '' : `: ${on}`);
}

/** The first of a set, and how many more there are. */
function listed(set: ReadonlySet<string>): string {
  const [first] = set;
  if (first === undefined) return '';
  return set.size === 1 ? first : `${first} +${set.size - 1}`;
}

/** The part of an ARN that people know a thing by. */
function shortResource(arn: string): string {
  return arn.startsWith('arn:') ? arn.split(':').slice(5).join(':') : arn;
}

/** `03-06 02:14:09`, and how long it went on: a year is worth its room only in machine formats. */
function timeSpan(first: string, last: string): string {
  if (first === '') return '-';
  const start = `${first.slice(5, 10)} ${first.slice(11, 19)}`;
  const seconds = Math.round((Date.parse(last) - Date.parse(first)) / 1000);
  return seconds > 0 ? `${start} +${formatSpan(seconds)}` : start;
}

function formatSpan(seconds: number): string {
  if (seconds < 120) return `${seconds}s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)}m`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)}h` : `${Math.round(seconds / 86_400)}d`;
}
