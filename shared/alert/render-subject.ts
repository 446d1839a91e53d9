import type { Alert } from '#shared/model/alert.ts';
import { shortenAscii } from './ascii-text.ts';

/** The mail's subject: `[HIGH] Trail stopped (account 123456789012)`, of an update `[HIGH] 1000 so far: Trail stopped (…)`.
 *
 * At most 99 printable ASCII characters: SNS takes fewer than 100, and no line breaks or control characters ("Publish",
 * parameter Subject). A long title is cut, the account is not. */
export function renderSubject({ severity, title, accountId, update, eventCount }: Alert): string {
  const news = update === undefined ? '' : update === 'over' ? `Over after ${eventCount}: ` : `${eventCount} so far: `;
  const start = `[${severity.toUpperCase()}] ${news}`;
  const account = accountId === undefined ? '' : ` (account ${shortenAscii(accountId, maxAccountLength)})`;
  return `${start}${shortenAscii(title, maxSubjectLength - start.length - account.length)}${account}`;
}

const maxSubjectLength = 99;
const maxAccountLength = 32;
