import type { Alert, AlertEvent } from '#shared/model/alert.ts';
import { cleanValue } from './clean-text.ts';
import { describeAlertActor } from './describe-actor.ts';
import { formatSpan } from './format-time.ts';
import { resultText } from './result-text.ts';
import { shortenText } from './shorten-text.ts';
import { wrapText } from './wrap-text.ts';

/** The alert's facts as a table of lines, label first: who, from, when, where, what, on, group, result. */
export function mailFacts(alert: Alert): readonly string[] {
  const { source, resources, events, eventCount, group } = alert;
  return [
    ...row('Who', whoOf(alert)),
    ...row('From', [source.ip, source.userAgent]),
    ...row('When', [whenOf(alert)]),
    ...row('Where', [whereOf(alert)]),
    ...row('What', firstOf(callsOf(events), 5)),
    ...row('On', firstOf(resources, 10, eventCount > events.length)),
    ...row('Count', [eventCount > 1 ? `${eventCount} records` : undefined]),
    ...row(
      'Group',
      firstOf(
        Object.entries(group).map(([field, value]) => `${field} = ${value}`),
        5,
      ),
    ),
    ...row('Result', [resultText(events, eventCount)]),
  ];
}

const labelWidth = 9;
/** With label and margin 72 characters, as all the mail. */
const valueWidth = 61;
const maxValueLength = 256;

/** A label and its values, a line each at least; nothing where no value says anything. */
export function row(label: string, values: readonly (string | undefined)[]): readonly string[] {
  const shown = values.map((value) => cleanValue(value ?? '')).filter((value) => value !== '');
  // Lines that go on are set in: the rest of a long user agent does not read as a value of its own.
  const lines = shown.flatMap((value) =>
    wrapText(shortenText(value, maxValueLength), valueWidth).map((line, index) => (index === 0 ? line : `  ${line}`)),
  );
  return lines.map((line, index) => (index === 0 ? label : '').padEnd(labelWidth) + line);
}

function whoOf(alert: Alert): readonly (string | undefined)[] {
  const { arn, accessKeyId, sessionIssuer, mfa } = alert.actor;
  return [
    describeAlertActor(alert),
    arn,
    sessionIssuer === undefined || sessionIssuer === arn ? undefined : `session of ${sessionIssuer}`,
    accessKeyId === undefined ? undefined : `access key ${accessKeyId}`,
    mfa === undefined ? undefined : `${mfa ? 'with' : 'without'} a second factor`,
  ];
}

export function whenOf({ firstSeen, lastSeen }: Alert): string | undefined {
  return firstSeen === undefined ? undefined : formatSpan(firstSeen, lastSeen ?? firstSeen);
}

export function whereOf({ accountId, region }: Alert): string | undefined {
  const account = accountId === undefined ? undefined : `account ${accountId}`;
  return [account, region].filter((place) => place !== undefined).join(', ');
}

function callsOf(events: readonly AlertEvent[]): readonly string[] {
  const calls = events.map(({ eventName, eventSource }) => {
    if (eventName === undefined) return eventSource ?? '';
    return eventSource === undefined ? eventName : `${eventName} (${eventSource})`;
  });
  return [...new Set(calls)];
}

/** @param isOpen records that are not shown may have more: `and 3+ more` */
function firstOf(values: readonly string[], most: number, isOpen = false): readonly string[] {
  if (values.length <= most) return values;
  return [...values.slice(0, most), `and ${values.length - most}${isOpen ? '+' : ''} more`];
}
