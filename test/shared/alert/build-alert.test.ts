import { describe, expect, test } from 'vitest';
import { buildAlert } from '#shared/alert/build-alert.ts';
import type { Alert } from '#shared/model/alert.ts';
import type { CorrelationDetection, Detection, Evidence } from '#shared/model/detection.ts';
import { correlationDetection, evidenceSeries, evidenceWith, recordDetection, ruleWith } from './detections.ts';

const bareRule = ruleWith({ trailguard: {}, tags: [], references: [], falsepositives: [] });

describe('buildAlert of a record', () => {
  test('tells all that the detection knows', () => {
    expect(buildAlert(recordDetection())).toEqual({
      version: '1',
      id: 'dac78f340ce81787bc8cddbcc40b82a4',
      kind: 'detection',
      rule: {
        id: '7a0c1a52-3d0f-4b8e-9c55-0f3f6f2f7b01',
        title: 'Trail logging stopped',
        level: 'high',
        description: 'Without a trail nobody can tell afterwards what was done.',
        tags: ['attack.defense-evasion'],
        references: ['https://docs.example.com/trails'],
      },
      title: 'Trail logging stopped',
      summary:
        'IAM user alice called StopLogging (cloudtrail) on trail/main from 192.0.2.10 in eu-west-1; it succeeded.',
      severity: 'high',
      accountId: '123456789012',
      region: 'eu-west-1',
      actor: {
        kind: 'user',
        arn: 'arn:aws:iam::123456789012:user/alice',
        name: 'alice',
        accountId: '123456789012',
        accessKeyId: 'AKIAEXAMPLEALICE0001',
        mfa: false,
      },
      source: { ip: '192.0.2.10', userAgent: 'aws-cli/2.15.0' },
      resources: ['arn:aws:cloudtrail:eu-west-1:123456789012:trail/main'],
      firstSeen: '2026-03-12T12:01:33.000Z',
      lastSeen: '2026-03-12T12:01:33.000Z',
      eventCount: 1,
      events: [
        {
          eventID: '0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9',
          eventName: 'StopLogging',
          eventSource: 'cloudtrail.amazonaws.com',
          eventTime: '2026-03-12T12:01:33.000Z',
          succeeded: true,
        },
      ],
      group: {},
      reasons: [{ selection: 'selection', field: 'eventName', value: 'StopLogging', test: 'equals: StopLogging' }],
      runbook: ['Start logging again.', 'Ask the caller why.'],
      falsepositives: ['A planned change of the trail'],
      playbook: 'restart-trail',
      links: {
        console:
          'https://eu-west-1.console.aws.amazon.com/cloudtrailv2/home?region=eu-west-1#/events/0b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9',
      },
    } satisfies Alert);
  });

  test('leaves out what the record does not tell', () => {
    const evidence: Evidence = { eventID: 'x', actor: { kind: 'unknown' }, resources: [] };
    expect(Object.keys(buildAlert(recordDetection({ rule: bareRule, evidence })))).toEqual([
      ...[
        'version',
        'id',
        'kind',
        'rule',
        'title',
        'summary',
        'severity',
        'actor',
        'source',
        'resources',
        'eventCount',
      ],
      ...['events', 'group', 'reasons', 'runbook', 'falsepositives', 'links'],
    ]);
  });

  test('keeps the values of the record as they are', () => {
    const name = 'a\u202E\n<b>';
    expect(buildAlert(recordDetection({ evidence: evidenceWith({ actor: { kind: 'user', name } }) })).actor.name).toBe(
      name,
    );
  });
});

describe('buildAlert of an episode', () => {
  const bob = {
    kind: 'user',
    arn: 'arn:aws:iam::123456789012:user/bob',
    name: 'bob',
    accountId: '123456789012',
  } as const;
  const root = { kind: 'root', name: 'root' } as const;

  test.each<[string, Evidence[], Partial<Alert>]>([
    [
      'two users of one account',
      evidenceSeries(2, (index) => (index === 0 ? { actor: bob } : {})),
      { actor: { kind: 'user', accountId: '123456789012' } },
    ],
    [
      'actors of two kinds',
      evidenceSeries(2, (index) => (index === 0 ? { actor: root } : { actor: bob })),
      { actor: { kind: 'unknown' } },
    ],
    [
      'two places',
      evidenceSeries(2, (index) => ({ sourceIPAddress: `192.0.2.${index}`, userAgent: 'same' })),
      { source: { userAgent: 'same' } },
    ],
    [
      'resources in any order',
      evidenceSeries(3, (index) => ({ resources: ['shared', `r${2 - index}`] })),
      { resources: ['r0', 'r1', 'r2', 'shared'] },
    ],
  ])('of %s tells what they agree on', (_, evidence, expected) => {
    expect(buildAlert(correlationDetection({ evidence }))).toMatchObject(expected);
  });

  test.each<[keyof Alert, Partial<Evidence>]>([
    ['accountId', { accountId: '111122223333' }],
    ['region', { awsRegion: 'us-east-1' }],
  ])('has no %s when its records differ', (member, other) => {
    const evidence = evidenceSeries(2, (index) => (index === 0 ? other : {}));
    expect(buildAlert(correlationDetection({ evidence }))[member]).toBeUndefined();
  });

  test('names 25 records and counts all', () => {
    const { events, eventCount } = buildAlert(correlationDetection({ evidence: evidenceSeries(30), eventCount: 50 }));
    expect([events.length, eventCount]).toEqual([25, 50]);
  });

  test('spans the episode, also beyond the records shown', () => {
    const { firstSeen, lastSeen } = buildAlert(correlationDetection());
    expect([firstSeen, lastSeen]).toEqual(['2026-03-12T12:01:00.000Z', '2026-03-12T12:04:10.000Z']);
  });

  test.each<[string, Partial<CorrelationDetection>, readonly (keyof Alert)[]]>([
    ['has no news the first time', {}, []],
    ['tells that it grows', { update: 'growing' }, ['update']],
    ['tells which others it took in', { joined: ['x'] }, ['linked']],
    ['tells both', { update: 'over', joined: ['x'] }, ['update', 'linked']],
  ])('%s', (_, members, expected) => {
    const alert = buildAlert(correlationDetection(members));
    expect(Object.keys(alert).filter((key) => key === 'update' || key === 'linked')).toEqual(expected);
    expect(alert.update).toBe(members.update);
  });

  test('has the same id with its updates, and links those of the episodes that it took in', () => {
    const [first, update, other] = [{}, { update: 'over', joined: ['other'] } as const, { firstEventID: 'other' }].map(
      (members) => buildAlert(correlationDetection(members)),
    );
    expect(update?.id).toBe(first?.id);
    expect(update?.linked).toEqual([other?.id]);
  });
});

describe('buildAlert of an observed rule', () => {
  test.each<[string, Detection, 'observe' | undefined]>([
    ['of a record', recordDetection({ rule: ruleWith({ mode: 'observe' }) }), 'observe'],
    ['of an episode', correlationDetection({ rule: ruleWith({ mode: 'observe' }) }), 'observe'],
    ['not of a rule that alerts', recordDetection(), undefined],
  ])('says so: %s', (_, detection, expected) => {
    expect(buildAlert(detection).mode).toBe(expected);
  });
});
