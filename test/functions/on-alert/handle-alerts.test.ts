import { readFileSync } from 'node:fs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import { buildAlert } from '#shared/alert/build-alert.ts';
import { serializeAlert } from '#shared/alert/serialize-alert.ts';
import { createMemoryAlertLedger } from '#shared/memory/memory-alert-ledger.ts';
import type { Alert } from '#shared/model/alert.ts';
import { CloudError } from '#shared/ports/cloud/cloud.ts';
import { SealError } from '#shared/ports/seal.ts';
import { PlanTakenError } from '#shared/respond/plan-errors.ts';
import type { Responder } from '#shared/respond/responder.ts';
import { createHandler } from '../../../functions/on-alert/handle-alerts.ts';
import type { ResponderParts } from '../../../functions/runtime/connect-responder.ts';
import { recordDetection } from '../../shared/alert/detections.ts';
import { outcomeWith } from '../../shared/alert/outcomes.ts';
import { lambdaContext } from '../support/lambda-context.ts';
import { createMemoryTelemetry, type MemoryTelemetry } from '../support/memory-telemetry.ts';
import { sealedAttributes, toySeal } from '../support/toy-seal.ts';

const { target } = outcomeWith();
const alert: Alert = { ...buildAlert(recordDetection()), playbook: 's3-public-policy', targets: [target] };

function eventOf(...bodies: readonly string[]): SQSEvent {
  const records = bodies.map((body, index) => ({
    messageId: `m${index}`,
    receiptHandle: '',
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '0',
      SenderId: '',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: sealedAttributes(body),
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: '',
    awsRegion: 'eu-west-1',
  }));
  return { Records: records };
}

let telemetry: MemoryTelemetry;
let published: number;
let parts: ResponderParts;
const failing = (error: Error): ResponderParts => {
  const fail = async (): Promise<never> => Promise.reject(error);
  return { ...parts, responder: { ...parts.responder, respond: fail } };
};
const handle = (event: SQSEvent, given: ResponderParts = parts): Promise<SQSBatchResponse> =>
  createHandler(given)(event, lambdaContext);
const failuresOf = ({ batchItemFailures }: SQSBatchResponse): readonly string[] =>
  batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);

beforeEach(() => {
  telemetry = createMemoryTelemetry();
  published = 0;
  const never = async (): Promise<never> => Promise.reject(new Error('nobody asks it here'));
  parts = {
    telemetry,
    seal: toySeal,
    ledger: createMemoryAlertLedger(() => 0),
    publisher: {
      publish: async () => {
        published += 1;
      },
    },
    responder: {
      respond: async () => [outcomeWith()],
      apply: never,
      undo: never,
      resume: never,
      noteTold: async () => undefined,
    },
  };
});

describe('alerts from the queue', () => {
  it('are answered, told and counted', async () => {
    expect(failuresOf(await handle(eventOf(serializeAlert(alert))))).toEqual([]);
    expect({ published, flushed: telemetry.flushed }).toEqual({ published: 1, flushed: { OutcomesPublished: 1 } });
  });

  it('of which one is no alert: that one goes back', async () => {
    expect(failuresOf(await handle(eventOf('{"version":"2"}', serializeAlert(alert))))).toEqual(['m0']);
    expect(telemetry.flushed).toEqual({ OutcomesPublished: 1, AlertsFailed: 1 });
  });

  it('that come while another answers them go back', async () => {
    await parts.ledger.claim(`response ${alert.id} arn:aws:s3:::example-exports ${target.eventID}`);
    expect(failuresOf(await handle(eventOf(serializeAlert(alert))))).toEqual(['m0']);
    expect(published).toBe(0);
  });

  it('whose plan another is carrying out go back', async () => {
    expect(failuresOf(await handle(eventOf(serializeAlert(alert)), failing(new PlanTakenError('taken'))))).toEqual([
      'm0',
    ]);
  });

  it.each<[string, string, readonly string[]]>([
    ['1', 'go back', ['m0']],
    ['4', 'go back', ['m0']],
    ['5', 'are told as failed', []],
  ])('that cannot be answered while AWS is away: delivered the %sth time they %s', async (receives, _, failures) => {
    const away = new CloudError('AWS is away', { kind: 'unavailable', permission: 's3:GetBucketPolicy' });
    const responder: Responder = {
      ...parts.responder,
      async respond(_alert, delivery) {
        if (delivery?.isLastTry !== true) throw away;
        return [outcomeWith({ status: 'failed' })];
      },
    };
    const { Records: records } = eventOf(serializeAlert(alert));
    const again = records.map((record) => ({
      ...record,
      attributes: { ...record.attributes, ApproximateReceiveCount: receives },
    }));
    expect(failuresOf(await handle({ Records: again }, { ...parts, responder }))).toEqual(failures);
    expect(published).toBe(1 - failures.length);
  });

  it('are delivered as often as the function expects', () => {
    expect(readFileSync('infra/responder.yml', 'utf8')).toMatch(/ maxReceiveCount: 5$/m);
  });

  it('that failed to be put right are counted', async () => {
    const responder = { ...parts.responder, respond: async () => [outcomeWith({ status: 'failed' })] };
    await handle(eventOf(serializeAlert(alert)), { ...parts, responder });
    expect(telemetry.flushed).toEqual({ OutcomesPublished: 1, ResponsesFailed: 1 });
  });

  it('that lost targets on the way say so', async () => {
    await handle(eventOf(serializeAlert({ ...alert, truncated: { targets: 3 } })));
    expect(telemetry.lines).toContainEqual({
      level: 'warn',
      message: expect.stringContaining('targets that did not fit'),
      details: { leftOut: 3 },
    });
  });
});

/** Messages that Trailguard did not publish, by whoever may send to the queue or invoke the function. */
describe('a forged alert', () => {
  const body = serializeAlert(alert);
  const [message] = eventOf(body).Records;
  const otherBody = serializeAlert({ ...alert, id: 'fedcba9876543210fedcba9876543210' });
  const ofPlan = async () => ({ seal: { stringValue: await toySeal.sign(`plan ${alert.id}`), dataType: 'String' } });

  it.each<[string, () => unknown | Promise<unknown>]>([
    ['without a seal', () => ({ messageAttributes: {} })],
    [
      'without attributes, as nobody but who invokes the function can write it',
      () => ({ messageAttributes: undefined }),
    ],
    ['with a seal of no text', () => ({ messageAttributes: { seal: { dataType: 'Binary' } } })],
    ['with the seal of another alert', () => ({ messageAttributes: sealedAttributes(otherBody) })],
    ['with the seal of a plan', async () => ({ messageAttributes: await ofPlan() })],
    ['of another text than was sealed', () => ({ body: body.replace('s3-public-policy', 's3-access-block') })],
    ['of the same text with a space more', () => ({ body: `${body} ` })],
    ['of no text', () => ({ body: undefined })],
  ])('%s goes back unanswered, and is counted', async (_, over) => {
    let asked = 0;
    const respond = async () => {
      asked += 1;
      return [];
    };
    const forged = { ...message, ...Object(await over()) };
    const responder = { ...parts.responder, respond };
    expect(failuresOf(await handle({ Records: [forged] }, { ...parts, responder }))).toEqual(['m0']);
    expect({ asked, published }).toEqual({ asked: 0, published: 0 });
    expect(telemetry.lines.map(({ level }) => level)).toEqual(['error']);
    expect(telemetry.flushed).toMatchObject({ AlertsFailed: 1 });
  });

  it('is counted apart from alerts that failed', async () => {
    await handle({ Records: [{ ...eventOf(body).Records[0], messageAttributes: {} }] as SQSEvent['Records'] });
    expect(telemetry.flushed).toEqual({ AlertsFailed: 1, ForgedAlerts: 1 });
  });

  it('does not keep the true ones from being answered', async () => {
    const { Records: records } = eventOf(body, otherBody);
    const mixed = records.map((record, index) => (index === 0 ? { ...record, messageAttributes: {} } : record));
    expect(failuresOf(await handle({ Records: mixed }))).toEqual(['m0']);
    expect(published).toBe(1);
  });

  it('is not what an alert is called that cannot be verified while KMS is away', async () => {
    const verify = async (): Promise<never> => Promise.reject(new SealError('KMS is away'));
    const given = { ...parts, seal: { ...toySeal, verify } };
    expect(failuresOf(await handle(eventOf(body), given))).toEqual(['m0']);
    expect({ published, flushed: telemetry.flushed }).toEqual({ published: 0, flushed: { AlertsFailed: 1 } });
  });
});

it('what is not from a queue is refused', async () => {
  const request = { approve: 'fedcba9876543210fedcba9876543210' } as unknown as SQSEvent;
  await expect(handle(request)).rejects.toThrow();
  expect(published).toBe(0);
});
