import type { Alert } from '#shared/model/alert.ts';

/** From where EventBridge brings records to the deployment. */
export interface Reach {
  readonly regions: readonly string[];
  /** The only account, or `undefined` for any. */
  readonly accountId: string | undefined;
}

/** Tell whether EventBridge should have brought what an alert is about: its metric then says whether it did. An alert that names no region
 * or account, as those over several may, counts as out of reach. */
export function inReach({ regions, accountId }: Reach): (alert: Alert) => boolean {
  return (alert) =>
    alert.region !== undefined &&
    regions.includes(alert.region) &&
    (accountId === undefined || alert.accountId === accountId);
}
