import type { Evidence } from '#shared/model/detection.ts';

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
  readonly evidence: Evidence;
}

/** The group of one correlation that an entry belongs to. */
export interface CorrelationGroup {
  readonly correlationId: string;
  /** The group-by fields and their values; a field that a record lacks is absent here. */
  readonly values: Readonly<Record<string, string>>;
  /** The correlation's window. */
  readonly timespanMs: number;
}

/** Remembers the entries of correlations between batches. */
export interface CorrelationStore {
  /** Add entries to a group; repeats are ignored.
   * @returns all entries of the group that the store still holds, the new ones included, in no particular order
   * @throws {CorrelationStoreError} the store is unreachable: the caller retries the batch */
  add(group: CorrelationGroup, entries: readonly CorrelationEntry[]): Promise<readonly CorrelationEntry[]>;
}

/** The store is unreachable; `cause` says why. */
export class CorrelationStoreError extends Error {
  override readonly name = 'CorrelationStoreError';
}
