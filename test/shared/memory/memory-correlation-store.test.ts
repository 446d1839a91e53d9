import { describe, expect, it } from 'vitest';
import { createMemoryCorrelationStore } from '#shared/memory/memory-correlation-store.ts';
import { entriesFrom, groupOf, startMs } from '../../contract/contract-helpers.ts';
import { describeCorrelationStore } from '../../contract/correlation-store-contract.ts';

describe('the memory correlation store', () => {
  describeCorrelationStore(() => createMemoryCorrelationStore({ maxEntriesRead: 20, busyEntries: 10 }), {
    maxEntriesRead: 20,
    busyEntries: 10,
  });

  it('cuts nothing unless it is told to', async () => {
    const store = createMemoryCorrelationStore();
    await store.addEntries(groupOf(), entriesFrom(0, 5000));
    const { entries, isCut } = await store.readEntries(groupOf(), { fromMs: startMs, toMs: startMs + 5000 });
    expect({ read: entries.length, isCut }).toEqual({ read: 5000, isCut: false });
  });
});
