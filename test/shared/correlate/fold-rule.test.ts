import { describe, expect, it } from 'vitest';
import { findEpisodes } from '#shared/correlate/find-episodes.ts';
import { foldRule, isFold } from '#shared/correlate/fold-rule.ts';
import { grows } from '#shared/correlate/grows.ts';
import type { CorrelationRule } from '#shared/sigma/ast.ts';
import { correlationOf, entryAt, metaOf } from './correlation-helpers.ts';
import { eventIDsOf } from './state-helpers.ts';

function foldOf(...dedup: readonly string[]): CorrelationRule {
  const fold = foldRule(metaOf('noisy', { trailguard: { dedup } }), 60_000);
  if (fold === undefined) throw new Error('no fold');
  return fold;
}

describe('the fold of a rule', () => {
  it('is none without dedup', () => {
    expect(foldRule(metaOf('quiet'), 60_000)).toBeUndefined();
  });

  it.each([
    ['of an account', [], ['recipientAccountId']],
    ['of an account and the fields', ['a', 'b'], ['recipientAccountId', 'a', 'b']],
    ['of the fields, each once', ['a', 'recipientAccountId', 'a'], ['recipientAccountId', 'a']],
  ])('takes together what is %s', (_, dedup, groupBy) => {
    expect(foldOf(...dedup).groupBy).toEqual(groupBy);
  });

  it('takes together matches of which no neighbours are further apart than the window', () => {
    const entries = [0, 60, 120, 181].map((second) => entryAt(second, { ruleId: 'noisy' }));
    expect(findEpisodes(foldOf(), entries).map((episode) => eventIDsOf(episode.entries))).toEqual([
      ['event-0', 'event-60', 'event-120'],
      ['event-181'],
    ]);
  });

  it("is a correlation of the rule's own description, which one match meets", () => {
    expect(foldOf('a')).toEqual({
      kind: 'correlation',
      meta: metaOf('noisy', { trailguard: { dedup: ['a'] } }),
      type: 'event_count',
      ruleIds: ['noisy'],
      groupBy: ['recipientAccountId', 'a'],
      timespanMs: 60_000,
      thresholds: [{ operator: 'gte', value: 1 }],
      fields: [],
      aliases: {},
      generate: true,
    });
    expect(grows(foldOf())).toBe(true);
  });

  it('is told from a correlation', () => {
    expect([isFold(foldOf()), isFold(correlationOf())]).toEqual([true, false]);
  });
});
