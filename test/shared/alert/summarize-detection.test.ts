import { describe, expect, test } from 'vitest';
import { summarizeDetection } from '#shared/alert/summarize-detection.ts';
import type { CorrelationDetection, Evidence } from '#shared/model/detection.ts';
import { correlationDetection, evidenceSeries, evidenceWith, recordDetection } from './detections.ts';

const actor = { kind: 'unknown' } as const;
const bob = { kind: 'user', name: 'bob', accountId: '123456789012' } as const;

describe('summarizeDetection of a record', () => {
  test.each<[string, Evidence, string]>([
    [
      'a call that went through',
      evidenceWith(),
      'IAM user alice called StopLogging (cloudtrail) on trail/main from 192.0.2.10 in eu-west-1; it succeeded.',
    ],
    [
      'a call that failed',
      evidenceWith({ errorCode: 'AccessDenied', succeeded: false, resources: [] }),
      'IAM user alice called StopLogging (cloudtrail) from 192.0.2.10 in eu-west-1; it failed: AccessDenied.',
    ],
    ['a record that says nothing', { eventID: 'x', actor, resources: [] }, 'An unknown caller called an unnamed API.'],
    [
      'a sign-in',
      evidenceWith({ eventName: 'ConsoleLogin', eventSource: 'signin.amazonaws.com', resources: [] }),
      'IAM user alice signed in to the AWS console from 192.0.2.10 in eu-west-1.',
    ],
    [
      'a sign-in that failed, which has no error code',
      evidenceWith({ eventName: 'ConsoleLogin', succeeded: false, resources: [] }),
      'IAM user alice tried to sign in to the AWS console from 192.0.2.10 in eu-west-1; it failed.',
    ],
    [
      'many resources',
      evidenceWith({ resources: ['arn:aws:s3:::a', 'arn:aws:s3:::b', 'arn:aws:s3:::c', 'arn:aws:s3:::d'] }),
      'IAM user alice called StopLogging (cloudtrail) on a, b and 2 more from 192.0.2.10 in eu-west-1; it succeeded.',
    ],
    [
      'values that would forge a second line or a link',
      {
        eventID: 'x',
        actor: { kind: 'user', name: 'a\n\nAll clear' },
        sourceIPAddress: 'https://example.com',
        resources: [],
      },
      'IAM user a All clear called an unnamed API from https[:]//example.com.',
    ],
  ])('%s', (_, evidence, expected) => {
    expect(summarizeDetection(recordDetection({ evidence }))).toBe(expected);
  });
});

describe('summarizeDetection of an episode', () => {
  test.each<[string, Partial<CorrelationDetection>, string]>([
    [
      'one caller and one call',
      {},
      'IAM user alice called StopLogging (cloudtrail) 3 times on trail/main between 12:01 and 12:04 UTC on 2026-03-12 from 192.0.2.10 in eu-west-1; all 3 succeeded.',
    ],
    [
      'several callers, calls, places and results',
      {
        evidence: evidenceSeries(3, (index) => ({
          ...(index === 0 && { actor: bob, awsRegion: 'us-east-1', succeeded: false, errorCode: 'AccessDenied' }),
          eventName: ['StopLogging', 'DeleteTrail', 'UpdateTrail'][index] ?? '',
          sourceIPAddress: `192.0.2.${index}`,
        })),
        group: { accountId: '123456789012', team: 'blue' },
      },
      'Several callers made 3 calls (StopLogging, DeleteTrail and 1 more) on trail/main between 12:01 and 12:04 UTC on 2026-03-12 (team = blue); 1 of 3 failed: AccessDenied.',
    ],
    [
      'episodes of which the first records stand for the rest',
      { evidence: evidenceSeries(1, () => ({ standsFor: 41 })), eventCount: 41 },
      'IAM user alice made 41 calls such as StopLogging (cloudtrail) on trail/main between 12:01 and 12:04 UTC on 2026-03-12 from 192.0.2.10 in eu-west-1; the first succeeded.',
    ],
    [
      'one role in several sessions',
      {
        evidence: evidenceSeries(3, (index) => ({
          actor: {
            kind: 'role',
            name: `deploy/run-${index}`,
            accountId: '123456789012',
            sessionIssuer: 'arn:aws:iam::123456789012:role/deploy',
          },
        })),
        group: { 'derived.actor.principal': 'arn:aws:iam::123456789012:role/deploy' },
      },
      'Role deploy in several sessions called StopLogging (cloudtrail) 3 times on trail/main between 12:01 and 12:04 UTC on 2026-03-12 from 192.0.2.10 in eu-west-1; all 3 succeeded.',
    ],
    [
      'more records than are shown',
      { evidence: evidenceSeries(25, (index) => ({ resources: [`i-${index}`] })), eventCount: 50 },
      'IAM user alice called StopLogging (cloudtrail) 50 times on i-0, i-1 and 23+ more between 12:01 and 12:04 UTC on 2026-03-12 from 192.0.2.10 in eu-west-1; the first 25 succeeded.',
    ],
    [
      'one minute',
      { lastSeenMs: Date.parse('2026-03-12T12:01:59Z') },
      'IAM user alice called StopLogging (cloudtrail) 3 times on trail/main at 12:01 UTC on 2026-03-12 from 192.0.2.10 in eu-west-1; all 3 succeeded.',
    ],
    [
      'two days',
      { lastSeenMs: Date.parse('2026-03-13T00:01:00Z') },
      'IAM user alice called StopLogging (cloudtrail) 3 times on trail/main between 2026-03-12 12:01 and 2026-03-13 00:01 UTC from 192.0.2.10 in eu-west-1; all 3 succeeded.',
    ],
    [
      'an episode that goes on',
      { update: 'growing' },
      'Still going on: IAM user alice called StopLogging (cloudtrail) 3 times on trail/main between 12:01 and 12:04 UTC on 2026-03-12 from 192.0.2.10 in eu-west-1; all 3 succeeded.',
    ],
    [
      'one that is over',
      { update: 'over', evidence: evidenceSeries(1), lastSeenMs: Date.parse('2026-03-12T12:01:00Z') },
      'It is over: IAM user alice called StopLogging (cloudtrail) once on trail/main at 12:01 UTC on 2026-03-12 from 192.0.2.10 in eu-west-1; it succeeded.',
    ],
  ])('%s', (_, members, expected) => {
    expect(summarizeDetection(correlationDetection(members))).toBe(expected);
  });
});
