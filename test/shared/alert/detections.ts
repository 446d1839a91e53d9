import type { CorrelationDetection, Evidence, RecordDetection } from '#shared/model/detection.ts';
import type { RuleMeta } from '#shared/model/rule.ts';

/** A rule with everything that an alert can show, unless told otherwise. */
export function ruleWith(members: Partial<RuleMeta> = {}): RuleMeta {
  return {
    id: '7a0c1a52-3d0f-4b8e-9c55-0f3f6f2f7b01',
    title: 'Trail logging stopped',
    level: 'high',
    description: 'Without a trail nobody can tell afterwards what was done.',
    tags: ['attack.defense-evasion'],
    references: ['https://docs.example.com/trails'],
    falsepositives: ['A planned change of the trail'],
    trailguard: { playbook: 'restart-trail', runbook: ['Start logging again.', 'Ask the caller why.'] },
    path: 'cloudtrail/logging-stopped.yml',
    ...members,
  };
}

/** IAM user alice stops a trail, and succeeds, unless told otherwise. */
export function evidenceWith(members: Partial<Evidence> = {}): Evidence {
  return {
    eventID: '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9',
    eventTimeMs: Date.parse('2026-03-12T12:01:33Z'),
    eventName: 'StopLogging',
    eventSource: 'cloudtrail.amazonaws.com',
    awsRegion: 'eu-west-1',
    accountId: '123456789012',
    succeeded: true,
    actor: {
      kind: 'user',
      arn: 'arn:aws:iam::123456789012:user/alice',
      name: 'alice',
      accountId: '123456789012',
      accessKeyId: 'AKIAEXAMPLEALICE0001',
      mfa: false,
    },
    sourceIPAddress: '192.0.2.10',
    userAgent: 'aws-cli/2.15.0',
    resources: ['arn:aws:cloudtrail:eu-west-1:123456789012:trail/main'],
    ...members,
  };
}

/** One rule matched one record. */
export function recordDetection(members: Partial<RecordDetection> = {}): RecordDetection {
  return {
    kind: 'record',
    rule: ruleWith(),
    evidence: evidenceWith(),
    reasons: [{ selection: 'selection', field: 'eventName', value: 'StopLogging', test: 'equals: StopLogging' }],
    ...members,
  };
}

/** Evidence `count` seconds apart, each with an eventID of its own. */
export function evidenceSeries(count: number, members: (index: number) => Partial<Evidence> = () => ({})): Evidence[] {
  return Array.from({ length: count }, (_, index) =>
    evidenceWith({
      eventID: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      eventTimeMs: Date.parse('2026-03-12T12:01:00Z') + index * 1000,
      ...members(index),
    }),
  );
}

/** An episode of three records, unless told otherwise. */
export function correlationDetection(members: Partial<CorrelationDetection> = {}): CorrelationDetection {
  const evidence = members.evidence ?? evidenceSeries(3);
  return {
    kind: 'correlation',
    rule: ruleWith({ id: 'c1f1d7f6-52f5-4f1e-8a53-8b2f9be6d002', title: 'Many trails stopped' }),
    group: { 'userIdentity.arn': 'arn:aws:iam::123456789012:user/alice' },
    evidence,
    eventCount: evidence.length,
    firstEventID: '00000000-0000-4000-8000-000000000000',
    firstSeenMs: Date.parse('2026-03-12T12:01:00Z'),
    lastSeenMs: Date.parse('2026-03-12T12:04:10Z'),
    reasons: [{ selection: 'correlation', value: 3, test: 'event_count, gte 3 within 5m' }],
    joined: [],
    ...members,
  };
}
