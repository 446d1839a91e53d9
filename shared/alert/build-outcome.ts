import type { Alert } from '#shared/model/alert.ts';
import type { Outcome } from '#shared/model/outcome.ts';
import type { Level } from '#shared/model/rule.ts';
import { outcomeAlertId } from './alert-id.ts';
import { boundAlert } from './bound-alert.ts';
import { cleanValue } from './clean-text.ts';
import { commandPurpose, statusWords, subjectName } from './outcome-words.ts';
import { shortenText } from './shorten-text.ts';
import { withoutStates } from './without-states.ts';

/** Where an outcome belongs. */
export interface OutcomeContext {
  /** ARN of the resource. */
  readonly resource: string;
  /** The alert that it answers; absent where somebody asked by a plan's id alone. */
  readonly origin?: Alert;
  /** The command that stops all changes at once. */
  readonly stopCommand?: string;
}

/** The alert that tells an outcome: the same id for the same plan (or, without one, the same target of the same alert) and status.
 *
 * It is as grave as the alert that it answers, so that who was told of the harm is told of this, too. The states of the
 * resource are not in it: they are with the plan. */
export function buildOutcome(outcome: Outcome, { resource, origin, stopCommand }: OutcomeContext): Alert {
  const { target, status, playbook } = outcome;
  const title = `${statusWords[status]}: ${playbook} on ${subjectName(target.subject)}`;
  const severity = origin?.severity ?? severityOf(outcome);
  const { eventID, eventTime } = target;
  return boundAlert({
    version: '1',
    id: outcomeAlertId(outcome),
    kind: 'outcome',
    rule: origin?.rule ?? { id: `playbook/${playbook}`, title, level: severity, tags: [], references: [] },
    title,
    summary: summarize(outcome),
    severity,
    accountId: target.accountId,
    region: target.region,
    actor: origin?.actor ?? { kind: 'unknown' },
    source: origin?.source ?? {},
    resources: [resource],
    ...(eventTime !== undefined && { firstSeen: eventTime, lastSeen: eventTime }),
    eventCount: 1,
    events: [{ eventID, ...(eventTime !== undefined && { eventTime }) }],
    group: {},
    reasons: [],
    runbook: nextSteps(outcome, stopCommand),
    falsepositives: [],
    playbook,
    outcome: withoutStates(outcome),
    links: origin?.links ?? {},
  });
}

const maxSummaryLength = 800;

function summarize({ playbook, target, why }: Outcome): string {
  return shortenText(cleanValue(`${playbook} on ${subjectName(target.subject)}: ${why}.`), maxSummaryLength);
}

function severityOf({ status }: Outcome): Level {
  return status === 'failed' ? 'high' : 'medium';
}

function nextSteps({ status, command }: Outcome, stopCommand: string | undefined): readonly string[] {
  return [
    ...(command === undefined ? [] : [`${commandPurpose(status)}: ${command}`]),
    ...(stopCommand === undefined ? [] : [`To stop all changes at once: ${stopCommand}`]),
  ];
}
