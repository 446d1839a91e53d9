import { createMemoryAgenda } from '#shared/memory/memory-agenda.ts';
import { createMemoryAlertLedger } from '#shared/memory/memory-alert-ledger.ts';
import { createMemoryCorrelationStore } from '#shared/memory/memory-correlation-store.ts';
import { busyEntries, maxEntriesRead } from '#shared/model/window-limits.ts';
import type { Agenda } from '#shared/ports/agenda.ts';
import type { AlertLedger } from '#shared/ports/alert-ledger.ts';
import type { CorrelationStore } from '#shared/ports/correlation-store.ts';

/** What DynamoDB would charge: write units of 1 kB, and read units of 4 kB. */
export interface Units {
  writes: number;
  reads: number;
}

export interface MeteredPorts {
  readonly units: Units;
  readonly store: CorrelationStore;
  readonly agenda: Agenda;
  readonly ledger: AlertLedger;
}

/** Keys, attribute names and expiry of an item, beside its JSON. */
const overheadBytes = 150;

/** The ports in memory, which count what the same calls cost in DynamoDB: the adapters of shared/aws make one for one. */
export function createMeteredPorts(now: () => number): MeteredPorts {
  const units: Units = { writes: 0, reads: 0 };
  const write = (item: unknown): void => {
    units.writes += Math.ceil(sizeOf(item) / 1024);
  };
  const read = (sizeBytes: number, price = 1): void => {
    units.reads += Math.max(1, Math.ceil(sizeBytes / 4096)) * price;
  };
  const store = createMemoryCorrelationStore({ maxEntriesRead, busyEntries });
  const agenda = createMemoryAgenda();
  const ledger = createMemoryAlertLedger(now);
  return {
    units,
    store: {
      async addEntries(group, entries) {
        entries.forEach(write);
        await store.addEntries(group, entries);
      },
      async readEntries(group, span) {
        const result = await store.readEntries(group, span);
        read(sizeOfAll(result.entries));
        return result;
      },
      async countEntries(group, span) {
        const count = await store.countEntries(group, span);
        const { entries } = await store.readEntries(group, span);
        // As large as those which are read; not consistent, hence half the price.
        read(count * (sizeOfAll(entries) / Math.max(1, entries.length)), 0.5);
        return count;
      },
      async readEpisodes(group) {
        const register = await store.readEpisodes(group);
        read(sizeOf(register.episodes));
        return register;
      },
      async writeEpisodes(group, register) {
        write(register.episodes);
        return store.writeEpisodes(group, register);
      },
    },
    agenda: {
      async note(deadline) {
        write(deadline);
        await agenda.note(deadline);
      },
      async due(nowMs) {
        const deadlines = await agenda.due(nowMs);
        read(sizeOfAll(deadlines));
        return deadlines;
      },
      async strike(deadline) {
        write(deadline);
        await agenda.strike(deadline);
      },
    },
    ledger: {
      async claim(key, foundVia) {
        write(key);
        return ledger.claim(key, foundVia);
      },
      async confirm(key) {
        write(key);
        await ledger.confirm(key);
      },
    },
  };
}

function sizeOf(item: unknown): number {
  return Buffer.byteLength(JSON.stringify(item)) + overheadBytes;
}

function sizeOfAll(items: readonly unknown[]): number {
  return items.reduce<number>((sum, item) => sum + sizeOf(item), 0);
}
