import { describe, expect, it } from 'vitest';
import type { PlanStatus, ResponsePlan } from '#shared/ports/response-store.ts';
import { checkBudget } from '#shared/respond/check-budget.ts';
import { resourceOf } from '#shared/respond/resource-of.ts';
import { actorArn, openShop, shutShop, target } from './toy-world.ts';

const budget = { attempts: 3, withinMs: 1000, reversals: 2, approvalMs: 1000, freshMs: 1000 };
const bob = 'arn:aws:iam::123456789012:user/bob';

const plan = (status: PlanStatus, actor: string | undefined = bob, alertId = 'a'): ResponsePlan => ({
  version: 1,
  id: 'p',
  playbook: 'shut-shop',
  alertId,
  target,
  resource: resourceOf(target),
  ...(actor !== undefined && { actorArn: actor }),
  before: openShop,
  after: shutShop,
  steps: [],
  madeMs: 0,
  status,
  changedMs: 0,
});

describe('checkBudget', () => {
  it.each<[string, readonly ResponsePlan[], RegExp | undefined]>([
    ['nothing lately', [], undefined],
    ['one attempt fewer than the budget', [plan('applied'), plan('failed')], undefined],
    ['as many as the budget', [plan('applied'), plan('failed'), plan('applying')], /changed 3 times lately/],
    [
      'plans that changed nothing',
      [plan('planned'), plan('waiting'), plan('superseded'), plan('undone'), plan('planned')],
      undefined,
    ],
    ['one repair of the same actor', [plan('applied', actorArn)], undefined],
    [
      'two repairs of the same actor',
      [plan('applied', actorArn), plan('applied', actorArn, 'b')],
      /alice.*2 repairs.*tug/,
    ],
    ['two playbooks that answered one alert', [plan('applied', actorArn), plan('applied', actorArn)], undefined],
    ['a repair of the same alert', [plan('applied', actorArn), plan('applied', actorArn, 'now')], undefined],
    ['two repairs of different actors', [plan('applied', actorArn), plan('applied', bob, 'b')], undefined],
    ['two repairs of which one failed', [plan('applied', actorArn), plan('failed', actorArn, 'b')], undefined],
  ])('%s', (_, recent, expected) => {
    const why = checkBudget(budget, recent, { alertId: 'now', actorArn });
    if (expected === undefined) expect(why).toBeUndefined();
    else expect(why).toMatch(expected);
  });

  it('holds against an unknown actor by attempts alone', () => {
    const unknown = { alertId: 'now' };
    const { actorArn: _, ...unsigned } = plan('applied');
    const recent = [unsigned, { ...unsigned, alertId: 'b' }];
    expect(checkBudget(budget, recent, unknown)).toBeUndefined();
    expect(checkBudget({ ...budget, attempts: 2 }, recent, unknown)).toMatch(/2 times/);
  });
});
