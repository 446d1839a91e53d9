import { describe, expect, it } from 'vitest';
import { detectionOf } from '#shared/correlate/detection-of.ts';
import type { Episode } from '#shared/correlate/find-episodes.ts';
import type { Reason } from '#shared/model/detection.ts';
import { correlationOf, entryAt, evidenceWith, metaOf } from './correlation-helpers.ts';
import { episodeAt, group, nameAt } from './state-helpers.ts';

const name = nameAt('old', 0, 10, { joined: ['gone'] });

it('an episode is told under its name, with its own times', () => {
  expect(detectionOf(correlationOf(), { ...group, values: { who: 'alice' } }, name, episodeAt(5, 6, 7))).toEqual({
    kind: 'correlation',
    rule: metaOf('correlation'),
    group: { who: 'alice' },
    evidence: ['event-5', 'event-6', 'event-7'].map(evidenceWith),
    eventCount: 3,
    firstEventID: 'old',
    firstSeenMs: 5000,
    lastSeenMs: 7000,
    reasons: [{ selection: 'event_count', value: 3, test: 'at least 3 within 1 minute' }],
    joined: ['gone'],
  });
});

describe('records', () => {
  it('that match two rules are one', () => {
    const entries = [entryAt(1), entryAt(1, { ruleId: 'other' }), entryAt(2)] as const;
    const { evidence, eventCount } = detectionOf(correlationOf(), group, name, {
      entries: [...entries],
      crossedMs: 0,
      peak: 3,
    });
    expect({ evidence, eventCount }).toEqual({ evidence: ['event-1', 'event-2'].map(evidenceWith), eventCount: 2 });
  });

  it('that stand for an episode count for all of it', () => {
    const standing = entryAt(1, { evidence: { ...evidenceWith('event-1'), standsFor: 41 } });
    const { eventCount } = detectionOf(correlationOf(), group, name, {
      entries: [standing, entryAt(2)],
      crossedMs: 0,
      peak: 2,
    });
    expect(eventCount).toBe(42);
  });

  it('beyond 25 are counted', () => {
    const rest = Array.from({ length: 29 }, (_, number) => number + 1);
    const { evidence, eventCount } = detectionOf(correlationOf(), group, name, episodeAt(0, ...rest));
    expect([evidence.length, evidence.at(-1)?.eventID, eventCount]).toEqual([25, 'event-24', 30]);
  });
});

describe('folded repeats', () => {
  const fold = correlationOf({ ruleIds: ['correlation'] });
  const reasons: readonly Reason[] = [{ selection: 's', value: 1, test: 't' }];
  it.each<[string, Episode, readonly Reason[]]>([
    [
      'of the first match',
      { entries: [entryAt(0, { reasons }), entryAt(1, { reasons: [] })], crossedMs: 0, peak: 2 },
      reasons,
    ],
    ['none, where none were kept', episodeAt(0), []],
  ])('have the reasons %s', (_, episode, expected) => {
    expect(detectionOf(fold, group, name, episode).reasons).toEqual(expected);
  });
});
