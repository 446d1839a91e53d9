import { readFileSync } from 'node:fs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { beforeEach, describe, expect, it } from 'vitest';
import { buildAlert } from '#shared/alert/build-alert.ts';
import { serializeAlert } from '#shared/alert/serialize-alert.ts';
import { createMemoryAlertLedger } from '#shared/memory/memory-alert-ledger.ts';
import type { Alert } from '#shared/model/alert.ts';
import type { Outcome } from '#shared/model/outcome.ts';
import { CloudError } from '#shared/ports/cloud/cloud.ts';
import type { Responder } from '#shared/respond/create-responder.ts';
import { PlanTakenError, UnknownPlanError } from '#shared/respond/plan-errors.ts';
import type { ResponderParts } from '../../../functions/on-alert/answer-request.ts';
import { createHandler } from '../../../functions/on-alert/handle-alerts.ts';
import { recordDetection } from '../../shared/alert/detections.ts';
import { outcomeWith } from '../../shared/alert/outcomes.ts';
import { lambdaContext } from '../support/lambda-context.ts';
import { createMemoryTelemetry, type MemoryTelemetry } from '../support/memory-telemetry.ts';

const planId = 'fedcba9876543210fedcba9876543210';
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
    messageAttributes: {},
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
  return { ...parts, responder: { respond: fail, apply: fail, undo: fail } };
};
const handle = (event: unknown, given: ResponderParts = parts): Promise<unknown> =>
  createHandler(given)(event, lambdaContext);
const failuresOf = (reply: unknown): readonly string[] =>
  (reply as SQSBatchResponse).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);

beforeEach(() => {
  telemetry = createMemoryTelemetry();
  published = 0;
  const answer = (outcome: Partial<Outcome>) => async () => outcomeWith(outcome);
  parts = {
    telemetry,
    ledger: createMemoryAlertLedger(() => 0),
    publisher: {
      publish: async () => {
        published += 1;
      },
    },
    responder: {
      respond: async () => [outcomeWith()],
      apply: answer({ status: 'applied' }),
      undo: answer({ status: 'undone' }),
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

describe('a request', () => {
  it.each([
    ['approve', 'applied'],
    ['undo', 'undone'],
  ])('to %s a plan is answered with its outcome', async (way, status) => {
    expect(await handle({ [way]: planId })).toMatchObject({ outcome: { status } });
    expect({ published, flushed: telemetry.flushed }).toEqual({ published: 1, flushed: { OutcomesPublished: 1 } });
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a text', planId],
    ['no way', {}],
    ['another way', { apply: planId }],
    ['two ways', { approve: planId, undo: planId }],
    ['no id', { approve: '' }],
    ['a list', { approve: [planId] }],
    ['what every object has', { constructor: planId }],
  ])('that is %s is told what to write', async (_, event) => {
    expect(await handle(event)).toEqual({ problem: expect.stringContaining('{"approve": "<plan id>"}') });
    expect(published).toBe(0);
  });

  it.each([
    [new UnknownPlanError('there is no plan x'), 'there is no plan x'],
    [new PlanTakenError('plan x is being carried out'), 'plan x is being carried out: ask again in two minutes'],
  ])('that cannot be is told why: %s', async (error, problem) => {
    expect(await handle({ approve: planId }, failing(error))).toEqual({ problem });
  });

  it('is for Lambda to try again when a port is unreachable', async () => {
    await expect(handle({ approve: planId }, failing(new Error('down')))).rejects.toThrow('down');
    expect(telemetry.lines.map(({ level }) => level)).toEqual(['error']);
  });
});
