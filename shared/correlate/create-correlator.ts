import { type CorrelationDetection, maxEvidence, type RecordDetection } from '#shared/model/detection.ts';
import type { EnrichedRecord } from '#shared/model/enriched-record.ts';
import type { CorrelationStore } from '#shared/ports/correlation-store.ts';
import type { CorrelationRule } from '#shared/sigma/ast.ts';
import { type Episode, findEpisodes } from './find-episodes.ts';
import { entriesOfEpisode, entriesOfRecord, type GroupedEntry } from './group-entries.ts';
import { windowReason } from './window-reason.ts';

/** Runs the correlations of a pack over detections, on event time. */
export interface Correlator {
  /** What a detection gives to the correlations that refer to its rule; needs the record while it is at hand. */
  entriesOf(detection: RecordDetection, record: EnrichedRecord): readonly GroupedEntry[];
  /** Store the entries and find the episodes that they make or extend.
   * @returns one detection for each such episode, ordered by correlation (inner before outer), group and time
   * @throws {CorrelationStoreError} the store is unreachable: the caller retries the batch */
  conclude(entries: readonly GroupedEntry[], store: CorrelationStore): Promise<readonly CorrelationDetection[]>;
  /** Tell whether some correlation refers to the rule. */
  refersTo(ruleId: string): boolean;
  /** Tell whether a rule speaks only through the correlations that refer to it (Sigma's `generate: false`). */
  isSilenced(ruleId: string): boolean;
}

/** Make a correlator of a pack's correlations. */
export function createCorrelator(correlations: readonly CorrelationRule[]): Correlator {
  const referring = new Map<string, CorrelationRule[]>();
  for (const rule of correlations) {
    for (const id of new Set(rule.ruleIds)) referring.set(id, [...(referring.get(id) ?? []), rule]);
  }
  const ordered = innerFirst(correlations);
  return {
    entriesOf: (detection, record) =>
      (referring.get(detection.rule.id) ?? []).flatMap((rule) => entriesOfRecord(rule, detection, record)),
    async conclude(entries, store) {
      const pending = new Map<string, GroupedEntry[]>();
      const addPending = (entry: GroupedEntry): void => {
        const held = pending.get(entry.group.correlationId);
        if (held === undefined) pending.set(entry.group.correlationId, [entry]);
        else held.push(entry);
      };
      entries.forEach(addPending);
      const detections: CorrelationDetection[] = [];
      for (const rule of ordered) {
        for (const found of await concludeRule(rule, pending.get(rule.meta.id) ?? [], store)) {
          detections.push(found);
          for (const outer of referring.get(rule.meta.id) ?? []) entriesOfEpisode(outer, found).forEach(addPending);
        }
      }
      return detections;
    },
    refersTo: (ruleId) => referring.has(ruleId),
    isSilenced: (ruleId) => {
      const rules = referring.get(ruleId);
      return rules !== undefined && !rules.some((rule) => rule.generate);
    },
  };
}

async function concludeRule(
  rule: CorrelationRule,
  entries: readonly GroupedEntry[],
  store: CorrelationStore,
): Promise<readonly CorrelationDetection[]> {
  const byGroup = new Map<string, GroupedEntry[]>();
  for (const entry of entries) {
    const key = JSON.stringify(entry.group.values);
    const held = byGroup.get(key);
    if (held === undefined) byGroup.set(key, [entry]);
    else held.push(entry);
  }
  const detections: CorrelationDetection[] = [];
  for (const [, grouped] of [...byGroup].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [{ group }] = grouped as [GroupedEntry];
    const fresh = grouped.map(({ entry }) => entry);
    const freshIds = new Set(fresh.map((entry) => entry.entryId));
    const episodes = findEpisodes(rule, await store.add(group, fresh));
    for (const episode of episodes) {
      if (episode.entries.some((entry) => freshIds.has(entry.entryId))) {
        detections.push(detectionOf(rule, group.values, episode));
      }
    }
  }
  return detections;
}

function detectionOf(
  rule: CorrelationRule,
  group: Readonly<Record<string, string>>,
  { entries, peak }: Episode,
): CorrelationDetection {
  const [first] = entries;
  // One record may match several base rules: it is told once.
  const evidence = [...new Map(entries.map((entry) => [entry.evidence.eventID, entry.evidence])).values()];
  return {
    kind: 'correlation',
    rule: rule.meta,
    group,
    evidence: evidence.slice(0, maxEvidence),
    eventCount: evidence.length,
    firstEventID: first.evidence.eventID,
    firstSeenMs: first.timeEpochMs,
    lastSeenMs: entries[entries.length - 1]?.timeEpochMs ?? first.timeEpochMs,
    reasons: [windowReason(rule, peak)],
  };
}

/** Order correlations so that one comes after those it refers to. The parser has refused circles. */
function innerFirst(correlations: readonly CorrelationRule[]): readonly CorrelationRule[] {
  const byId = new Map(correlations.map((rule) => [rule.meta.id, rule]));
  const ordered = new Set<CorrelationRule>();
  const visit = (rule: CorrelationRule, outer: readonly CorrelationRule[]): void => {
    if (ordered.has(rule) || outer.includes(rule)) return;
    for (const id of rule.ruleIds) {
      const inner = byId.get(id);
      if (inner !== undefined) visit(inner, [...outer, rule]);
    }
    ordered.add(rule);
  };
  for (const rule of correlations) visit(rule, []);
  return [...ordered];
}
