import type { FoundVia } from '#shared/model/alert.ts';
import { type AlertLedger, claimMs } from '#shared/ports/alert-ledger.ts';

interface LedgerLine {
  readonly foundVia: FoundVia | undefined;
  /** When the claim expires; absent once the alert was delivered. */
  readonly heldUntilMs?: number;
}

/** A ledger in this process.
 * @param now the time, epoch milliseconds UTC */
export function createMemoryAlertLedger(now: () => number = Date.now): AlertLedger {
  const lines = new Map<string, LedgerLine>();
  return {
    async claim(key, foundVia) {
      const line = lines.get(key);
      if (line !== undefined && line.heldUntilMs === undefined) {
        return { state: 'delivered', ...(line.foundVia !== undefined && { foundVia: line.foundVia }) };
      }
      if (line?.heldUntilMs !== undefined && line.heldUntilMs > now()) return { state: 'held' };
      lines.set(key, { foundVia, heldUntilMs: now() + claimMs });
      return { state: 'granted' };
    },
    async confirm(key) {
      lines.set(key, { foundVia: lines.get(key)?.foundVia });
    },
  };
}
