import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { FunctionPart, StackParts } from '#cli/cost/stack-parts.ts';
import { root } from './paths.ts';

interface Resource {
  readonly Type: string;
  readonly Properties?: {
    readonly ScheduleExpression?: string;
    readonly Targets?: readonly { readonly Arn: string }[];
    /** Of an alarm over an expression. */
    readonly Metrics?: readonly { readonly MetricStat?: unknown }[];
  };
}

/** What matters here of `serverless.yml`, a resource file or a `function.yml`: the template's tests hold them to their form. */
interface StackFile {
  readonly provider?: { readonly logRetentionInDays?: number };
  readonly functions?: object;
  readonly resources?: readonly string[];
  readonly Resources?: Readonly<Record<string, Resource>>;
  readonly memorySize?: number;
  readonly events?: readonly object[];
}

/** Count what costs in the template, as `serverless.yml` and the files that it includes write it.
 * @throws {Error} a schedule that is not `rate(… minutes)`, or one for something other than a function */
export function readStackParts(): StackParts {
  const stack = readYaml('serverless.yml');
  const resources: readonly Resource[] = includedFiles(stack.resources).flatMap((file) =>
    Object.values(readYaml(file).Resources ?? {}),
  );
  const schedules = resources.filter(({ Properties }) => Properties?.ScheduleExpression !== undefined);
  const functions = includedFiles(stack.functions).map((file) => ({
    name: path.basename(path.dirname(file)),
    body: readYaml(file),
  }));
  const countOf = (type: string): number => resources.filter(({ Type }) => Type === type).length;
  return {
    functions: Object.fromEntries(
      functions.map(({ name, body }): [string, FunctionPart] => [
        name,
        {
          memoryMB: body.memorySize ?? lambdaDefaultMB,
          runsPerHour: schedules.reduce((sum, rule) => sum + runsPerHour(rule, name), 0),
        },
      ]),
    ),
    keys: countOf('AWS::KMS::Key'),
    alarmMetrics: resources
      .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm')
      .reduce((sum, alarm) => sum + alarmMetrics(alarm), 0),
    dashboards: countOf('AWS::CloudWatch::Dashboard'),
    polledQueues: functions.flatMap(({ body }) => body.events ?? []).filter((event) => 'sqs' in event).length,
    logRetentionDays: stack.provider?.logRetentionInDays ?? 0,
  };
}

function runsPerHour({ Properties }: Resource, functionName: string): number {
  const { ScheduleExpression = '', Targets = [] } = Properties ?? {};
  const [, minutes] = /^rate\((\d+) minutes?\)$/.exec(ScheduleExpression) ?? [];
  if (minutes === undefined) throw new Error(`infra: the schedule ${ScheduleExpression} is not counted: teach ${here}`);
  return Targets.filter(({ Arn }) => Arn === `${logicalId(functionName)}LambdaFunction.Arn`).length * (60 / +minutes);
}

const here = 'infra/stack-parts.ts';
const lambdaDefaultMB = 1024;

/** `on-log-object` as the framework names its resources: `OnLogObject`. */
function logicalId(functionName: string): string {
  // The functions' keys in serverless.yml write CloudTrail as the service does.
  const words = functionName.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return words.join('').replace('Cloudtrail', 'CloudTrail');
}

function alarmMetrics({ Properties }: Resource): number {
  const metrics = Properties?.Metrics;
  return metrics === undefined ? 1 : metrics.filter(({ MetricStat }) => MetricStat !== undefined).length;
}

/** The paths in `${file(…)}`, of our own YAML files. */
function includedFiles(value: unknown): readonly string[] {
  return [...JSON.stringify(value).matchAll(/\$\{file\(([^)]+\.yml)\)/g)].flatMap(([, file]) => file ?? []);
}

/** Intrinsic functions are read as their arguments: `!GetAtt A.Arn` as `A.Arn`. */
function readYaml(file: string): StackFile {
  return parse(readFileSync(path.join(root, file), 'utf8'), { logLevel: 'error' });
}
