import type { AlertMessage } from '#shared/model/message.ts';

/** Sends alerts to people and playbooks. */
export interface Publisher {
  /** Send one message; resolves when the receiver has taken it.
   * @throws {PublishError} it was not taken: the caller retries the record */
  publish(message: AlertMessage): Promise<void>;
}

/** The receiver did not take a message; `cause` says why. */
export class PublishError extends Error {
  override readonly name = 'PublishError';
}
