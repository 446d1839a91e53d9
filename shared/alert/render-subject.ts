import type { Alert } from '#shared/model/alert.ts';
import { shortenAscii } from './ascii-text.ts';

/** The mail's subject: `[HIGH] Trail stopped (account 123456789012)`.
 *
 * At most 99 printable ASCII characters: SNS takes fewer than 100, and no line breaks or control characters ("Publish",
 * parameter Subject). A long title is cut, the account is not. */
export function renderSubject({ severity, title, accountId }: Alert): string {
  const start = `[${severity.toUpperCase()}] `;
  const account = accountId === undefined ? '' : ` (account ${shortenAscii(accountId, maxAccountLength)})`;
  return `${start}${shortenAscii(title, maxSubjectLength - start.length - account.length)}${account}`;
}

const maxSubjectLength = 99;
const maxAccountLength = 32;
