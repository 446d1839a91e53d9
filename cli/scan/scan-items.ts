import type { ReadItem } from '#shared/cloudtrail/read-item.ts';
import type { Findings, Pipeline } from '#shared/pipeline.ts';
import type { InputProblem } from '../input/input-problem.ts';
import type { ScanResult, TimeRange } from './scan-result.ts';

/** Collects what the items of one input give. */
export interface ItemScanner {
  take(item: ReadItem): void;
  /** Note a problem that is not of the reading's own. */
  fail(problem: InputProblem): void;
  result(): ScanResult;
}

/** Examine items one after the other. A record without a readable time is examined whatever range is asked for. */
export function createItemScanner(pipeline: Pipeline, range: TimeRange): ItemScanner {
  const sinceMs = range.sinceMs ?? Number.NEGATIVE_INFINITY;
  const untilMs = range.untilMs ?? Number.POSITIVE_INFINITY;
  const findings: Findings[] = [];
  const problems: InputProblem[] = [];
  const setAside: Record<string, number> = {};
  let records = 0;
  let outOfRange = 0;
  let firstMs = Number.POSITIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;
  return {
    take(item) {
      if (item.kind === 'problem') problems.push(item.problem);
      else if (item.kind === 'set-aside') setAside[item.what] = (setAside[item.what] ?? 0) + 1;
      else {
        const { eventTimeMs } = item.record;
        if (eventTimeMs !== undefined && (eventTimeMs < sinceMs || eventTimeMs > untilMs)) {
          outOfRange += 1;
          return;
        }
        records += 1;
        if (eventTimeMs !== undefined) {
          firstMs = Math.min(firstMs, eventTimeMs);
          lastMs = Math.max(lastMs, eventTimeMs);
        }
        const found = pipeline.examine(item.record);
        if (found.detections.length > 0) findings.push(found);
      }
    },
    fail: (problem) => void problems.push(problem),
    result: () => ({
      findings,
      problems,
      setAside,
      counts: { records, outOfRange, ...(firstMs <= lastMs && { firstMs, lastMs }) },
    }),
  };
}
