import type { Alert } from '#shared/model/alert.ts';
import { isJsonObject, type Json } from '#shared/model/json.ts';
import type { Outcome } from '#shared/model/outcome.ts';
import type { Target } from '#shared/model/target.ts';
import { printableJson } from './printable-json.ts';

/** The alert as JSON text on one line: the same bytes for the same alert, on every way out.
 *
 * Members stand in the order below, objects from records in key order. The text may be printed (see
 * {@link printableJson}). */
export function serializeAlert(alert: Alert): string {
  return printableJson(inOrder(alert));
}

function inOrder(alert: Alert): Readonly<Record<string, unknown>> {
  const { rule, actor, source, links } = alert;
  return {
    version: alert.version,
    id: alert.id,
    kind: alert.kind,
    rule: {
      id: rule.id,
      name: rule.name,
      title: rule.title,
      level: rule.level,
      description: rule.description,
      tags: rule.tags,
      references: rule.references,
    },
    title: alert.title,
    summary: alert.summary,
    severity: alert.severity,
    mode: alert.mode,
    accountId: alert.accountId,
    region: alert.region,
    actor: {
      kind: actor.kind,
      arn: actor.arn,
      name: actor.name,
      accountId: actor.accountId,
      accessKeyId: actor.accessKeyId,
      sessionIssuer: actor.sessionIssuer,
      mfa: actor.mfa,
    },
    source: { ip: source.ip, userAgent: source.userAgent },
    resources: alert.resources,
    firstSeen: alert.firstSeen,
    lastSeen: alert.lastSeen,
    eventCount: alert.eventCount,
    events: alert.events.map(({ eventID, eventName, eventSource, eventTime, errorCode, succeeded }) => ({
      eventID,
      eventName,
      eventSource,
      eventTime,
      errorCode,
      succeeded,
    })),
    update: alert.update,
    linked: alert.linked,
    foundVia: alert.foundVia,
    group: byKey(alert.group),
    reasons: alert.reasons.map(({ selection, field, value, test }) => ({
      selection,
      field,
      value: byKey(value),
      test,
    })),
    runbook: alert.runbook,
    falsepositives: alert.falsepositives,
    playbook: alert.playbook,
    targets: alert.targets?.map(targetInOrder),
    outcome: alert.outcome === undefined ? undefined : outcomeInOrder(alert.outcome),
    links: { console: links.console },
    truncated: alert.truncated === undefined ? undefined : byKey(alert.truncated),
  };
}

function targetInOrder({ accountId, region, subject, eventID, eventTime }: Target): Readonly<Record<string, unknown>> {
  const { kind, ...members } = subject;
  return { accountId, region, subject: { kind, ...members }, eventID, eventTime };
}

function outcomeInOrder(outcome: Outcome): Readonly<Record<string, unknown>> {
  const { status, playbook, alertId, target, why, steps, planId, command } = outcome;
  return {
    status,
    playbook,
    alertId,
    target: targetInOrder(target),
    why,
    steps,
    planId,
    command,
  };
}

// Two deliveries of one record may spell an object's keys in different orders.
function byKey(value: Json): Json {
  if (Array.isArray(value)) return value.map(byKey);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, byKey(member)]));
}
