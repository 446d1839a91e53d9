/** An alarm as CloudFormation has it. */
export interface AlarmResource {
  readonly Type: 'AWS::CloudWatch::Alarm';
  readonly Condition?: string;
  readonly Properties: { readonly AlarmName: string } & Readonly<Record<string, unknown>>;
}

/** What an alarm is about. */
interface Watch {
  /** In kebab case, as the alarm's name ends. */
  readonly name: string;
  /** What is wrong and what to do, for whoever gets the mail. */
  readonly means: string;
  readonly when: Readonly<Record<string, unknown>>;
  /** The condition under which what it watches is there. */
  readonly condition?: string;
}

/** The alarms, all of them to the alert topic, and again when it is over.
 * @param functionNames the functions' folders
 * @returns by logical id */
export function alarmResources(functionNames: readonly string[]): Readonly<Record<string, AlarmResource>> {
  const watches = [
    ...functionNames.flatMap(functionWatches),
    ...deadLetterQueues.map(deadLetterWatch),
    ...agingQueues.map(ageWatch),
    ...ofDetection,
    ...ofResponses,
  ];
  return Object.fromEntries(watches.map((watch) => [`${pascalCase(watch.name)}Alarm`, alarm(watch)]));
}

/** `on-log-object` as in names of CloudFormation: `OnLogObject`. */
function pascalCase(name: string): string {
  return name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The framework's logical id of a function. */
export function functionId(name: string): string {
  // The functions' keys in serverless.yml write CloudTrail as the service does.
  return `${pascalCase(name).replace('Cloudtrail', 'CloudTrail')}LambdaFunction`;
}

/** A metric of ours; functions/runtime/telemetry.ts says what each counts. Functions are told apart by their full names, so that the
 * stages of an account do not mix. */
export function ownMetric(functionName: string, MetricName: string): object {
  return { Namespace: 'Trailguard', MetricName, Dimensions: [dimension('service', stackName(functionName))] };
}

/** A name as the stack gives it to what it makes. */
export function stackName(name: string): string {
  return `\${self:service}-\${sls:stage}-${name}`;
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** What waits here was given up: nobody tries it again. */
export const deadLetterQueues: readonly { readonly id: string; readonly holds: string; readonly condition?: string }[] =
  [
    {
      id: 'CloudTrailEventDeadLetterQueue',
      holds: 'Events that were not handled; the log files bring their records, too',
    },
    {
      id: 'LogObjectDeadLetterQueue',
      holds: 'Notices of log objects that were not read: their records raised no alert',
    },
    { id: 'AlertDeadLetterQueue', holds: 'Alerts that no playbook answered, and requests that failed' },
    {
      id: 'SubscriberDeadLetterQueue',
      holds: 'Alerts that your HTTPS endpoint did not take',
      condition: 'HasAlertHttps',
    },
  ];

/** Beyond the first retry, which comes when the queue's visibility timeout has passed. */
export const agingQueues: readonly { readonly id: string; readonly seconds: number; readonly holds: string }[] = [
  { id: 'LogObjectQueue', seconds: 30 * minute, holds: 'Notices of log objects' },
  { id: 'AlertQueue', seconds: 20 * minute, holds: 'Alerts for playbooks' },
];

function functionWatches(name: string): readonly Watch[] {
  const metric = (MetricName: string): object => ({
    Namespace: 'AWS/Lambda',
    MetricName,
    Dimensions: [dimension('FunctionName', { Ref: functionId(name) })],
    Statistic: 'Sum',
    Period: 5 * minute,
    // One failure is tried again, and told by a dead-letter queue if that fails, too.
    EvaluationPeriods: 3,
    DatapointsToAlarm: 2,
    ...above(0),
  });
  return [
    {
      name: `${name}-errors`,
      means: `${name} fails again and again: its log group says why.`,
      when: { ...metric('Errors') },
    },
    {
      name: `${name}-throttles`,
      means: `${name} is not let run: the account's concurrent executions are used up. Ask for more, or find who uses them.`,
      when: { ...metric('Throttles') },
    },
  ];
}

function deadLetterWatch({ id, holds, condition }: (typeof deadLetterQueues)[number]): Watch {
  return {
    name: `${kebabCase(id)}-filled`,
    means: `${holds}: docs/deploy.md says how to look at them and send them again.`,
    when: {
      ...queueMetric(id, 'ApproximateNumberOfMessagesVisible'),
      Statistic: 'Maximum',
      Period: 5 * minute,
      EvaluationPeriods: 1,
      ...above(0),
    },
    ...(condition !== undefined && { condition }),
  };
}

function ageWatch({ id, seconds, holds }: (typeof agingQueues)[number]): Watch {
  return {
    name: `${kebabCase(id)}-late`,
    means: `${holds} wait for more than ${seconds / minute} minutes: the function that takes them fails, or cannot keep up.`,
    when: {
      ...queueMetric(id, 'ApproximateAgeOfOldestMessage'),
      Statistic: 'Maximum',
      Period: 5 * minute,
      EvaluationPeriods: 2,
      ...above(seconds),
    },
  };
}

const ofDetection: readonly Watch[] = [
  {
    name: 'no-log-file',
    means:
      'CloudTrail brought no log file for an hour: run trailguard doctor. Also after the first deployment, until the first file comes.',
    when: {
      ...ownMetric('on-log-object', 'ObjectsRead'),
      Statistic: 'Sum',
      Period: hour,
      EvaluationPeriods: 1,
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      // Silence is what it is about. No account is silent by itself: CloudTrail's own use of the key is logged.
      TreatMissingData: 'breaching',
    },
  },
  {
    name: 'clock-stopped',
    means: 'on-schedule has not run for a quarter of an hour: correlations that wait are not told. Look at MinuteRule.',
    when: {
      Namespace: 'AWS/Lambda',
      MetricName: 'Invocations',
      Dimensions: [dimension('FunctionName', { Ref: functionId('on-schedule') })],
      Statistic: 'Sum',
      Period: 5 * minute,
      EvaluationPeriods: 3,
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'breaching',
    },
  },
  {
    name: 'fast-way-incomplete',
    means:
      'Within a day, five alerts or more came from log files alone, where EventBridge should have brought them: look at the event rules, and at docs/organisations.md.',
    when: {
      ...ownMetric('on-log-object', 'AlertsFoundInLogsOnly'),
      Statistic: 'Sum',
      Period: day,
      EvaluationPeriods: 1,
      // CloudTrail's own hop is best effort: now and then one is missing.
      ...above(4),
    },
  },
];

const ofResponses: readonly Watch[] = [
  {
    name: 'forged-alerts',
    means:
      'Somebody sent on-alert an alert that Trailguard did not make. Nothing was changed. It waits in AlertDeadLetterQueue.',
    when: {
      ...ownMetric('on-alert', 'ForgedAlerts'),
      Statistic: 'Sum',
      Period: 5 * minute,
      EvaluationPeriods: 1,
      ...above(0),
    },
  },
  ...['on-alert', 'on-request'].map((name) => ({
    name: `${name}-responses-failed`,
    means: 'A playbook could not put right what it began: the outcome in the topic says what the resource is like now.',
    when: {
      ...ownMetric(name, 'ResponsesFailed'),
      Statistic: 'Sum',
      Period: 5 * minute,
      EvaluationPeriods: 1,
      ...above(0),
    },
  })),
];

function alarm({ name, means, when, condition }: Watch): AlarmResource {
  const topic = [{ Ref: 'AlertTopic' }];
  return {
    Type: 'AWS::CloudWatch::Alarm',
    ...(condition !== undefined && { Condition: condition }),
    Properties: {
      AlarmName: stackName(name),
      AlarmDescription: means,
      AlarmActions: topic,
      OKActions: topic,
      ...when,
    },
  };
}

function above(Threshold: number): object {
  // Nothing counted is nothing wrong.
  return { ComparisonOperator: 'GreaterThanThreshold', Threshold, TreatMissingData: 'notBreaching' };
}

function queueMetric(id: string, MetricName: string): object {
  const name = { 'Fn::GetAtt': [id, 'QueueName'] };
  return { Namespace: 'AWS/SQS', MetricName, Dimensions: [dimension('QueueName', name)] };
}

function dimension(Name: string, Value: string | object): object {
  return { Name, Value };
}

function kebabCase(id: string): string {
  return id.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}
