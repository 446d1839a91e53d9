import type { Evidence, Reason } from '#shared/model/detection.ts';

/** One detection's part in one correlation: what its window needs, and no more. Plain JSON. */
export interface CorrelationEntry {
  /** Identity of the entry within its group: base rule and record. A repeat changes nothing. */
  readonly entryId: string;
  /** Event time, epoch milliseconds UTC. */
  readonly timeEpochMs: number;
  /** Id of the rule that matched. */
  readonly ruleId: string;
  /** What the correlation counts: the distinct values of its fields; for types that measure numbers every value, also repeated
   * ones. Empty when it has none. */
  readonly values: readonly string[];
  /** The values of fields that other correlations, which refer to this one, ask for; absent where none does. */
  readonly fields?: Readonly<Record<string, readonly string[]>>;
  readonly evidence: Evidence;
  /** Why the rule matched; kept where repeats of one rule are folded, for their alert is that rule's. */
  readonly reasons?: readonly Reason[];
}

/** The group of one correlation that an entry belongs to. Plain JSON. */
export interface CorrelationGroup {
  readonly correlationId: string;
  /** The group-by fields and their values; a field that a record lacks is absent here. */
  readonly values: Readonly<Record<string, string>>;
  /** The correlation's window. */
  readonly timespanMs: number;
}

/** An episode that has its name, and with it the id of its alert. Plain JSON. */
export interface NamedEpisode {
  /** eventID of its first record as known when it was named; never changed. */
  readonly firstEventID: string;
  /** When the correlation first held, as known when it was named, epoch milliseconds UTC; never changed. */
  readonly crossedMs: number;
  /** The time of its first and last record as known; epoch milliseconds UTC. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** How often it was told, and how many records it had at the last telling; 0 before what follows from it is done. */
  readonly tellings: number;
  readonly toldCount: number;
  /** firstEventID of episodes that a late record showed to be part of this one. */
  readonly joined: readonly string[];
}

/** The episodes of a group in the order in which they were named. `version` counts the changes, from 0 for a group without any. */
export interface EpisodeRegister {
  readonly version: number;
  readonly episodes: readonly NamedEpisode[];
  /** Until then entries are not judged as they come but together, when this is over; epoch milliseconds UTC. */
  readonly busyUntilMs?: number;
}

/** Both moments included; epoch milliseconds UTC. */
export interface TimeSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Remembers the entries and episodes of correlations between deliveries.
 *
 * Who adds entries and reads afterwards sees them, and all that were added before: of two that add at the same time at least one
 * sees the entries of both.
 * @throws {CorrelationStoreError} from every method, when the store is unreachable: the caller retries the delivery */
export interface CorrelationStore {
  /** Add entries to a group; repeats change nothing. */
  addEntries(group: CorrelationGroup, entries: readonly CorrelationEntry[]): Promise<void>;
  /** The entries of a span, in no particular order: at most `maxEntriesRead`, the latest ones. `isCut` says that there are more, `isBusy`
   * that they are so many that they had better not be read again for each new one. */
  readEntries(group: CorrelationGroup, span: TimeSpan): Promise<EntriesRead>;
  /** The number of entries in a span, counted up to `maxEntriesCounted`. */
  countEntries(group: CorrelationGroup, span: TimeSpan): Promise<number>;
  readEpisodes(group: CorrelationGroup): Promise<EpisodeRegister>;
  /** Replace a group's register, if nobody has since `register.version` was read; the store counts the version on.
   * @returns whether they were replaced */
  writeEpisodes(group: CorrelationGroup, register: EpisodeRegister): Promise<boolean>;
}

export interface EntriesRead {
  readonly entries: readonly CorrelationEntry[];
  readonly isCut: boolean;
  readonly isBusy: boolean;
}

/** The store is unreachable; `cause` says why. */
export class CorrelationStoreError extends Error {
  override readonly name = 'CorrelationStoreError';
}
