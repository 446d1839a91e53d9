/** A number that the estimate cannot know of an account. */
export interface Assumption {
  readonly value: number;
  readonly unit: string;
  /** Where the value comes from: a measurement with its command, a document, or a guess that says so. */
  readonly source: string;
}

const table = {
  selectivity: {
    value: 0.55,
    unit: 'calls of on-cloudtrail-event an event: the share that the rules’ patterns let through, and what comes twice',
    source: 'measured with our rules on an ordinary month of a made-up account, rounded up: `npm run oracle`',
  },
  logBytesPerEvent: {
    value: 150,
    unit: 'bytes, compressed',
    source: 'measured on logs of an attacked account, 145: `npx tsx test/corpora/log-shape.ts`',
  },
  eventsPerLogObject: {
    value: 20,
    unit: 'events, where there are many',
    source: 'measured on the same logs, the median: `npx tsx test/corpora/log-shape.ts`',
  },
  logObjectsPerHour: {
    value: 12,
    unit: 'objects a region with activity, where there are few events',
    source: 'CloudTrail user guide: delivered about every five minutes',
  },
  trailRegions: {
    value: 17,
    unit: 'regions of an account that write a digest an hour',
    source: 'AWS account management guide: the regions enabled by default',
  },
  monthsKept: {
    value: 12,
    unit: 'months of logs in the bucket',
    source: 'chosen: the bill after a year; all in S3 Standard, as log objects are too small for cheaper classes',
  },
  entriesPerEvent: {
    value: 0.5,
    unit: 'entries an event that correlations and folds store',
    source: 'measured with our rules on an ordinary month of a made-up account, rounded up: `npm run detection`',
  },
  alertsPerAccount: {
    value: 100,
    unit: 'alerts a month',
    source: 'the sample week has 25: `npm start`; `--alerts` takes your own',
  },
  mailSubscribers: { value: 1, unit: 'subscribers by mail', source: 'the stack’s alertEmail' },
  fastMs: { value: 25, unit: 'ms an event', source: 'guessed: some ms, and one cold start in forty' },
  logObjectMs: { value: 200, unit: 'ms a log object or digest', source: 'guessed: mostly waiting for S3 and DynamoDB' },
  clockMs: { value: 100, unit: 'ms a run by the clock', source: 'guessed: one query of DynamoDB' },
  answerMs: { value: 3000, unit: 'ms an alert', source: 'guessed: a playbook reads, changes and reads again' },
  functionLogBytes: {
    value: 2000,
    unit: 'bytes an invocation',
    source: 'guessed: Lambda’s three lines, and one of metrics',
  },
  customMetrics: {
    value: 12,
    unit: 'metrics',
    source:
      'counted: those of functions/runtime/telemetry.ts that ordinary work writes each hour, once for each function; nothing is written for 0',
  },
  pollsPerQueue: {
    value: 657_000,
    unit: 'requests a month for a queue that a function reads',
    source: 'five pollers that wait 20 seconds each, as Lambda starts with',
  },
  queueRequestsPerMessage: { value: 3, unit: 'requests', source: 'sent, received, deleted' },
  keyRequestsPerLogObject: { value: 2, unit: 'KMS requests', source: 'encrypted by CloudTrail, decrypted for us' },
  keyRequestsPerAlert: {
    value: 8,
    unit: 'KMS requests',
    source: 'guessed: encrypted and decrypted on the way through SNS, and in the table of responses',
  },
  writesPerEntry: {
    value: 3,
    unit: 'DynamoDB write units',
    source:
      'two for an entry of one or two kilobytes, by its log file; for half of the events once more, as the fast way brings them too',
  },
  readsPerEntry: {
    value: 2,
    unit: 'DynamoDB read units',
    source: 'entries and episodes of its group, at most: test/contract/hot-group.test.ts',
  },
  unitsPerAnswer: { value: 12, unit: 'DynamoDB write and read units, each', source: 'guessed: a plan and its moves' },
  stateBytesPerEntry: { value: 1200, unit: 'bytes', source: 'measured, 900 and the keys: `npm run detection`' },
  stateMonthsKept: { value: 0.5, unit: 'months', source: 'shared/aws/state-retention.ts: 15 days' },
  forwardedBytes: {
    value: 2000,
    unit: 'bytes an event sent to the home region',
    source: 'measured, 1,262 and the envelope: `npx tsx test/corpora/log-shape.ts`',
  },
} as const;

/** The name of an assumption. */
export type AssumptionName = keyof typeof table;

/** What an estimate assumes where it is told nothing else. Durations are what Lambda bills, cold starts among them. */
export const assumptions: Readonly<Record<AssumptionName, Assumption>> = table;

/** A value for every assumption. */
export type Assumed = Readonly<Record<AssumptionName, number>>;
