import { describe, expect, test } from 'vitest';
import { boundAlert, maxAlertBytes } from '#shared/alert/bound-alert.ts';
import { buildAlert } from '#shared/alert/build-alert.ts';
import { serializeAlert } from '#shared/alert/serialize-alert.ts';
import type { Alert } from '#shared/model/alert.ts';
import type { Reason } from '#shared/model/detection.ts';
import { recordDetection } from './detections.ts';

const alert = buildAlert(recordDetection());
const reason: Reason = { selection: 's', field: 'f', value: 'v', test: 't' };

function sizeOf(bounded: Alert): number {
  return Buffer.byteLength(JSON.stringify(serializeAlert(bounded)));
}

describe('boundAlert', () => {
  test('returns an alert that fits as it is', () => {
    expect(boundAlert(alert)).toBe(alert);
  });

  test.each<[string, Partial<Alert>, Alert['truncated']]>([
    ['entries of reasons', { reasons: Array(3000).fill(reason) }, { reasons: 2900 }],
    ['long values of reasons', { reasons: [{ ...reason, value: 'x'.repeat(70_000) }] }, { reasons: 1 }],
    ['large objects in reasons', { reasons: [{ ...reason, value: { a: 'x'.repeat(70_000) } }] }, { reasons: 1 }],
    ['resources', { resources: Array(5000).fill('i-0abcdef') }, { resources: 4900 }],
    ['the user agent', { source: { userAgent: 'x'.repeat(70_000) } }, { source: 1 }],
    ['the actor', { actor: { kind: 'user', name: 'x'.repeat(70_000), mfa: true } }, { actor: 1 }],
    [
      'the rule',
      { rule: { ...alert.rule, description: 'x'.repeat(70_000), tags: Array(200).fill('t') } },
      { rule: 101 },
    ],
    ['events', { events: [{ eventID: 'x'.repeat(70_000), succeeded: true }] }, { events: 1 }],
    ['the group', { group: { a: 'x'.repeat(70_000) } }, { group: 1 }],
    ['harmless explanations', { falsepositives: ['x'.repeat(70_000)] }, { falsepositives: 1 }],
    ['the runbook', { runbook: ['x'.repeat(70_000)] }, { runbook: 1 }],
    ['an absurd account', { accountId: 'x'.repeat(70_000) }, { accountId: 1 }],
    ['an absurd title', { title: 'x'.repeat(70_000) }, { title: 1 }],
    ['an absurd summary', { summary: 'x'.repeat(70_000) }, { summary: 1 }],
    [
      'reasons before anything else',
      { reasons: Array(3000).fill(reason), resources: Array(150).fill('r') },
      { reasons: 2900 },
    ],
  ])('shortens %s and counts', (_, members, truncated) => {
    expect(boundAlert({ ...alert, ...members }).truncated).toEqual(truncated);
  });

  test('counts on from what was left out before', () => {
    const earlier = { ...alert, resources: Array(5000).fill('i-0abcdef'), truncated: { resources: 7, events: 1 } };
    expect(boundAlert(earlier).truncated).toEqual({ resources: 4907, events: 1 });
  });

  test('counts bytes as they are sent: a control character is seven', () => {
    const bounded = boundAlert({ ...alert, source: { userAgent: '\u0001'.repeat(10_000) } });
    expect(bounded.source.userAgent).toHaveLength(2048);
  });

  test('changes nothing the second time', () => {
    const once = boundAlert({ ...alert, resources: Array(5000).fill('i-0abcdef') });
    expect(boundAlert(once)).toBe(once);
  });

  test('fits an alert that is too long everywhere, and keeps its facts', () => {
    const long = '\u0001'.repeat(2100);
    const longs = Array<string>(110).fill(long);
    const worst: Alert = {
      ...alert,
      rule: { ...alert.rule, id: long, name: long, title: long, description: long, tags: longs, references: longs },
      title: long,
      summary: long,
      accountId: long,
      region: long,
      playbook: long,
      actor: { kind: 'user', arn: long, name: long, accountId: long, accessKeyId: long, sessionIssuer: long },
      source: { ip: long, userAgent: long },
      resources: longs,
      events: Array(25).fill({ eventID: long, eventName: long, eventSource: long, eventTime: long, errorCode: long }),
      group: Object.fromEntries(longs.map((text, index) => [`${index}${text}`, text])),
      reasons: Array(110).fill({ selection: long, field: long, value: long, test: long }),
      runbook: longs,
      falsepositives: longs,
    };
    const bounded = boundAlert(worst);
    expect([sizeOf(bounded) <= maxAlertBytes, bounded.id, bounded.summary.length]).toEqual([true, alert.id, 1600]);
  });
});
