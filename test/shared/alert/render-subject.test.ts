import { describe, expect, test } from 'vitest';
import { buildAlert } from '#shared/alert/build-alert.ts';
import { renderSubject } from '#shared/alert/render-subject.ts';
import type { Alert } from '#shared/model/alert.ts';
import { recordDetection } from './detections.ts';

const { accountId, ...unplaced } = buildAlert(recordDetection());

describe('renderSubject', () => {
  test.each<[string, Alert, string]>([
    [
      'title and account',
      { ...unplaced, accountId: '123456789012' },
      '[HIGH] Trail logging stopped (account 123456789012)',
    ],
    ['no account', unplaced, '[HIGH] Trail logging stopped'],
    ['other alphabets', { ...unplaced, title: 'Zugänge für 管理者' }, '[HIGH] Zugange fur ???'],
    ['line breaks', { ...unplaced, title: 'a\r\nBcc: b' }, '[HIGH] a Bcc: b'],
    [
      'a long title, which gives way to the account',
      { ...unplaced, severity: 'informational', title: 'x'.repeat(200), accountId: '123456789012' },
      `[INFORMATIONAL] ${'x'.repeat(57)}... (account 123456789012)`,
    ],
    [
      'an episode that goes on',
      { ...unplaced, update: 'growing', eventCount: 120 },
      '[HIGH] 120 so far: Trail logging stopped',
    ],
    ['one that is over', { ...unplaced, update: 'over', eventCount: 7 }, '[HIGH] Over after 7: Trail logging stopped'],
    [
      'a long title, which gives way to the news',
      { ...unplaced, title: 'x'.repeat(200), update: 'growing', eventCount: 120 },
      `[HIGH] 120 so far: ${'x'.repeat(77)}...`,
    ],
  ])('of %s', (_, alert, expected) => {
    expect(renderSubject(alert)).toBe(expected);
  });
});
