import { agingQueues, alarmResources, deadLetterQueues, functionId, stackName } from './alarms.ts';

/** The dashboard: what comes in, what goes out, what is late, what failed.
 * @param functionNames the functions' folders */
export function dashboardResources(functionNames: readonly string[]): Readonly<Record<string, object>> {
  const body = JSON.stringify({ start: '-PT24H', widgets: widgets(functionNames).map(place) });
  return {
    Dashboard: {
      Type: 'AWS::CloudWatch::Dashboard',
      Properties: { DashboardName: dashboardName, DashboardBody: { 'Fn::Sub': body } },
    },
  };
}

/** With the region: an account's dashboards have names of their own in all regions together.
 * @see Amazon CloudWatch API reference, PutDashboard */
const dashboardName = { 'Fn::Sub': stackName(`\${AWS::Region}`) };

interface Widget {
  readonly type: 'alarm' | 'log' | 'metric';
  readonly properties: object;
}

/** Two in a row, of the grid's 24 columns.
 * @see Amazon CloudWatch API reference, "Dashboard body structure and syntax" */
function place(widget: Widget, index: number): object {
  return { ...widget, x: (index % 2) * 12, y: Math.floor(index / 2) * 6, width: 12, height: 6 };
}

function widgets(functionNames: readonly string[]): readonly Widget[] {
  const queues = deadLetterQueues.filter(({ condition }) => condition === undefined).map(({ id }) => id);
  return [
    { type: 'alarm', properties: { title: 'Alarms', alarms: alarmArns(functionNames) } },
    chart('Records read', 'Sum', [ours('on-cloudtrail-event', 'RecordsRead'), ours('on-log-object', 'RecordsRead')]),
    alertsBySeverity,
    chart('Alerts found by both ways, and in log files alone', 'Sum', [
      ours('on-log-object', 'AlertsFoundByBoth'),
      ours('on-log-object', 'AlertsFoundInLogsOnly'),
    ]),
    chart('Longest wait in a queue, in seconds', 'Maximum', [
      ...agingQueues.map(({ id }) => ofQueue(id, 'ApproximateAgeOfOldestMessage')),
      ours('on-schedule', 'DeadlineSecondsLate'),
    ]),
    chart('Given up: dead-letter queues', 'Maximum', [
      ...queues.map((id) => ofQueue(id, 'ApproximateNumberOfMessagesVisible')),
    ]),
    chart(
      'Duration, in milliseconds, of 19 out of 20',
      'p95',
      functionNames.map((name) => ofFunction(name, 'Duration')),
    ),
    chart('Errors and throttles', 'Sum', [
      ...functionNames.map((name) => ofFunction(name, 'Errors')),
      ...functionNames.map((name) => ofFunction(name, 'Throttles')),
    ]),
    chart('What could not be read', 'Sum', [
      ours('on-log-object', 'ReadProblems'),
      ours('on-log-object', 'ObjectsFailed'),
      ours('on-cloudtrail-event', 'EventsFailed'),
    ]),
    chart('Responses', 'Sum', [
      ours('on-alert', 'OutcomesPublished'),
      ours('on-request', 'OutcomesPublished'),
      ours('on-alert', 'ResponsesFailed'),
      ours('on-request', 'ResponsesFailed'),
      ours('on-alert', 'ForgedAlerts'),
    ]),
  ];
}

/** From the log, which has each alert's severity; a metric for each would cost more than to look. */
const alertsBySeverity: Widget = {
  type: 'log',
  properties: {
    title: 'Alerts published, by severity',
    region: `\${AWS::Region}`,
    view: 'bar',
    query: [
      ...['on-cloudtrail-event', 'on-log-object', 'on-schedule'].map(
        (name) => `SOURCE '/aws/lambda/${stackName(name)}'`,
      ),
      "filter message = 'alert published'",
      'stats count(*) as alerts by severity',
    ].join(' | '),
  },
};

type Metric = readonly string[];

function chart(title: string, stat: string, metrics: readonly Metric[]): Widget {
  return {
    type: 'metric',
    properties: { title, stat, period: 300, region: `\${AWS::Region}`, view: 'timeSeries', metrics },
  };
}

function ours(functionName: string, metric: string): Metric {
  return ['Trailguard', metric, 'service', stackName(functionName)];
}

function ofFunction(name: string, metric: string): Metric {
  return ['AWS/Lambda', metric, 'FunctionName', `\${${functionId(name)}}`];
}

function ofQueue(id: string, metric: string): Metric {
  return ['AWS/SQS', metric, 'QueueName', `\${${id}.QueueName}`];
}

/** Of those that are always there. */
function alarmArns(functionNames: readonly string[]): readonly string[] {
  return Object.values(alarmResources(functionNames)).flatMap(({ Condition, Properties: { AlarmName } }) =>
    Condition === undefined
      ? [`arn:\${AWS::Partition}:cloudwatch:\${AWS::Region}:\${AWS::AccountId}:alarm:${AlarmName}`]
      : [],
  );
}
