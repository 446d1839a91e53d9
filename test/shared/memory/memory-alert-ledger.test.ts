import { expect, it } from 'vitest';
import { createMemoryAlertLedger } from '#shared/memory/memory-alert-ledger.ts';

it('grants an alert until its delivery is confirmed', async () => {
  const ledger = createMemoryAlertLedger();
  expect(await ledger.claim('a')).toBe(true);
  expect(await ledger.claim('a')).toBe(true);
  await ledger.confirm('a');
  expect(await ledger.claim('a')).toBe(false);
  expect(await ledger.claim('b')).toBe(true);
});

it('forgets the oldest confirmation when it is full', async () => {
  const ledger = createMemoryAlertLedger(2);
  for (const id of ['a', 'b', 'c']) await ledger.confirm(id);
  expect(await ledger.claim('a')).toBe(true);
  expect(await ledger.claim('b')).toBe(false);
});
