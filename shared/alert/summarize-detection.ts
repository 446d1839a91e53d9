import type { CorrelationDetection, Detection, Evidence } from '#shared/model/detection.ts';
import { agreedActor } from './agreed-actor.ts';
import { agreedValue } from './agreed-value.ts';
import { cleanValue } from './clean-text.ts';
import { describeActor, isOneActor } from './describe-actor.ts';
import { isoTime } from './iso-time.ts';
import { resultText } from './result-text.ts';
import { shortResource, shortService } from './short-names.ts';
import { shortenText } from './shorten-text.ts';

/** One sentence on one line: who called what, on what, from where, and whether it went through.
 *
 * Every value is cleaned and of bounded length, so the sentence is too (some 1,500 characters at most). What the records do not
 * tell is left out. Of a correlation it tells what the records shown agree on. */
export function summarizeDetection(detection: Detection): string {
  if (detection.kind === 'record') return summarizeRecord(detection.evidence);
  const summary = summarizeEpisode(detection);
  return detection.update === undefined ? summary : `${updateWords[detection.update]}: ${summary}`;
}

const updateWords: Readonly<Record<NonNullable<CorrelationDetection['update']>, string>> = {
  growing: 'Still going on',
  over: 'It is over',
};

function summarizeRecord(evidence: Evidence): string {
  const where = placesOf([evidence]);
  const isFailed = evidence.errorCode !== undefined || evidence.succeeded === false;
  // A console sign-in is no API call: the record's event type is AwsConsoleSignIn, and nobody "calls" ConsoleLogin.
  if (evidence.eventName === 'ConsoleLogin') {
    const did = isFailed ? 'tried to sign in to the AWS console' : 'signed in to the AWS console';
    return sentence([whoOf([evidence]), did, ...where], isFailed ? resultOf([evidence], 1) : undefined);
  }
  return sentence(
    [whoOf([evidence]), 'called', callOf(evidence), resourcesOf([evidence], 1), ...where],
    resultOf([evidence], 1),
  );
}

function summarizeEpisode(detection: CorrelationDetection): string {
  const { evidence, eventCount, firstSeenMs, lastSeenMs } = detection;
  const parts = [
    whoOf(evidence),
    ...didOf(evidence, eventCount),
    resourcesOf(evidence, eventCount),
    spanOf(firstSeenMs, lastSeenMs),
    ...placesOf(evidence),
  ];
  return sentence([...parts, groupOf(detection)], resultOf(evidence, eventCount));
}

/** What was done, and how often; of episodes that another correlation counted only the first calls are known by name. */
function didOf(evidence: readonly Evidence[], eventCount: number): readonly (string | undefined)[] {
  const calls = distinct(evidence.map(callOf));
  if (evidence.some(({ standsFor }) => standsFor !== undefined))
    return [`made ${eventCount} calls such as ${listOf(calls)}`];
  if (calls.length === 1) return ['called', calls[0], eventCount === 1 ? 'once' : `${eventCount} times`];
  return [`made ${eventCount} calls`, `(${listOf(distinct(evidence.map(nameOf)))})`];
}

function sentence(parts: readonly (string | undefined)[], result: string | undefined): string {
  const said = parts.filter((part) => part !== undefined).join(' ');
  return result === undefined ? `${said}.` : `${said}; ${result}.`;
}

function whoOf(evidence: readonly Evidence[]): string {
  const who = distinct(evidence.map(({ actor, accountId }) => describeActor(actor, accountId)));
  if (who.length === 1 && who[0] !== undefined) return who[0];
  const agreed = agreedActor(evidence.map(({ actor }) => actor));
  return isOneActor(agreed)
    ? describeActor(
        agreed,
        agreedValue(evidence, ({ accountId }) => accountId),
      )
    : 'Several callers';
}

function nameOf({ eventName }: Evidence): string {
  return shown(eventName) ?? 'an unnamed API';
}

function callOf(evidence: Evidence): string {
  const service = shown(evidence.eventSource);
  return service === undefined ? nameOf(evidence) : `${nameOf(evidence)} (${shortService(service)})`;
}

function resourcesOf(evidence: readonly Evidence[], eventCount: number): string | undefined {
  const resources = distinct(evidence.flatMap((record) => record.resources));
  const names = resources.slice(0, maxListed).flatMap((arn) => shown(shortResource(arn)) ?? []);
  return names.length === 0 ? undefined : `on ${listOf(names, resources.length, evidence.length < eventCount)}`;
}

function placesOf(evidence: readonly Evidence[]): readonly (string | undefined)[] {
  const ip = shown(agreedValue(evidence, (record) => record.sourceIPAddress));
  const region = shown(agreedValue(evidence, (record) => record.awsRegion));
  return [ip === undefined ? undefined : `from ${ip}`, region === undefined ? undefined : `in ${region}`];
}

/** The group's values that the sentence has not told yet. */
function groupOf({ group, evidence }: CorrelationDetection): string | undefined {
  const told = new Set(evidence.flatMap(({ actor, ...record }) => [...Object.values(actor), ...Object.values(record)]));
  const rest = Object.entries(group).filter(([, value]) => !told.has(value));
  const entries = rest.slice(0, maxListed).map(([field, value]) => `${shown(field) ?? '?'} = ${shown(value) ?? '""'}`);
  return entries.length === 0 ? undefined : `(${listOf(entries, rest.length)})`;
}

function resultOf(evidence: readonly Evidence[], eventCount: number): string | undefined {
  const result = shown(resultText(evidence, eventCount));
  return result === undefined || eventCount > 1 ? result : `it ${result}`;
}

function spanOf(firstSeenMs: number, lastSeenMs: number): string | undefined {
  const [first, last] = [minuteOf(firstSeenMs), minuteOf(lastSeenMs)];
  if (first === undefined || last === undefined) return undefined;
  if (first.date !== last.date) return `between ${first.date} ${first.time} and ${last.date} ${last.time} UTC`;
  if (first.time === last.time) return `at ${first.time} UTC on ${first.date}`;
  return `between ${first.time} and ${last.time} UTC on ${first.date}`;
}

function minuteOf(epochMs: number): { readonly date: string; readonly time: string } | undefined {
  const iso = isoTime(epochMs);
  return iso === undefined ? undefined : { date: iso.slice(0, 10), time: iso.slice(11, 16) };
}

/** Most names that the sentence lists before it counts the rest. */
const maxListed = 2;
/** Longest value that the sentence shows; an S3 bucket name has at most 63 characters, a GUID 36. */
const maxValueLength = 80;

function shown(value: string | undefined): string | undefined {
  const clean = value === undefined ? '' : cleanValue(value);
  return clean === '' ? undefined : shortenText(clean, maxValueLength);
}

/** @param isOpen records that are not shown may have more: `a, b and 3+ more` */
function listOf(names: readonly string[], total: number = names.length, isOpen = false): string {
  const listed = names.slice(0, maxListed);
  if (total <= listed.length) return listed.join(' and ');
  return `${listed.join(', ')} and ${total - listed.length}${isOpen ? '+' : ''} more`;
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
