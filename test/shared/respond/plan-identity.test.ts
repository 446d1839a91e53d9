import { describe, expect, it } from 'vitest';
import type { ResponsePlan } from '#shared/ports/response-store.ts';
import { isGenuine, planIdOf, successorOf } from '#shared/respond/plan-identity.ts';
import { resourceOf } from '#shared/respond/resource-of.ts';
import { actorArn, openShop, shutShop, target } from './toy-world.ts';

const parts = { playbook: 'shut-shop', alertId: 'a', target, before: openShop, after: shutShop };
const plan: ResponsePlan = {
  version: 1,
  id: planIdOf(parts),
  ...parts,
  resource: resourceOf(target),
  actorArn,
  steps: [],
  madeMs: 0,
  status: 'waiting',
  changedMs: 0,
};
const successor = (times: number): string =>
  Array.from({ length: times }).reduce<string>((id) => successorOf(id), plan.id);

describe('isGenuine', () => {
  it.each<[string, Partial<ResponsePlan>, boolean]>([
    ['a plan as it was made', {}, true],
    ['one of another status and time', { status: 'applied', changedMs: 9, madeMs: 5 }, true],
    ['one whose target came with another record', { target: { ...target, eventID: 'event-2' } }, true],
    ['its first successor', { id: successor(1) }, true],
    ['its third successor', { id: successor(3) }, true],
    ['another id', { id: 'f'.repeat(32) }, false],
    ['another playbook', { playbook: 'open-shop' }, false],
    ['another alert', { alertId: 'b' }, false],
    ['another account', { target: { ...target, accountId: '111122223333' } }, false],
    ['another region', { target: { ...target, region: 'eu-west-1' } }, false],
    ['another subject', { target: { ...target, subject: { kind: 'bucket', bucket: 'other' } } }, false],
    ['another resource than its target', { resource: 'arn:aws:s3:::other' }, false],
    ['another state before', { before: shutShop }, false],
    ['another state after', { after: openShop }, false],
  ])('%s', (_, members, expected) => {
    expect(isGenuine({ ...plan, ...members })).toBe(expected);
  });
});
