import { beforeEach, describe, expect, it } from 'vitest';
import { createMemoryAlertLedger } from '#shared/memory/memory-alert-ledger.ts';
import type { Outcome } from '#shared/model/outcome.ts';
import { PlanTakenError, UnknownPlanError } from '#shared/respond/plan-errors.ts';
import type { Responder } from '#shared/respond/responder.ts';
import { createHandler, type RequestReply } from '../../../functions/on-request/handle-request.ts';
import type { ResponderParts } from '../../../functions/runtime/connect-responder.ts';
import { outcomeWith } from '../../shared/alert/outcomes.ts';
import { lambdaContext } from '../support/lambda-context.ts';
import { createMemoryTelemetry, type MemoryTelemetry } from '../support/memory-telemetry.ts';
import { toySeal } from '../support/toy-seal.ts';

const planId = 'fedcba9876543210fedcba9876543210';

let telemetry: MemoryTelemetry;
let published: number;
let parts: ResponderParts;
const failing = (error: Error): ResponderParts => {
  const fail = async (): Promise<never> => Promise.reject(error);
  return { ...parts, responder: { ...parts.responder, apply: fail, undo: fail, resume: fail } };
};
const handle = (event: unknown, given: ResponderParts = parts): Promise<RequestReply> =>
  createHandler(given)(event, lambdaContext);

beforeEach(() => {
  telemetry = createMemoryTelemetry();
  published = 0;
  const answer = (outcome: Partial<Outcome>) => async () => outcomeWith(outcome);
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
      respond: async () => Promise.reject(new Error('alerts are for on-alert')),
      apply: answer({ status: 'applied' }),
      undo: answer({ status: 'undone' }),
      resume: async () => ({ outcomes: [], problems: [] }),
      noteTold: async () => undefined,
    },
  };
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
    ['to resume, or not', { resume: 'yes' }],
    ['to resume and more', { resume: true, approve: planId }],
    ['what every object has', { constructor: planId }],
    ['an alert, as the queue of on-alert brings it', { Records: [{ messageId: 'm0', body: '{}' }] }],
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

  it('that failed is counted as such', async () => {
    const responder = { ...parts.responder, apply: async () => outcomeWith({ status: 'failed' }) };
    await handle({ approve: planId }, { ...parts, responder });
    expect(telemetry.flushed).toEqual({ OutcomesPublished: 1, ResponsesFailed: 1 });
  });

  it('is for Lambda to try again when a port is unreachable', async () => {
    await expect(handle({ approve: planId }, failing(new Error('down')))).rejects.toThrow('down');
    expect(telemetry.lines.map(({ level }) => level)).toEqual(['error']);
  });
});

describe('the clock', () => {
  it('has plans told and ended that others left behind', async () => {
    const outcomes = [outcomeWith({ status: 'applied' }), outcomeWith({ status: 'failed' })];
    const resume: Responder['resume'] = async (tell) => {
      for (const outcome of outcomes) await tell(outcome);
      return { outcomes, problems: [] };
    };
    expect(await handle({ resume: true }, { ...parts, responder: { ...parts.responder, resume } })).toEqual({
      resumed: 2,
    });
    expect({ published, flushed: telemetry.flushed }).toEqual({
      published: 2,
      flushed: { OutcomesPublished: 2, ResponsesFailed: 1 },
    });
  });

  it('says of what plans it could tell nothing, and does not come again at once', async () => {
    const problems = [{ planId, error: new Error('a bug') }];
    const resume: Responder['resume'] = async () => ({ outcomes: [], problems });
    expect(await handle({ resume: true }, { ...parts, responder: { ...parts.responder, resume } })).toEqual({
      resumed: 0,
    });
    expect(telemetry.flushed).toEqual({ ResponsesFailed: 1 });
    expect(telemetry.lines).toMatchObject([{ level: 'error', details: { planId } }]);
  });

  it('finds nothing to do, mostly, and says nothing of it', async () => {
    expect(await handle({ resume: true })).toEqual({ resumed: 0 });
    expect({ published, lines: telemetry.lines }).toEqual({ published: 0, lines: [] });
  });

  it('fails aloud when it cannot look', async () => {
    await expect(handle({ resume: true }, failing(new Error('down')))).rejects.toThrow('down');
    expect(telemetry.lines.map(({ level }) => level)).toEqual(['error']);
  });
});
