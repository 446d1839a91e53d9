import { beforeEach, describe, expect, it } from 'vitest';
import { buildAlert } from '#shared/alert/build-alert.ts';
import { createMemoryAlertLedger } from '#shared/memory/memory-alert-ledger.ts';
import type { Alert } from '#shared/model/alert.ts';
import type { AlertMessage } from '#shared/model/message.ts';
import type { Outcome } from '#shared/model/outcome.ts';
import type { Target } from '#shared/model/target.ts';
import { claimMs } from '#shared/ports/alert-ledger.ts';
import { CloudError } from '#shared/ports/cloud/cloud.ts';
import { PublishError } from '#shared/ports/publisher.ts';
import type { Responder } from '#shared/respond/responder.ts';
import { type AnswerParts, respondToAlert, respondToLeftovers, respondToRequest } from '#shared/respond-to-alert.ts';
import { recordDetection } from './alert/detections.ts';
import { outcomeWith } from './alert/outcomes.ts';

const targetOf = (bucket: string, eventID = bucket): Target => ({
  accountId: '123456789012',
  region: 'eu-west-1',
  subject: { kind: 'bucket', bucket },
  eventID,
});
const alert: Alert = {
  ...buildAlert(recordDetection()),
  playbook: 's3-public-policy',
  targets: [targetOf('a'), targetOf('b')],
};

let nowMs: number;
let asked: string[];
let told: Alert[];
let noted: string[];
let parts: AnswerParts;

beforeEach(() => {
  nowMs = 0;
  asked = [];
  told = [];
  noted = [];
  const outcomeOf = (target: Target): Outcome => outcomeWith({ target, alertId: alert.id });
  parts = {
    ledger: createMemoryAlertLedger(() => nowMs),
    publisher: {
      publish: async ({ message }: AlertMessage) => void told.push(JSON.parse(JSON.parse(message).default)),
    },
    stopCommand: 'stop it',
    commandOptions: '--function f',
    responder: {
      respond: async ({ targets = [] }) => {
        asked.push(targets.map(({ eventID }) => eventID).join());
        return targets.map(outcomeOf);
      },
      apply: async (planId) => outcomeWith({ planId, status: 'applied' }),
      undo: async (planId) => outcomeWith({ planId, status: 'undone' }),
      resume: async () => ({ outcomes: [], problems: [] }),
      noteTold: async ({ planId }) => void noted.push(planId),
    },
  };
});

describe('an alert', () => {
  it('of which AWS is away for one target is answered for the others, and for that one when it comes again', async () => {
    const away = new CloudError('away', { kind: 'unavailable', permission: 's3:GetBucketPolicy' });
    const { respond } = parts.responder;
    const responder = {
      ...parts.responder,
      respond: async (part: Alert) => (part.targets?.[0]?.eventID === 'a' ? Promise.reject(away) : respond(part)),
    };
    expect(await respondToAlert(alert, { ...parts, responder })).toMatchObject({ outcomes: [{}], held: 0, away });
    nowMs += claimMs + 1;
    expect(await respondToAlert(alert, parts)).toMatchObject({ outcomes: [{}], repeated: 1 });
    expect(asked).toEqual(['b', 'a']);
  });

  it('is answered target by target, and each outcome is told', async () => {
    expect(await respondToAlert(alert, parts)).toMatchObject({ outcomes: [{}, {}], repeated: 0, held: 0 });
    expect(asked).toEqual(['a', 'b']);
    expect(told).toMatchObject([
      { kind: 'outcome', severity: alert.severity, resources: ['arn:aws:s3:::a'], outcome: { alertId: alert.id } },
      { kind: 'outcome', resources: ['arn:aws:s3:::b'] },
    ]);
    expect(told[0]?.runbook).toEqual([
      `To approve it: ${outcomeWith().command} --function f`,
      'To stop all changes at once: stop it',
    ]);
  });

  it('that comes again is not answered again', async () => {
    await respondToAlert(alert, parts);
    expect(await respondToAlert(alert, parts)).toEqual({ outcomes: [], repeated: 2, held: 0 });
    expect({ asked: asked.length, told: told.length }).toEqual({ asked: 2, told: 2 });
  });

  it('that comes again with another record is answered for it', async () => {
    await respondToAlert(alert, parts);
    await respondToAlert({ ...alert, update: 'growing', targets: [targetOf('a', 'later')] }, parts);
    expect(asked).toEqual(['a', 'b', 'later']);
  });

  it('without targets is left alone', async () => {
    const { targets: _, ...without } = alert;
    expect(await respondToAlert(without, parts)).toEqual({ outcomes: [], repeated: 0, held: 0 });
  });

  it('that no playbook has anything to say to is not looked at again', async () => {
    const silent = { ...parts, responder: { ...parts.responder, respond: async () => [] } };
    expect(await respondToAlert(alert, silent)).toEqual({ outcomes: [], repeated: 0, held: 0 });
    expect(await respondToAlert(alert, parts)).toMatchObject({ repeated: 2 });
  });
});

describe('a death', () => {
  const dying = (at: 'publisher' | 'responder' | 'confirm'): AnswerParts => {
    const die = async (): Promise<never> => Promise.reject(new PublishError(at));
    if (at === 'publisher') return { ...parts, publisher: { publish: die } };
    if (at === 'confirm') return { ...parts, ledger: { ...parts.ledger, confirm: die } };
    return { ...parts, responder: { ...parts.responder, respond: die } };
  };

  it.each(['responder', 'publisher', 'confirm'] as const)('of the %s is for the next try', async (at) => {
    await expect(respondToAlert(alert, dying(at))).rejects.toThrow(PublishError);
    expect(await respondToAlert(alert, parts)).toMatchObject({ held: 1 });
    nowMs += claimMs;
    expect(await respondToAlert(alert, parts)).toMatchObject({ held: 0, repeated: 1 });
    expect(told.map(({ resources }) => resources.join()).toSorted()).toEqual([
      ...(at === 'confirm' ? ['arn:aws:s3:::a'] : []),
      'arn:aws:s3:::a',
      'arn:aws:s3:::b',
    ]);
    expect(new Set(told.map(({ id }) => id)).size).toBe(1);
  });
});

describe('what was told', () => {
  const begun = { planId: 'one', at: '7' };

  it.each([
    ['that tells the end of a beginning', { begun }, ['one']],
    ['of a plan that nobody began with', { planId: 'one' }, []],
  ])('of an outcome %s is noted for %j, and the beginning is not told', async (_, members, ids) => {
    const respond = async (): Promise<Outcome[]> => [outcomeWith(members)];
    const first = { ...alert, targets: [targetOf('a')] };
    const { outcomes } = await respondToAlert(first, { ...parts, responder: { ...parts.responder, respond } });
    expect(noted).toEqual(ids);
    for (const outcome of [...outcomes, told[0]?.outcome]) expect(outcome).not.toHaveProperty('begun');
  });

  it('is noted after it was told, never before', async () => {
    const publisher = { publish: async () => Promise.reject(new PublishError('away')) };
    const respond = async (): Promise<Outcome[]> => [outcomeWith({ begun, status: 'applied' })];
    const apply = async (): Promise<Outcome> => outcomeWith({ begun, status: 'applied' });
    const apart = { ...parts, publisher, responder: { ...parts.responder, respond, apply } };
    await expect(respondToAlert(alert, apart)).rejects.toThrow(PublishError);
    await expect(respondToRequest({ way: 'apply', planId: 'one' }, apart)).rejects.toThrow(PublishError);
    expect(noted).toEqual([]);
  });

  it('of a request is noted for the plan that was asked for, also where another took its place', async () => {
    const apply = async (): Promise<Outcome> => outcomeWith({ planId: 'new', status: 'waiting', begun });
    await respondToRequest({ way: 'apply', planId: 'one' }, { ...parts, responder: { ...parts.responder, apply } });
    expect(noted).toEqual(['one']);
  });
});

describe('what others left', () => {
  it('is told as the responder comes by it', async () => {
    const outcomes = [outcomeWith({ planId: 'one', status: 'applied', begun: { planId: 'one', at: '7' } })];
    const resume: Responder['resume'] = async (tell) => {
      for (const outcome of outcomes) await tell(outcome);
      return { outcomes, problems: [] };
    };
    const responder = { ...parts.responder, resume };
    expect(await respondToLeftovers({ ...parts, responder })).toEqual({ outcomes, problems: [] });
    expect(told).toMatchObject([{ outcome: { planId: 'one' } }]);
    expect(told[0]?.outcome).not.toHaveProperty('begun');
  });

  it('that cannot be told is for the responder to know', async () => {
    const publisher = { publish: async () => Promise.reject(new PublishError('away')) };
    const resume: Responder['resume'] = async (tell) => {
      await tell(outcomeWith());
      return { outcomes: [], problems: [] };
    };
    const responder = { ...parts.responder, resume };
    await expect(respondToLeftovers({ ...parts, responder, publisher })).rejects.toThrow(PublishError);
  });
});

describe('a request', () => {
  it.each([
    ['apply', 'applied'],
    ['undo', 'undone'],
  ] as const)('to %s is carried out, told and answered', async (way, status) => {
    expect(await respondToRequest({ way, planId: 'one' }, parts)).toMatchObject({ status, planId: 'one' });
    expect(told).toMatchObject([{ kind: 'outcome', outcome: { status, planId: 'one' } }]);
  });
});
