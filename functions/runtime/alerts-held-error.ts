/** Alerts of a delivery are claimed by another, who is about to tell them or died over it. The delivery is tried again: by then the claim
 * has been confirmed, or has expired. */
export class AlertsHeldError extends Error {
  override readonly name = 'AlertsHeldError';

  constructor(held: number) {
    super(`${held} alerts are claimed by another delivery: this one is tried again, to see them told`);
  }
}
