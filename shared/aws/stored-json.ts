import type { Deadline, EpisodeLook } from '#shared/ports/agenda.ts';
import type { CorrelationEntry, CorrelationGroup, NamedEpisode, TimeSpan } from '#shared/ports/correlation-store.ts';

/** What an attribute holds as JSON; `undefined` when it is not of that shape, such as what another version of Trailguard wrote. */
export function parseStored<T>(text: string | undefined, isOurs: (value: unknown) => value is T): T | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isOurs(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** What to do about an item that cannot be read. */
export const unreadableHint =
  'not as this version of Trailguard writes it: deploy the version that wrote it, or delete the item';

export function isEntry(value: unknown): value is CorrelationEntry {
  return holds<CorrelationEntry>(value, {
    entryId: isText,
    timeEpochMs: isNumber,
    ruleId: isText,
    values: isListOf(isText),
    fields: optional((fields) => isObject(fields) && Object.values(fields).every(isListOf(isText))),
    evidence: isObject,
    reasons: optional(isListOf(isObject)),
  });
}

export function isEpisodeList(value: unknown): value is readonly NamedEpisode[] {
  return isListOf(isEpisode)(value);
}

export function isDeadline(value: unknown): value is Deadline {
  return holds<Deadline>(value, {
    dueMs: isNumber,
    group: isGroup,
    look: optional(isLook),
    span: optional(isSpan),
    noting: optional(isText),
  });
}

export type Test = (value: unknown) => boolean;

/** A test for each member, so that the compiler asks for one when a type gets a new member. */
export type Tests<T> = { readonly [Name in keyof Required<T>]: Test };

function isEpisode(value: unknown): boolean {
  return holds<NamedEpisode>(value, {
    firstEventID: isText,
    crossedMs: isNumber,
    firstMs: isNumber,
    lastMs: isNumber,
    tellings: isNumber,
    toldCount: isNumber,
    joined: isListOf(isText),
  });
}

function isGroup(value: unknown): boolean {
  const areTexts: Test = (values) => isObject(values) && Object.values(values).every(isText);
  return holds<CorrelationGroup>(value, { correlationId: isText, values: areTexts, timespanMs: isNumber });
}

function isSpan(value: unknown): boolean {
  return holds<TimeSpan>(value, { fromMs: isNumber, toMs: isNumber });
}

function isLook(value: unknown): boolean {
  return holds<EpisodeLook>(value, { episode: isText, waitMs: isNumber, seenCount: isNumber });
}

export function holds<T>(value: unknown, tests: Tests<T>): boolean {
  if (!isObject(value)) return false;
  const found = new Map<string, unknown>(Object.entries(value));
  return Object.entries<Test>(tests).every(([name, passes]) => passes(found.get(name)));
}

export function isListOf(passes: Test): Test {
  return (value) => Array.isArray(value) && value.every(passes);
}

export function optional(passes: Test): Test {
  return (value) => value === undefined || passes(value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): boolean {
  return typeof value === 'string';
}

export function isNumber(value: unknown): boolean {
  return typeof value === 'number';
}
