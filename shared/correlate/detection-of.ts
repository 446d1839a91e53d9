import { type CorrelationDetection, maxEvidence } from '#shared/model/detection.ts';
import type { CorrelationGroup, NamedEpisode } from '#shared/ports/correlation-store.ts';
import type { CorrelationRule } from '#shared/sigma/ast.ts';
import type { Episode } from './find-episodes.ts';
import { isFold } from './fold-rule.ts';
import { windowReason } from './window-reason.ts';

/** An episode as a detection, under the name that it has. Folded repeats give the reasons of the first match. */
export function detectionOf(
  rule: CorrelationRule,
  { values }: CorrelationGroup,
  { firstEventID, joined }: NamedEpisode,
  { entries, peak }: Episode,
): CorrelationDetection {
  const [first] = entries;
  // One record may match several base rules: it is told once.
  const evidence = [...new Map(entries.map((entry) => [entry.evidence.eventID, entry.evidence])).values()];
  return {
    kind: 'correlation',
    rule: rule.meta,
    group: values,
    evidence: evidence.slice(0, maxEvidence),
    eventCount: evidence.reduce((sum, { standsFor = 1 }) => sum + standsFor, 0),
    firstEventID,
    firstSeenMs: first.timeEpochMs,
    lastSeenMs: entries[entries.length - 1]?.timeEpochMs ?? first.timeEpochMs,
    reasons: isFold(rule) ? (first.reasons ?? []) : [windowReason(rule, peak)],
    joined,
  };
}
