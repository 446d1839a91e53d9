import { createHash } from 'node:crypto';

/** The message attribute that carries an alert's seal. */
export const sealAttribute = 'seal';

/** What is sealed of an alert: its kind, and the digest of the very text that queues get. KMS takes no more than 4,096 bytes, an alert
 * may have 60 KiB; with the kind before it, an alert's seal is no plan's.
 * @param body as SNS delivers it raw to a queue */
export function sealedTextOf(body: string): string {
  return `alert ${createHash('sha256').update(body, 'utf8').digest('hex')}`;
}
