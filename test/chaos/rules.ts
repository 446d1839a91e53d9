import type { JsonObject } from '#shared/model/json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import { defaultDedupWindowMs, type RulePack } from '#shared/sigma/rule-pack.ts';
import { recordOf } from '../shared/record-helpers.ts';
import { parseText } from '../shared/sigma/rule-helpers.ts';

/** The window of every correlation here, and of the fold. */
export const timespanMs = 60_000;

const detection = (name: string, more = ''): string =>
  `title: ${name}\nname: ${name}\nlevel: high\nlogsource: {product: aws, service: cloudtrail}\ndetection: {s: {eventName: ${name}}, condition: s}\n${more}`;
const correlation = (name: string, text: string): string =>
  `title: ${name}\nname: ${name}\nlevel: high\ncorrelation: {timespan: 1m, group-by: [requestParameters.group], ${text}}\n`;

const documents = [
  detection('single'),
  detection('folded', 'trailguard: {dedup: [requestParameters.group]}\n'),
  detection('a'),
  detection('b'),
  correlation('count', 'type: event_count, rules: [a], condition: {gte: 3}'),
  correlation('distinct', 'type: value_count, rules: [a], condition: {field: requestParameters.value, gte: 2}'),
  correlation('sum', 'type: value_sum, rules: [a], condition: {field: requestParameters.number, gte: 5}'),
  correlation('both', 'type: temporal, rules: [a, b]'),
  correlation('ordered', 'type: temporal_ordered, rules: [a, b]'),
  correlation('few', 'type: event_count, rules: [b], condition: {eq: 2}'),
  correlation('lone', 'type: temporal, rules: [a, b], condition: a and not b'),
  correlation('after', 'type: temporal, rules: [few, single], generate: true'),
  correlation('chain', 'type: event_count, rules: [both], generate: true, condition: {gte: 2}').replace('1m', '10m'),
];

/** Rules of every kind that has a way of its own through the state: alone, folded, growing, not growing, and one over another. */
export const pack: RulePack = makePack();

function makePack(): RulePack {
  const { rules, correlations, problems } = parseText(documents.join('---\n'));
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return { version: 1, rules, correlations, dedupWindowMs: Math.min(timespanMs, defaultDedupWindowMs) };
}

/** A call as a history has it. */
export interface Call {
  readonly name: 'single' | 'folded' | 'a' | 'b';
  readonly group: 'x' | 'y';
  readonly seconds: number;
  readonly value: string;
  readonly number: number;
  readonly eventID: string;
}

export function recordOfCall({ name, group, seconds, value, number, eventID }: Call): CloudTrailRecord {
  const requestParameters: JsonObject = { group, value, number };
  return recordOf({ eventName: name, eventID, eventTime: new Date(seconds * 1000).toISOString(), requestParameters });
}
