import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '#shared/model/json.ts';
import { createHandler } from '../../../functions/on-cloudtrail-event/handle-event.ts';
import { createTestIngest } from '../support/create-test-ingest.ts';
import { lambdaContext } from '../support/lambda-context.ts';
import { recordOf } from '../support/stop-logging.ts';

const stopLogging = recordOf('StopLogging', 'e1');

describe('a record', () => {
  test('that a rule matches is alerted on', async () => {
    const { handle, alertedEventIDs, telemetry } = setUp();
    await handle(eventOf(stopLogging));
    expect(alertedEventIDs()).toEqual([['e1']]);
    expect(telemetry.flushed).toEqual({ RecordsRead: 1, Detections: 1, AlertsPublished: 1 });
  });

  test('that no rule matches is counted', async () => {
    const { handle, alertedEventIDs, telemetry } = setUp();
    await handle(eventOf(recordOf('DescribeTrails', 'e2')));
    expect(alertedEventIDs()).toEqual([]);
    expect(telemetry.flushed).toEqual({ RecordsRead: 1 });
  });

  test('delivered twice is told once', async () => {
    const { handle, alertedEventIDs } = setUp();
    await handle(eventOf(stopLogging));
    await handle(eventOf(stopLogging));
    expect(alertedEventIDs()).toEqual([['e1']]);
  });
});

describe('a topic that does not take the alert', () => {
  test('fails the invocation, so that Lambda tries again', async () => {
    const { handle, setTopicUp } = setUp();
    setTopicUp(false);
    const handled = handle(eventOf(stopLogging));
    await expect(handled).rejects.toThrow('1 alerts or groups failed: all else was told');
    await expect(handled).rejects.toMatchObject({ errors: [{ name: 'PublishError' }] });
  });

  test('is told with the id of the event, and counted', async () => {
    const { handle, setTopicUp, telemetry } = setUp();
    setTopicUp(false);
    await handle(eventOf(stopLogging)).catch(() => undefined);
    expect(telemetry.lines).toEqual([
      { level: 'error', message: 'alert or group failed: left to the next try', details: {} },
      { level: 'error', message: 'event failed', details: { source: 'EventBridge event ev-1' } },
    ]);
    expect(telemetry.flushed).toEqual({ RecordsRead: 1, Detections: 1, EventsFailed: 1 });
  });

  test('gets it at the next try', async () => {
    const { handle, setTopicUp, waitForNextTry, alertedEventIDs } = setUp();
    setTopicUp(false);
    await handle(eventOf(stopLogging)).catch(() => undefined);
    setTopicUp(true);
    waitForNextTry();
    await handle(eventOf(stopLogging));
    expect(alertedEventIDs()).toEqual([['e1']]);
  });
});

describe('what is no record does not fail, and is told', () => {
  test.each<{ name: string; event: Json; line: JsonObject }>([
    {
      name: 'a detail without a call',
      event: eventOf({ eventVersion: '1.11' }),
      line: { message: 'not read', details: { code: 'not-a-record', source: 'EventBridge event ev-1' } },
    },
    {
      name: "another service's event",
      event: {
        ...eventOf({ state: 'stopped' }),
        source: 'aws.ec2',
        'detail-type': 'EC2 Instance State-change Notification',
      },
      line: { message: 'set aside', details: { setAside: { 'other-eventbridge': 1 } } },
    },
  ])('$name', async ({ event, line }) => {
    const { handle, alertedEventIDs, telemetry } = setUp();
    await handle(event);
    expect(alertedEventIDs()).toEqual([]);
    expect(telemetry.lines).toMatchObject([line]);
  });
});

describe('what EventBridge would not bring is not believed, and is told', () => {
  const { id: _id, ...withoutId } = eventOf(stopLogging);
  const { account: _account, ...withoutAccount } = eventOf(stopLogging);
  test.each<[string, Json]>([
    ['nothing', null],
    ['a bare record', stopLogging],
    ['a log object', { Records: [stopLogging] }],
    ['an answer of LookupEvents', { CloudTrailEvent: JSON.stringify(stopLogging) }],
    ['a message of a queue', { Records: [{ eventSource: 'aws:sqs', body: JSON.stringify(eventOf(stopLogging)) }] }],
    ['a list of events', [eventOf(stopLogging)]],
    ["an event of somebody's own", { ...eventOf(stopLogging), source: 'example.app' }],
    ['an event without an id', withoutId],
    ['an event without an account', withoutAccount],
    ['an event of no account', { ...eventOf(stopLogging), account: 'somebody' }],
    ['an event of no region', { ...eventOf(stopLogging), region: '' }],
    ['an event with a text for a record', { ...eventOf(stopLogging), detail: JSON.stringify(stopLogging) }],
  ])('%s', async (_, event) => {
    const { handle, alertedEventIDs, telemetry } = setUp();
    await handle(event);
    expect(alertedEventIDs()).toEqual([]);
    expect(telemetry.flushed).toEqual({ ReadProblems: 1 });
    expect(telemetry.lines).toMatchObject([
      { level: 'warn', message: 'no event of an AWS service: look at who may invoke the function' },
    ]);
  });
});

test('log lines hold ids, and nothing else of a record', async () => {
  const { handle, telemetry } = setUp();
  await handle(eventOf({ ...stopLogging, requestParameters: { secret: 'hunter2' } }));
  await handle(eventOf({ secret: 'hunter2' }));
  expect(telemetry.lines.map(({ message }) => message)).toEqual(['alert published', 'not read']);
  expect(JSON.stringify(telemetry.lines)).not.toMatch(/hunter2|alice|192\.0\.2/);
});

function setUp() {
  const { ingest, telemetry, ...rest } = createTestIngest();
  const handler = createHandler({ ingest, telemetry });
  return { ...rest, telemetry, handle: (event: Json) => handler(event, lambdaContext) };
}

function eventOf(detail: JsonObject): JsonObject {
  return {
    version: '0',
    id: 'ev-1',
    'detail-type': 'AWS API Call via CloudTrail',
    source: 'aws.cloudtrail',
    account: '123456789012',
    time: '2026-03-02T10:15:00Z',
    region: 'us-east-1',
    resources: [],
    detail,
  };
}
