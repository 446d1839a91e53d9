import type { Account } from './account.ts';

/** What a function has written to its log since it was deployed, line by line. */
export async function readLog(account: Account, functionName: string): Promise<readonly string[]> {
  const logGroupName = `/aws/lambda/${functionName}`;
  const { events } = await account.call<{ events: readonly LogEvent[] }>('logs', 'FilterLogEvents', { logGroupName });
  return events.map(({ message }) => message);
}

/** What a function has counted since it was deployed.
 * @returns the sum of a metric over all invocations */
export async function counted(account: Account, functionName: string, metric: string): Promise<number> {
  const lines = await readLog(account, functionName);
  return lines.reduce((sum, line) => sum + metricIn(line, metric), 0);
}

interface LogEvent {
  readonly message: string;
}

/** One line in the embedded metric format, or any other. */
function metricIn(line: string, metric: string): number {
  const start = line.indexOf('{');
  if (start < 0 || !line.includes('"_aws"')) return 0;
  const value = (JSON.parse(line.slice(start)) as Readonly<Record<string, unknown>>)[metric];
  return [value].flat().reduce<number>((sum, each) => sum + (typeof each === 'number' ? each : 0), 0);
}
