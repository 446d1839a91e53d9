import { describe, expect, it } from 'vitest';
import { createMemoryCorrelationStore } from '#shared/memory/memory-correlation-store.ts';
import type { CorrelationGroup } from '#shared/ports/correlation-store.ts';
import { entryAt } from '../correlate/correlation-helpers.ts';

const group = (values: Readonly<Record<string, string>> = {}): CorrelationGroup => ({
  correlationId: 'correlation',
  values,
  timespanMs: 60_000,
});

const seconds = (entries: readonly { readonly timeEpochMs: number }[]): readonly number[] =>
  entries.map((entry) => entry.timeEpochMs / 1000).sort((a, b) => a - b);

describe('the memory correlation store', () => {
  it('returns what it was given before, and the new', async () => {
    const store = createMemoryCorrelationStore();
    await store.add(group(), [entryAt(1)]);
    expect(seconds(await store.add(group(), [entryAt(2)]))).toEqual([1, 2]);
  });

  it('takes a repeated entry once', async () => {
    const store = createMemoryCorrelationStore();
    await store.add(group(), [entryAt(1)]);
    expect(seconds(await store.add(group(), [entryAt(1)]))).toEqual([1]);
  });

  it('keeps groups apart, whatever order their fields come in', async () => {
    const store = createMemoryCorrelationStore();
    await store.add(group({ a: '1', b: '2' }), [entryAt(1)]);
    expect(seconds(await store.add(group({ a: '12' }), [entryAt(2)]))).toEqual([2]);
    expect(seconds(await store.add(group({ b: '2', a: '1' }), [entryAt(3)]))).toEqual([1, 3]);
  });

  it('forgets entries older than it is told to keep', async () => {
    const store = createMemoryCorrelationStore({ maxGroups: 10, retainWindows: 2 });
    await store.add(group(), [entryAt(0), entryAt(80)]);
    expect(seconds(await store.add(group(), [entryAt(200)]))).toEqual([80, 200]);
  });

  it('forgets the group that was used longest ago when there are too many', async () => {
    const store = createMemoryCorrelationStore({ maxGroups: 2, retainWindows: 2 });
    await store.add(group({ a: '1' }), [entryAt(1)]);
    await store.add(group({ a: '2' }), [entryAt(1)]);
    await store.add(group({ a: '1' }), [entryAt(2)]);
    await store.add(group({ a: '3' }), [entryAt(1)]);
    expect(seconds(await store.add(group({ a: '1' }), []))).toEqual([1, 2]);
    expect(seconds(await store.add(group({ a: '2' }), []))).toEqual([]);
  });
});
