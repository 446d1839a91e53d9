import type { Assumed } from './assumptions.ts';
import type { PriceName } from './price-tables.ts';
import type { StackParts } from './stack-parts.ts';

/** What somebody says of their accounts; all numbers are of one month and of all accounts together. */
export interface CostInputs {
  readonly managementEvents: number;
  readonly dataEvents: number;
  readonly accounts: number;
  /** Regions in which each account is active. */
  readonly regions: number;
  readonly alerts: number;
  /** Whether ours is the first trail: no other one logs the same management events. */
  readonly isFirstTrail: boolean;
}

/** An amount of something that has a price, in the price's unit, for one month. */
export interface Usage {
  readonly what: string;
  readonly price: PriceName;
  readonly quantity: number;
}

/** Estimate what a month uses of everything that has a price, service by service. Where it has to choose, it errs on the dear side.
 *
 * Free of charge, and so not in it: management events on the account's own bus, EventBridge rules and schedules, deliveries from SNS to
 * SQS, standard parameters of SSM, roles. */
export function estimateUsage(inputs: CostInputs, assumed: Assumed, parts: StackParts): readonly Usage[] {
  const { managementEvents, dataEvents, accounts, regions, alerts, isFirstTrail } = inputs;
  const events = managementEvents + dataEvents;
  const matched = events * assumed.selectivity;
  // At home nothing is forwarded. Which region has how many of the events is unknown: as if all were forwarded.
  const forwarded = accounts > 1 || regions > 1 ? matched : 0;

  const inQuietHours = Math.min(events, accounts * regions * assumed.logObjectsPerHour * hoursPerMonth);
  const logObjects = Math.max(inQuietHours, events / assumed.eventsPerLogObject);
  const digests = accounts * Math.max(regions, assumed.trailRegions) * hoursPerMonth;
  const objects = logObjects + digests;
  const logGB = (events * assumed.logBytesPerEvent) / bytesPerGB;

  const entries = events * assumed.entriesPerEvent;
  const stateGB = (entries * assumed.stateBytesPerEntry * assumed.stateMonthsKept) / bytesPerGB;

  const calls: readonly Calls[] = [
    { name: 'on-cloudtrail-event', count: matched, ms: assumed.fastMs },
    { name: 'on-log-object', count: objects, ms: assumed.logObjectMs },
    { name: 'on-alert', count: alerts, ms: assumed.answerMs },
    ...Object.entries(parts.functions)
      .filter(([, { runsPerHour }]) => runsPerHour > 0)
      .map(([name, { runsPerHour }]) => ({ name, count: runsPerHour * hoursPerMonth, ms: assumed.clockMs })),
  ];
  const functionLogGB = (calls.reduce((sum, { count }) => sum + count, 0) * assumed.functionLogBytes) / bytesPerGB;

  return [
    {
      what: 'management events, logged by another trail too',
      price: 'cloudtrail.managementEventCopy',
      quantity: isFirstTrail ? 0 : managementEvents,
    },
    { what: 'data events', price: 'cloudtrail.dataEvent', quantity: dataEvents },
    { what: 'logs kept', price: 's3.storage', quantity: logGB * assumed.monthsKept },
    { what: 'log objects and digests written', price: 's3.put', quantity: objects },
    { what: 'log objects read', price: 's3.get', quantity: logObjects },
    { what: 'notices of log objects and digests', price: 'eventbridge.optInEvent', quantity: objects },
    { what: 'data events on the bus', price: 'eventbridge.optInEvent', quantity: dataEvents },
    { what: 'events sent to the home bus', price: 'eventbridge.forwardedEvent', quantity: forwarded },
    {
      what: 'events sent to the home region',
      price: 'transfer.betweenRegions',
      quantity: (forwarded * assumed.forwardedBytes) / bytesPerGB,
    },
    ...calls.flatMap(({ name, count, ms }): readonly Usage[] => [
      { what: `${name}, calls`, price: 'lambda.request', quantity: count },
      { what: `${name}, time`, price: 'lambda.arm64', quantity: (count * ms * memoryGB(parts, name)) / 1000 },
    ]),
    {
      what: 'messages, and asking for them',
      price: 'sqs.request',
      quantity: (objects + alerts) * assumed.queueRequestsPerMessage + parts.polledQueues * assumed.pollsPerQueue,
    },
    {
      what: 'state, written',
      price: 'dynamodb.write',
      quantity: entries * assumed.writesPerEntry + alerts * assumed.unitsPerAnswer,
    },
    {
      what: 'state, read',
      price: 'dynamodb.read',
      quantity:
        entries * assumed.readsPerEntry +
        alerts * assumed.unitsPerAnswer +
        // Whoever is called by the clock asks what is due.
        calls.filter(({ name }) => isByClock(parts, name)).reduce((sum, { count }) => sum + count, 0),
    },
    { what: 'state, kept', price: 'dynamodb.storage', quantity: stateGB },
    { what: 'state, restorable to any second', price: 'dynamodb.backup', quantity: stateGB },
    { what: 'keys', price: 'kms.key', quantity: parts.keys },
    {
      what: 'use of keys',
      price: 'kms.request',
      quantity: objects * assumed.keyRequestsPerLogObject + alerts * assumed.keyRequestsPerAlert,
    },
    { what: 'alerts published', price: 'sns.publish', quantity: alerts },
    { what: 'alerts mailed', price: 'sns.mail', quantity: alerts * assumed.mailSubscribers },
    { what: 'functions’ logs, written', price: 'cloudwatch.logIngestion', quantity: functionLogGB },
    {
      what: 'functions’ logs, kept',
      price: 'cloudwatch.logStorage',
      quantity: (functionLogGB * parts.logRetentionDays) / daysPerMonth,
    },
    { what: 'metrics', price: 'cloudwatch.metric', quantity: assumed.customMetrics },
    { what: 'alarms', price: 'cloudwatch.alarm', quantity: parts.alarmMetrics },
    { what: 'dashboards', price: 'cloudwatch.dashboard', quantity: parts.dashboards },
  ];
}

/** Calls of a function in a month, and how long each takes. */
interface Calls {
  readonly name: string;
  readonly count: number;
  readonly ms: number;
}

/** As AWS's own calculator has it. */
const hoursPerMonth = 730;
const daysPerMonth = hoursPerMonth / 24;

/** AWS's GB has 2^30 bytes: this errs on the dear side. */
const bytesPerGB = 1e9;

function memoryGB(parts: StackParts, name: string): number {
  const part = parts.functions[name];
  if (part === undefined) throw new Error(`${name} is not in the stack's parts: npm run docs reads them again`);
  return part.memoryMB / 1024;
}

function isByClock(parts: StackParts, name: string): boolean {
  return (parts.functions[name]?.runsPerHour ?? 0) > 0;
}
