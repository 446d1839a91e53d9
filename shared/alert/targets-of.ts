import type { Evidence } from '#shared/model/detection.ts';
import type { Subject, Target } from '#shared/model/target.ts';
import { isoTime } from './iso-time.ts';

/** What a playbook is to look at: each resource that the records changed once, by the latest of them.
 *
 * A record that does not tell its account or region gives none: nobody would know where to look. */
export function targetsOf(evidence: readonly Evidence[]): readonly Target[] {
  const byResource = new Map<string, Target>();
  for (const record of evidence) {
    const target = targetOf(record);
    if (target === undefined) continue;
    const key = resourceKey(target);
    const earlier = byResource.get(key);
    byResource.delete(key);
    byResource.set(
      key,
      earlier === undefined ? target : { ...target, subject: joined(earlier.subject, target.subject) },
    );
  }
  return [...byResource.values()];
}

function targetOf({ accountId, awsRegion, subject, eventID, eventTimeMs }: Evidence): Target | undefined {
  if (accountId === undefined || awsRegion === undefined || subject === undefined) return undefined;
  const eventTime = isoTime(eventTimeMs);
  return { accountId, region: awsRegion, subject, eventID, ...(eventTime !== undefined && { eventTime }) };
}

function resourceKey({ accountId, region, subject }: Target): string {
  const { kind, ...members } =
    subject.kind === 'security-group' ? { kind: subject.kind, groupId: subject.groupId } : subject;
  return JSON.stringify([accountId, region, kind, members]);
}

/** Rules that several calls added to one group are all in question, and one that was changed makes all of them a matter for people. */
function joined(earlier: Subject, later: Subject): Subject {
  if (earlier.kind !== 'security-group' || later.kind !== 'security-group') return later;
  const isModified = earlier.isModified ?? later.isModified;
  return {
    ...later,
    ruleIds: [...new Set([...earlier.ruleIds, ...later.ruleIds])].slice(0, maxRules),
    ...(isModified !== undefined && { isModified }),
  };
}

/** As one record may tell. */
const maxRules = 100;
