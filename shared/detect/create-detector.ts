import type { RecordDetection } from '#shared/model/detection.ts';
import type { EnrichedRecord } from '#shared/model/enriched-record.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import type { DetectionRule } from '#shared/sigma/ast.ts';
import { evidenceOf } from './evidence-of.ts';
import { indexRules } from './rule-index.ts';

/** Matches rules against records, one record at a time. */
export interface Detector {
  /** Tell whether any rule can match the record: most records need not even be enriched. */
  canMatch(record: CloudTrailRecord): boolean;
  /** One detection for each rule that matches, in the order of the pack. */
  detect(record: EnrichedRecord): readonly RecordDetection[];
}

/** Make a detector of a pack's rules. */
export function createDetector(rules: readonly DetectionRule[]): Detector {
  const index = indexRules(rules);
  return {
    canMatch: (record) => index.candidates(record).length > 0,
    detect(record) {
      const matching = index.candidates(record).filter((candidate) => candidate.matches(record));
      if (matching.length === 0) return noDetections;
      const evidence = evidenceOf(record);
      return matching.map((match) => ({
        kind: 'record',
        rule: match.rule.meta,
        evidence,
        reasons: match.explain(record),
      }));
    },
  };
}

const noDetections: readonly RecordDetection[] = [];
