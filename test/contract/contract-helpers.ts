import type { Deadline } from '#shared/ports/agenda.ts';
import type { CorrelationEntry, CorrelationGroup, NamedEpisode } from '#shared/ports/correlation-store.ts';

/** 2026-03-01T09:30:00Z */
export const startMs = 1_772_357_400_000;

/** Texts that trip up whoever builds keys of them, or writes them carelessly. */
export const oddTexts: readonly (readonly [what: string, text: string])[] = [
  ['an empty text', ''],
  ['a separator', 'a#b'],
  ['only separators', '#~#'],
  ['the name of a prototype', '__proto__'],
  ['JSON', '["a","b"]'],
  ['accents and emoji', 'Zoë 🦔'],
  ['a composed and a decomposed letter', '\u00e9 e\u0301'],
  ['half of an emoji', '\ud83e'],
  ['control characters', 'a\u0000b\r\n\u2028'],
  ['a long text', 'x'.repeat(40_000)],
];

export function groupOf(
  values: Readonly<Record<string, string>> = {},
  correlationId = 'correlation',
): CorrelationGroup {
  return { correlationId, values, timespanMs: 600_000 };
}

export interface EntryOptions {
  readonly entryId?: string;
  readonly text?: string;
}

/** An entry some milliseconds after the start. */
export function entryAt(
  offsetMs: number,
  { entryId = `entry ${offsetMs}`, text = 'a' }: EntryOptions = {},
): CorrelationEntry {
  return {
    entryId,
    timeEpochMs: startMs + offsetMs,
    ruleId: 'rule',
    values: [text],
    fields: { [text]: [text] },
    evidence: { eventID: entryId, actor: { kind: 'user', name: text }, userAgent: text, resources: [] },
    reasons: [{ selection: 'selection', field: 'userAgent', value: text, test: 'exists: true' }],
  };
}

/** Entries one millisecond apart. */
export function entriesFrom(offsetMs: number, count: number): readonly CorrelationEntry[] {
  return Array.from({ length: count }, (_, index) => entryAt(offsetMs + index));
}

export function idsOf(entries: readonly CorrelationEntry[]): readonly string[] {
  return entries.map(({ entryId }) => entryId).sort();
}

export function episodeOf(firstEventID: string, joined: readonly string[] = []): NamedEpisode {
  return {
    firstEventID,
    crossedMs: startMs,
    firstMs: startMs - 5,
    lastMs: startMs + 5,
    tellings: 1,
    toldCount: 3,
    joined,
  };
}

/** A deadline some milliseconds after the start. */
export function deadlineAt(offsetMs: number, group: CorrelationGroup = groupOf()): Deadline {
  return { dueMs: startMs + offsetMs, group };
}

/** A look at an episode some milliseconds after the start. */
export function lookAt(offsetMs: number, episode: string, seenCount = 1): Deadline {
  return { ...deadlineAt(offsetMs), look: { episode, waitMs: 60_000, seenCount } };
}

/** Groups that careless keys would take for one. */
export const groupPairs: readonly (readonly [what: string, one: CorrelationGroup, other: CorrelationGroup])[] = [
  ['by a value', groupOf({ user: 'a' }), groupOf({ user: 'b' })],
  ['by the case of a value', groupOf({ user: 'a' }), groupOf({ user: 'A' })],
  ['by a field', groupOf({ user: 'a' }), groupOf({ account: 'a' })],
  ['by one field more', groupOf({ user: 'a' }), groupOf({ user: 'a', account: 'b' })],
  ['by which value is whose', groupOf({ user: 'a', account: 'b' }), groupOf({ user: 'b', account: 'a' })],
  ['by an empty value and none', groupOf({ user: '' }), groupOf()],
  ['by correlation', groupOf({ user: 'a' }, 'one'), groupOf({ user: 'a' }, 'other')],
  ['by where one text ends', groupOf({ user: 'a#b', account: 'c' }), groupOf({ user: 'a', account: 'b#c' })],
  ['by the name of a prototype', groupOf({ ['__proto__']: 'a' }), groupOf({ ['__proto__']: 'b' })],
  ['by half of an emoji', groupOf({ user: '\ud83e' }), groupOf({ user: '\ud83d' })],
  ['far into a long value', groupOf({ user: `${'x'.repeat(100_000)}a` }), groupOf({ user: `${'x'.repeat(100_000)}b` })],
];
