/** Remembers which alerts have been delivered, so that each is told once.
 *
 * An alert is claimed, published, then confirmed. A crash before the confirmation leaves it unconfirmed: the retry publishes it
 * again, with the same id. Silence is never the outcome. */
export interface AlertLedger {
  /** Ask to publish an alert; `false` when it has been delivered already.
   * @throws {AlertLedgerError} the ledger is unreachable: the caller retries the batch */
  claim(alertId: string): Promise<boolean>;
  /** Record that the alert has been delivered.
   * @throws {AlertLedgerError} the ledger is unreachable: the caller retries the batch */
  confirm(alertId: string): Promise<void>;
}

/** The ledger is unreachable; `cause` says why. */
export class AlertLedgerError extends Error {
  override readonly name = 'AlertLedgerError';
}
