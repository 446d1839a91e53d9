import { beforeEach, describe, expect, it } from 'vitest';
import type { FoundVia } from '#shared/model/alert.ts';
import { type AlertLedger, claimMs } from '#shared/ports/alert-ledger.ts';
import { oddTexts, startMs } from './contract-helpers.ts';

const granted = { state: 'granted' };
const held = { state: 'held' };
const delivered = { state: 'delivered' };

/** What every alert ledger promises.
 * @param makeLedger a new, empty ledger that goes by the clock it is given */
export function describeAlertLedger(makeLedger: (now: () => number) => AlertLedger | Promise<AlertLedger>): void {
  let ledger: AlertLedger;
  let nowMs: number;
  beforeEach(async () => {
    nowMs = startMs;
    ledger = await makeLedger(() => nowMs);
  });

  describe('a claim', () => {
    it('is granted to the first, and held for the others', async () => {
      expect(await ledger.claim('alert', 'eventbridge')).toEqual(granted);
      expect(await ledger.claim('alert', 's3')).toEqual(held);
      expect(await ledger.claim('alert')).toEqual(held);
    });

    it.each([
      { waitMs: claimMs - 1, expected: held },
      { waitMs: claimMs, expected: granted },
      { waitMs: claimMs + 1, expected: granted },
    ])('that was never confirmed is $expected.state after $waitMs ms', async ({ waitMs, expected }) => {
      await ledger.claim('alert');
      nowMs += waitMs;
      expect(await ledger.claim('alert')).toEqual(expected);
    });

    it('is not prolonged by those who ask in vain', async () => {
      await ledger.claim('alert');
      nowMs += claimMs - 1;
      await ledger.claim('alert');
      nowMs += 1;
      expect(await ledger.claim('alert')).toEqual(granted);
      nowMs += claimMs - 1;
      expect(await ledger.claim('alert')).toEqual(held);
    });

    it('is granted to exactly one of many that ask at once', async () => {
      const claims = await Promise.all(Array.from({ length: 10 }, () => ledger.claim('alert')));
      expect(claims.filter(({ state }) => state === 'granted')).toHaveLength(1);
      expect(claims.filter(({ state }) => state === 'held')).toHaveLength(9);
    });

    it('is granted to exactly one of many that ask at once after it expired', async () => {
      await ledger.claim('alert');
      nowMs += claimMs;
      const claims = await Promise.all(Array.from({ length: 10 }, () => ledger.claim('alert')));
      expect(claims.filter(({ state }) => state === 'granted')).toHaveLength(1);
      expect(claims.filter(({ state }) => state === 'held')).toHaveLength(9);
    });
  });

  describe('a delivered alert', () => {
    it.each([0, claimMs, 30 * 86_400_000])('stays delivered: %i ms later', async (waitMs) => {
      await ledger.claim('alert');
      await ledger.confirm('alert');
      nowMs += waitMs;
      expect(await ledger.claim('alert')).toEqual(delivered);
      expect(await ledger.claim('alert')).toEqual(delivered);
    });

    it.each<FoundVia>(['eventbridge', 's3'])('tells by which way it was found first: %s', async (way) => {
      await ledger.claim('alert', way);
      await ledger.claim('alert', way === 's3' ? 'eventbridge' : 's3');
      await ledger.confirm('alert');
      expect(await ledger.claim('alert', 'eventbridge')).toEqual({ ...delivered, foundVia: way });
      expect(await ledger.claim('alert')).toEqual({ ...delivered, foundVia: way });
    });

    it('was found by who told it, not by who died before', async () => {
      await ledger.claim('alert', 'eventbridge');
      nowMs += claimMs;
      await ledger.claim('alert', 's3');
      await ledger.confirm('alert');
      expect(await ledger.claim('alert')).toEqual({ ...delivered, foundVia: 's3' });
    });

    it('may be confirmed late, twice, or unclaimed', async () => {
      await ledger.claim('late');
      nowMs += claimMs;
      await ledger.claim('late');
      for (const key of ['late', 'late', 'unclaimed']) await ledger.confirm(key);
      expect(await ledger.claim('late')).toEqual(delivered);
      expect(await ledger.claim('unclaimed')).toEqual(delivered);
    });
  });

  it('keeps alerts apart', async () => {
    await ledger.claim('a');
    await ledger.confirm('a');
    expect(await ledger.claim('A')).toEqual(granted);
    expect(await ledger.claim('a#over')).toEqual(granted);
    expect(await ledger.claim('b')).toEqual(granted);
  });

  // Keys are made of ids: short, and of whole letters.
  it.each(oddTexts.filter(([, text]) => text.length < 1000 && Buffer.from(text).toString() === text))(
    'knows an alert by %s',
    async (_, key) => {
      expect(await ledger.claim(key)).toEqual(granted);
      expect(await ledger.claim(key)).toEqual(held);
      await ledger.confirm(key);
      expect(await ledger.claim(key)).toEqual(delivered);
    },
  );
}
