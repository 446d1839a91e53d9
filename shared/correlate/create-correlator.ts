import pMap from 'p-map';
import type { RecordDetection } from '#shared/model/detection.ts';
import type { EnrichedRecord } from '#shared/model/enriched-record.ts';
import type { Deadline } from '#shared/ports/agenda.ts';
import { groupKey } from '#shared/ports/group-key.ts';
import type { CorrelationRule, DetectionRule } from '#shared/sigma/ast.ts';
import { carriedFields } from './carried-fields.ts';
import { waitOf } from './closing-time.ts';
import { concludeDue, concludeGroup } from './conclude-group.ts';
import {
  type Conclusions,
  type CorrelatorPorts,
  type FoundEpisode,
  noConclusions,
  uniteConclusions,
} from './conclusions.ts';
import { foldRule } from './fold-rule.ts';
import { groupDeadlines } from './group-deadlines.ts';
import { entriesOfEpisode, entriesOfRecord, entriesOfRepeat, type GroupedEntry } from './group-entries.ts';
import { innerFirst } from './inner-first.ts';
import { lookAtFold } from './look-at-fold.ts';

/** Runs the correlations of a pack over detections, on event time. */
export interface Correlator {
  /** What a detection gives to the correlations that refer to its rule, and to the fold of its repeats; needs the record while it is at
   * hand. Empty for a record without a readable time. */
  entriesOf(detection: RecordDetection, record: EnrichedRecord): readonly GroupedEntry[];
  /** Store the entries, and find the episodes that are to be told: ordered by correlation (inner before outer), group and time.
   *
   * An episode is found again with each of its records until it is settled (see `settleEpisode`): whoever dies before that leaves it
   * to the retry. Episodes that a later record could take away are not found before their windows have closed (see `judge`). A group
   * that fails does not keep the others from being found; the caller tries the delivery again. */
  conclude(entries: readonly GroupedEntry[], ports: CorrelatorPorts): Promise<Conclusions>;
  /** Deadlines by group, in the order in which they are to be judged. */
  groupDeadlines(deadlines: readonly Deadline[]): readonly (readonly Deadline[])[];
  /** Find what is to be told of a group now that its deadlines have come.
   * @param deadlines of one group */
  judge(deadlines: readonly Deadline[], ports: CorrelatorPorts): Promise<Conclusions>;
  /** Tell whether a correlation refers to one of others, directly or through more. */
  isBuiltOn(ruleId: string, others: ReadonlySet<string>): boolean;
  /** Tell whether some correlation refers to the rule. */
  refersTo(ruleId: string): boolean;
  /** Tell whether the rule's repeats are folded into one alert. */
  folds(ruleId: string): boolean;
  /** Tell whether a rule speaks only through the correlations that refer to it (Sigma's `generate: false`). */
  isSilenced(ruleId: string): boolean;
}

/** Groups of a correlation that are worked on at the same time. */
const concurrency = 8;

/** Make a correlator of a pack's correlations, and of its rules with `dedup`.
 * @param dedupWindowMs how far apart repeats may be that are folded into one alert */
export function createCorrelator(
  correlations: readonly CorrelationRule[],
  rules: readonly Pick<DetectionRule, 'meta'>[],
  dedupWindowMs: number,
): Correlator {
  const referring = new Map<string, CorrelationRule[]>();
  for (const rule of correlations) {
    for (const id of new Set(rule.ruleIds)) referring.set(id, [...(referring.get(id) ?? []), rule]);
  }
  const isSilenced = (ruleId: string): boolean => {
    const outer = referring.get(ruleId);
    return outer !== undefined && !outer.some((rule) => rule.generate);
  };
  const folds = new Map<string, CorrelationRule>();
  for (const { meta } of rules) {
    const fold = isSilenced(meta.id) ? undefined : foldRule(meta, dedupWindowMs);
    if (fold !== undefined) folds.set(meta.id, fold);
  }
  const ordered = [...folds.values(), ...innerFirst(correlations)];
  const byId = new Map(correlations.map((rule) => [rule.meta.id, rule]));
  const timed = ordered.map((rule) => ({ rule, waitMs: waitOf(rule, byId) }));

  const carried = new Map(correlations.map((rule) => [rule.meta.id, carriedFields(rule, referring)]));

  const outerEntries = (found: readonly FoundEpisode[]): readonly GroupedEntry[] =>
    found
      .filter(({ detection }) => !folds.has(detection.rule.id))
      .flatMap((episode) =>
        (referring.get(episode.detection.rule.id) ?? []).flatMap((outer) =>
          entriesOfEpisode(outer, episode, carried.get(outer.meta.id)),
        ),
      );

  /** Conclude rule by rule, giving the episodes of each to the correlations that refer to it. */
  const conclude = async (entries: readonly GroupedEntry[], ports: CorrelatorPorts): Promise<Conclusions> => {
    const pending = [...entries];
    const concluded: Conclusions[] = [];
    for (const timedRule of timed) {
      const { id } = timedRule.rule.meta;
      const groups = groupsOf(pending.filter(({ group }) => group.correlationId === id));
      const conclusions = uniteConclusions(
        await pMap(
          groups,
          (grouped) => {
            const entriesOfGroup = grouped.map(({ entry }) => entry);
            return orFailure(id, () => concludeGroup(timedRule, grouped[0].group, entriesOfGroup, ports));
          },
          { concurrency },
        ),
      );
      concluded.push(conclusions);
      for (const entry of outerEntries(conclusions.found)) pending.push(entry);
    }
    return uniteConclusions(concluded);
  };

  return {
    entriesOf(detection, record) {
      const fold = folds.get(detection.rule.id);
      return [
        ...(fold === undefined ? [] : entriesOfRepeat(fold, detection, record)),
        ...(referring.get(detection.rule.id) ?? []).flatMap((rule) =>
          entriesOfRecord(rule, detection, record, carried.get(rule.meta.id)),
        ),
      ];
    },
    conclude,
    async judge(deadlines, ports) {
      const [first] = deadlines;
      const rule = ordered.find(({ meta }) => meta.id === first?.group.correlationId);
      // A rule that has been taken out since is not told of any more.
      if (first === undefined || rule === undefined) return noConclusions;
      const { group } = first;
      const looks = deadlines.flatMap(({ look }) => (look === undefined ? [] : [look]));
      const spans = deadlines.flatMap(({ span }) => (span === undefined ? [] : [span]));
      const found = await orFailure(rule.meta.id, async () => {
        const looked = await pMap(looks, (look) => lookAtFold(rule, group, look, ports), { concurrency: 1 });
        const due = spans.length === 0 ? noConclusions : await concludeDue(rule, group, spans, ports);
        return uniteConclusions([...looked.map((one) => ({ ...noConclusions, ...one })), due]);
      });
      return uniteConclusions([found, await conclude(outerEntries(found.found), ports)]);
    },
    isBuiltOn: (ruleId, others) => isBuiltOn(byId, ruleId, others),
    groupDeadlines: (deadlines) => groupDeadlines(deadlines, (id) => ordered.findIndex((rule) => rule.meta.id === id)),
    refersTo: (ruleId) => referring.has(ruleId),
    folds: (ruleId) => folds.has(ruleId),
    isSilenced,
  };
}

async function orFailure(correlationId: string, work: () => Promise<Conclusions>): Promise<Conclusions> {
  try {
    return await work();
  } catch (error) {
    return { ...noConclusions, failures: [{ correlationId, error }] };
  }
}

function isBuiltOn(byId: ReadonlyMap<string, CorrelationRule>, ruleId: string, others: ReadonlySet<string>): boolean {
  const inner = byId.get(ruleId)?.ruleIds ?? [];
  return inner.some((id) => others.has(id) || isBuiltOn(byId, id, others));
}

/** Entries by group, in the order of the groups' keys. */
function groupsOf(entries: readonly GroupedEntry[]): readonly (readonly [GroupedEntry, ...GroupedEntry[]])[] {
  const groups = new Map<string, [GroupedEntry, ...GroupedEntry[]]>();
  for (const entry of entries) {
    const key = groupKey(entry.group);
    const held = groups.get(key);
    if (held === undefined) groups.set(key, [entry]);
    else held.push(entry);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, grouped]) => grouped);
}
