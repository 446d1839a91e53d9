import type { Alert } from '#shared/model/alert.ts';
import { describeActor } from './describe-actor.ts';

/** Who is behind an alert, as the start of a sentence; `Several callers` where its records do not agree on one. */
export function describeAlertActor({ actor, accountId, eventCount }: Alert): string {
  const isNamed = actor.name !== undefined || actor.arn !== undefined;
  const isOne = eventCount <= 1 || isNamed || actor.kind === 'anonymous' || actor.kind === 'account';
  return isOne ? describeActor(actor, accountId) : 'Several callers';
}
