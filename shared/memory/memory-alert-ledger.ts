import type { AlertLedger } from '#shared/ports/alert-ledger.ts';

/** A ledger in this process; it remembers the alerts confirmed last, `maxAlerts` of them. */
export function createMemoryAlertLedger(maxAlerts: number = Number.POSITIVE_INFINITY): AlertLedger {
  const delivered = new Set<string>();
  return {
    claim: async (alertId) => !delivered.has(alertId),
    async confirm(alertId) {
      delivered.add(alertId);
      for (const oldest of delivered) {
        if (delivered.size <= maxAlerts) return;
        delivered.delete(oldest);
      }
    },
  };
}
