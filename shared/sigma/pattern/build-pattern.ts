import type { JsonObject } from '#shared/model/json.ts';
import type { Alternative, Filter, Operator } from './alternative.ts';

/** How a call is named: by its whole `eventName`, or by how it begins. */
export type NameOperator = Extract<Operator, { readonly 'equals-ignore-case': string } | { readonly prefix: unknown }>;

/** What EventBridge lets through, in its smallest parts: one call of one service, or of any, or records that no name tells. */
export interface Call {
  /** Its `eventSource`. */
  readonly source?: string;
  readonly name?: NameOperator;
  /** What else is asked. */
  readonly others: Alternative;
}

/** The pattern that lets through the records of any of the calls, as short as it can be without letting through more.
 *
 * EventBridge refuses sources that begin with `aws.` from anyone but AWS: records cannot be forged with PutEvents. The types of events
 * that CloudTrail writes all end in one way, be it a call, a sign-in (which AWS spells in two ways) or a service's own event. */
export function buildPattern(calls: readonly Call[]): JsonObject {
  const branches = new Map<string, { readonly call: Call; readonly names: Map<string, NameOperator> }>();
  for (const call of calls) {
    const { source = '', name, others } = call;
    const key = JSON.stringify([source.toLowerCase(), name === undefined, others]);
    const branch = branches.get(key) ?? { call, names: new Map() };
    if (name !== undefined) branch.names.set(JSON.stringify(name), name);
    branches.set(key, branch);
  }
  const details = [...branches].sort(byKey).map(([, { call, names }]) =>
    nest({
      ...(call.source !== undefined && { eventSource: [{ 'equals-ignore-case': call.source }] }),
      ...(names.size > 0 && { eventName: [...names].sort(byKey).map(([, name]) => name) }),
      ...call.others,
    }),
  );
  const [detail = {}] = details;
  const isAny = details.some((one) => Object.keys(one).length === 0);
  return {
    source: [{ prefix: 'aws.' }],
    'detail-type': [{ suffix: ' via CloudTrail' }],
    ...(!isAny && { detail: details.length === 1 ? detail : { $or: details } }),
  };
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** Filters by path as a pattern has them: an object for each step of a path. */
function nest(alternative: Alternative): JsonObject {
  const nested: Record<string, Filter | Record<string, Filter>> = {};
  for (const [path, filter] of Object.entries(alternative)) {
    const [first = '', second] = path.split('.');
    if (second === undefined) nested[first] = filter;
    else nested[first] = { ...nested[first], [second]: filter };
  }
  return nested as JsonObject;
}
