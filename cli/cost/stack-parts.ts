import data from './stack-parts.json' with { type: 'json' };

/** What a deployed stack has that is paid for by being there, or that says how much is used. */
export interface StackParts {
  readonly functions: Readonly<Record<string, FunctionPart>>;
  readonly keys: number;
  /** Metrics that alarms look at: an alarm over an expression has several. */
  readonly alarmMetrics: number;
  readonly dashboards: number;
  /** Queues that a function is triggered by. */
  readonly polledQueues: number;
  readonly logRetentionDays: number;
}

export interface FunctionPart {
  readonly memoryMB: number;
  /** Invocations by schedules. */
  readonly runsPerHour: number;
}

/** The stack as it is in this version: `npm run docs` reads it from the template's files. */
export const stackParts: StackParts = data;
