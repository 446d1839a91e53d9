import type { Evidence } from '#shared/model/detection.ts';

/** One detection's part in one correlation: what its window needs, and no more. Plain JSON. */
export interface CorrelationEntry {
  /** Identity of the entry within its group: base rule and eventID. A repeat changes nothing. */
  readonly entryId: string;
  /** Event time, epoch milliseconds UTC. */
  readonly timeEpochMs: number;
  /** Id of the rule that matched. */
  readonly ruleId: string;
  /** What the correlation counts or sums: the values of its `field`, one list for each entry; empty when it has none. */
  readonly values: readonly string[];
  readonly evidence: Evidence;
}

/** The entries of one correlation for one group. */
export interface CorrelationGroup {
  readonly correlationId: string;
  /** The group-by fields and their values, in the rule's order. */
  readonly group: Readonly<Record<string, string>>;
}

/** Remembers the entries of correlations between batches. */
export interface CorrelationStore {
  /** Add entries to a group, repeats being ignored.
   * @param timespanMs the correlation's window; entries further than two windows from all new ones need not be returned
   * @returns the group's entries near the new ones, the new ones included, oldest first, ties by entryId
   * @throws {CorrelationStoreError} the store is unreachable: the caller retries the batch */
  add(
    group: CorrelationGroup,
    entries: readonly CorrelationEntry[],
    timespanMs: number,
  ): Promise<readonly CorrelationEntry[]>;
}

/** The store is unreachable; `cause` says why. */
export class CorrelationStoreError extends Error {
  override readonly name = 'CorrelationStoreError';
}
