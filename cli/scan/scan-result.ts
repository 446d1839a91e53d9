import type { Findings } from '#shared/pipeline.ts';
import type { InputProblem } from '../input/input-problem.ts';

/** What one input gave. Plain JSON: it crosses threads. */
export interface ScanResult {
  readonly findings: readonly Findings[];
  readonly problems: readonly InputProblem[];
  /** What was recognised and is no record, by name. */
  readonly setAside: Readonly<Record<string, number>>;
  readonly counts: ScanCounts;
}

export interface ScanCounts {
  /** Records examined. */
  readonly records: number;
  /** Records outside `--since` and `--until`, not examined. */
  readonly outOfRange: number;
  /** Event times of the examined records, epoch milliseconds; absent when none was readable. */
  readonly firstMs?: number;
  readonly lastMs?: number;
}

/** The time range that is asked for, epoch milliseconds; both ends included. */
export interface TimeRange {
  readonly sinceMs?: number;
  readonly untilMs?: number;
}
