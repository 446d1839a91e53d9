import type { FoundVia } from '#shared/model/alert.ts';

/** Remembers which alerts have been delivered, so that each is told once.
 *
 * An alert is claimed, published, then confirmed. A crash before the confirmation leaves a claim that expires: the retry publishes the
 * alert again, with the same id. Silence is never the outcome.
 * @throws {AlertLedgerError} from every method, when the ledger is unreachable: the caller retries the delivery */
export interface AlertLedger {
  /** Ask to publish.
   * @param key what is told: an alert's id, and for its updates which one
   * @param foundVia the way by which the one who claims came to it */
  claim(key: string, foundVia?: FoundVia): Promise<Claim>;
  /** Record that it has been delivered. */
  confirm(key: string): Promise<void>;
}

export type Claim =
  /** Publish it, within `claimMs`. */
  | { readonly state: 'granted' }
  /** Somebody else is about to publish it, or died over it: come again when the claim has expired. */
  | { readonly state: 'held' }
  | { readonly state: 'delivered'; readonly foundVia?: FoundVia };

/** How long a claim holds. Longer than publishing takes, and shorter than Lambda and SQS wait before they try again. */
export const claimMs = 45_000;

/** The ledger is unreachable; `cause` says why. */
export class AlertLedgerError extends Error {
  override readonly name = 'AlertLedgerError';
}
