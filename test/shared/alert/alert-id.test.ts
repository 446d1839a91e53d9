import { describe, expect, test } from 'vitest';
import { alertId } from '#shared/alert/alert-id.ts';
import type { Detection } from '#shared/model/detection.ts';
import { correlationDetection, evidenceWith, recordDetection, ruleWith } from './detections.ts';

const record = recordDetection();
const episode = correlationDetection({ group: { region: 'eu-west-1', user: 'alice' } });

describe('alertId', () => {
  test('has the value it always had, since ledgers remember it', () => {
    expect(alertId(record)).toBe('dac78f340ce81787bc8cddbcc40b82a4');
  });

  test.each<[string, Detection, Detection]>([
    [
      'what else the record says',
      record,
      recordDetection({ evidence: evidenceWith({ userAgent: 'other', resources: [] }) }),
    ],
    ['the reasons', record, recordDetection({ reasons: [] })],
    ['the order of the group', episode, correlationDetection({ group: { user: 'alice', region: 'eu-west-1' } })],
    ['the size of the episode', episode, { ...episode, eventCount: 99, lastSeenMs: 0, evidence: [] }],
  ])('does not depend on %s', (_, first, second) => {
    expect(alertId(second)).toBe(alertId(first));
  });

  test.each<[string, Detection, Detection]>([
    ['rules', record, recordDetection({ rule: ruleWith({ id: 'other' }) })],
    ['accounts', record, recordDetection({ evidence: evidenceWith({ accountId: '111122223333' }) })],
    ['regions', record, recordDetection({ evidence: evidenceWith({ awsRegion: 'eu-west-2' }) })],
    ['records', record, recordDetection({ evidence: evidenceWith({ eventID: 'other' }) })],
    [
      'neighbouring members that join to the same text',
      recordDetection({ evidence: evidenceWith({ accountId: 'ab', awsRegion: 'c' }) }),
      recordDetection({ evidence: evidenceWith({ accountId: 'a', awsRegion: 'bc' }) }),
    ],
    ['groups', episode, correlationDetection({ group: { region: 'eu-west-1', user: 'bob' } })],
    ['first records', episode, { ...episode, firstEventID: 'other' }],
    [
      'group fields and values that join to the same text',
      correlationDetection({ group: { ab: 'c' } }),
      correlationDetection({ group: { a: 'bc' } }),
    ],
  ])('differs between %s', (_, first, second) => {
    expect(alertId(second)).not.toBe(alertId(first));
  });
});
