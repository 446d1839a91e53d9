import type { Alert, AlertEvent, AlertRule } from '#shared/model/alert.ts';
import { type CorrelationDetection, type Detection, type Evidence, maxEvidence } from '#shared/model/detection.ts';
import type { RuleMeta } from '#shared/model/rule.ts';
import { agreedActor } from './agreed-actor.ts';
import { agreedValue } from './agreed-value.ts';
import { alertId, episodeAlertId } from './alert-id.ts';
import { boundAlert } from './bound-alert.ts';
import { consoleLink } from './console-link.ts';
import { isoTime } from './iso-time.ts';
import { summarizeDetection } from './summarize-detection.ts';
import { targetsOf } from './targets-of.ts';

/** The alert of a detection: the same for the same records, and small enough for every way out (see {@link boundAlert}).
 *
 * Values are those of the records, untouched; only `summary` is made for people. Of a correlation, actor, source, account and
 * region are what all records shown agree on; a member on which they differ is absent, the actor's kind then `unknown`. */
export function buildAlert(detection: Detection): Alert {
  const { rule } = detection;
  const evidence = detection.kind === 'record' ? [detection.evidence] : detection.evidence.slice(0, maxEvidence);
  const accountId = agreedValue(evidence, (record) => record.accountId);
  const region = agreedValue(evidence, (record) => record.awsRegion);
  const { playbook, runbook } = rule.trailguard;
  const targets = playbook === undefined ? [] : targetsOf(evidence);
  const link = evidence[0] === undefined ? undefined : consoleLink(evidence[0]);
  return boundAlert({
    version: '1',
    id: alertId(detection),
    kind: 'detection',
    rule: ruleOf(rule),
    title: rule.title,
    summary: summarizeDetection(detection),
    severity: rule.level,
    ...(rule.mode !== undefined && { mode: rule.mode }),
    ...(accountId !== undefined && { accountId }),
    ...(region !== undefined && { region }),
    actor: agreedActor(evidence.map((record) => record.actor)),
    source: sourceOf(evidence),
    resources: [...new Set(evidence.flatMap((record) => record.resources))].sort(),
    ...timesOf(detection),
    eventCount: detection.kind === 'record' ? 1 : detection.eventCount,
    events: evidence.map(eventOf),
    ...(detection.kind === 'correlation' && historyOf(detection)),
    group: detection.kind === 'record' ? {} : detection.group,
    reasons: detection.reasons,
    runbook: runbook ?? [],
    falsepositives: rule.falsepositives,
    ...(playbook !== undefined && { playbook }),
    ...(targets.length > 0 && { targets }),
    links: link === undefined ? {} : { console: link },
  });
}

/** What an episode has behind it when it is told. */
function historyOf(detection: CorrelationDetection): Pick<Alert, 'update' | 'linked'> {
  const { update, joined } = detection;
  return {
    ...(update !== undefined && { update }),
    ...(joined.length > 0 && {
      linked: joined.map((first) => episodeAlertId(detection.rule.id, detection.group, first)),
    }),
  };
}

function ruleOf({ id, name, title, level, description, tags, references }: RuleMeta): AlertRule {
  return {
    id,
    ...(name !== undefined && { name }),
    title,
    level,
    ...(description !== undefined && { description }),
    tags,
    references,
  };
}

function sourceOf(evidence: readonly Evidence[]): Alert['source'] {
  const ip = agreedValue(evidence, (record) => record.sourceIPAddress);
  const userAgent = agreedValue(evidence, (record) => record.userAgent);
  return { ...(ip !== undefined && { ip }), ...(userAgent !== undefined && { userAgent }) };
}

function timesOf(detection: Detection): Pick<Alert, 'firstSeen' | 'lastSeen'> {
  const isRecord = detection.kind === 'record';
  const firstSeen = isoTime(isRecord ? detection.evidence.eventTimeMs : detection.firstSeenMs);
  const lastSeen = isoTime(isRecord ? detection.evidence.eventTimeMs : detection.lastSeenMs);
  return { ...(firstSeen !== undefined && { firstSeen }), ...(lastSeen !== undefined && { lastSeen }) };
}

function eventOf({ eventID, eventName, eventSource, eventTimeMs, errorCode, succeeded }: Evidence): AlertEvent {
  const eventTime = isoTime(eventTimeMs);
  return {
    eventID,
    ...(eventName !== undefined && { eventName }),
    ...(eventSource !== undefined && { eventSource }),
    ...(eventTime !== undefined && { eventTime }),
    ...(errorCode !== undefined && { errorCode }),
    ...(succeeded !== undefined && { succeeded }),
  };
}
