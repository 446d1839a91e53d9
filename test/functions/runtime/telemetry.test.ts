import { afterEach, expect, test, vi } from 'vitest';
import { createTelemetry } from '../../../functions/runtime/telemetry.ts';
import { lambdaContext } from '../support/lambda-context.ts';

afterEach(() => vi.restoreAllMocks());

test('metrics are written once, in the namespace Trailguard, by function', () => {
  const written = capture();
  const telemetry = createTelemetry('on-log-object');
  telemetry.count('RecordsRead', 3);
  telemetry.count('AlertsPublished', 1);
  telemetry.flush();
  expect(written()).toEqual([
    {
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          {
            Namespace: 'Trailguard',
            Dimensions: [['service']],
            Metrics: [
              { Name: 'RecordsRead', Unit: 'Count' },
              { Name: 'AlertsPublished', Unit: 'Count' },
            ],
          },
        ],
      },
      service: 'on-log-object',
      RecordsRead: 3,
      AlertsPublished: 1,
    },
  ]);
});

test('nothing is written for what did not happen', () => {
  const written = capture();
  const telemetry = createTelemetry('on-log-object');
  telemetry.count('RecordsRead', 0);
  telemetry.flush();
  expect(written()).toEqual([]);
});

test('a log line has the function, the request and its details', () => {
  const written = capture();
  const telemetry = createTelemetry('on-log-object');
  telemetry.begin(lambdaContext);
  telemetry.info('alert published', { alertId: 'a1' });
  expect(written()).toMatchObject([
    {
      level: 'INFO',
      message: 'alert published',
      service: 'on-log-object',
      function_request_id: lambdaContext.awsRequestId,
      alertId: 'a1',
    },
  ]);
});

test('an error is logged with its cause', () => {
  const written = capture();
  createTelemetry('on-log-object').error('object failed', new Error('no body', { cause: new Error('reset') }), {});
  expect(written()).toMatchObject([{ level: 'ERROR', error: { message: 'no body', cause: { message: 'reset' } } }]);
});

/** What is written to standard output and standard error from now on, a JSON value a line. */
function capture(): () => readonly unknown[] {
  const lines: string[] = [];
  const take = (text: unknown): boolean => lines.push(String(text)) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(take);
  vi.spyOn(process.stderr, 'write').mockImplementation(take);
  return () => lines.map((line) => JSON.parse(line));
}
