import type { Alert, AlertActor } from '#shared/model/alert.ts';
import { cleanValue } from './clean-text.ts';
import { shortenText } from './shorten-text.ts';

/** Who is behind an alert, as the start of a sentence; `Several callers` where its records do not agree on one. */
export function describeAlertActor({ actor, accountId, eventCount }: Alert): string {
  return eventCount <= 1 || isOneActor(actor) ? describeActor(actor, accountId) : 'Several callers';
}

/** Whether what many records agree on names one actor: the caller itself, or the role of several sessions. */
export function isOneActor({ kind, name, arn, sessionIssuer }: AlertActor): boolean {
  return (
    name !== undefined || arn !== undefined || sessionIssuer !== undefined || kind === 'anonymous' || kind === 'account'
  );
}

/** Who acted, as the start of a sentence: `IAM user alice`, `A role of account 123456789012`.
 *
 * The actor's account is named when it is not the one that the call reached.
 * @param accountId the account that the call reached */
export function describeActor(actor: AlertActor, accountId: string | undefined): string {
  const name = cleanName(actor.name) ?? cleanName(actor.arn);
  const home = cleanName(actor.accountId);
  const foreign = home !== undefined && home !== cleanName(accountId) ? ` of account ${home}` : '';
  switch (actor.kind) {
    case 'root':
      return `The root user${foreign}`;
    case 'user':
      return name === undefined ? `An IAM user${foreign}` : `IAM user ${name}${foreign}`;
    case 'role':
      return name === undefined ? `${describeRole(actor)}${foreign}` : `Role ${name}${foreign}`;
    case 'federated':
      return name === undefined ? `A federated user${foreign}` : `Federated user ${name}${foreign}`;
    case 'service':
      return name === undefined ? 'An AWS service' : `AWS service ${name}`;
    case 'account':
      return home === undefined ? 'Another AWS account' : `AWS account ${home}`;
    case 'anonymous':
      return 'An anonymous caller';
    case 'unknown':
      return name === undefined ? `An unknown caller${foreign}` : `Caller ${name}${foreign}`;
  }
}

/** A role of which no one session is named. */
function describeRole({ sessionIssuer }: AlertActor): string {
  const role = cleanName(sessionIssuer?.slice(sessionIssuer.lastIndexOf('/') + 1));
  return role === undefined ? 'A role' : `Role ${role} in several sessions`;
}

/** Longest name that a sentence takes; an IAM role name and a session name have at most 64 characters each. */
const maxNameLength = 130;

function cleanName(text: string | undefined): string | undefined {
  const clean = text === undefined ? '' : cleanValue(text);
  return clean === '' ? undefined : shortenText(clean, maxNameLength);
}
