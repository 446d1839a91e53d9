import type { RecordDetection } from '#shared/model/detection.ts';
import type { EnrichedRecord } from '#shared/model/enriched-record.ts';
import type { Json } from '#shared/model/json.ts';
import type { CorrelationEntry, CorrelationGroup } from '#shared/ports/correlation-store.ts';
import type { CorrelationRule, CorrelationType } from '#shared/sigma/ast.ts';
import { fieldValues } from '#shared/sigma/field-values.ts';
import { boundEntry, boundText } from './bound-entry.ts';
import { fieldOf } from './carried-fields.ts';
import type { FoundEpisode } from './conclusions.ts';

/** An entry and the group it belongs to. Plain JSON. */
export interface GroupedEntry {
  readonly group: CorrelationGroup;
  readonly entry: CorrelationEntry;
}

/** Reads the texts that a field path reaches, in the record's order; empty when the field is absent or null. */
type FieldReader = (path: string) => readonly string[];

/** The entries that one record's detection gives to a correlation: one for each group it falls into.
 *
 * A group-by field that holds a list puts the record into the group of each member; one that is absent is left out of the
 * group's values, so that records without it stand together and none is lost. Empty when the record has no readable time. */
export function entriesOfRecord(
  rule: CorrelationRule,
  detection: RecordDetection,
  record: EnrichedRecord,
  carried: readonly string[] = [],
): readonly GroupedEntry[] {
  if (record.eventTimeMs === undefined) return [];
  return groupEntries(rule, carried, {
    entryId: `${detection.rule.id} ${record.eventID}`,
    timeEpochMs: record.eventTimeMs,
    ruleId: detection.rule.id,
    evidence: detection.evidence,
    read: (path) => fieldValues(record, path).flatMap(textsOf),
  });
}

/** The entry that one record's detection gives to the fold of its rule's repeats; none when the record has no readable time.
 *
 * A record is folded once: a `dedup` field that holds a list counts as one text. */
export function entriesOfRepeat(
  fold: CorrelationRule,
  detection: RecordDetection,
  record: EnrichedRecord,
): readonly GroupedEntry[] {
  const [repeat] = entriesOfRecord({ ...fold, groupBy: [] }, detection, record);
  if (repeat === undefined) return [];
  const values = fold.groupBy.flatMap((field) => {
    const texts = fieldValues(record, field).flatMap(textsOf);
    return texts.length === 0 ? [] : [[field, boundText(texts.join(', '))]];
  });
  return [
    {
      group: { ...repeat.group, values: Object.fromEntries(values) },
      entry: boundEntry({ ...repeat.entry, reasons: detection.reasons }),
    },
  ];
}

/** The entries that an episode of one correlation gives to another, which refers to it. Its fields are its group's and those that its
 * records carry, its time is when it first held, which later records of the episode do not move: what follows an episode may follow
 * it from then on. */
export function entriesOfEpisode(
  rule: CorrelationRule,
  { detection, crossedMs, fields }: FoundEpisode,
  carried: readonly string[] = [],
): readonly GroupedEntry[] {
  const [evidence] = detection.evidence;
  if (evidence === undefined) return [];
  return groupEntries(rule, carried, {
    entryId: `${detection.rule.id} ${detection.firstEventID}`,
    timeEpochMs: crossedMs,
    ruleId: detection.rule.id,
    evidence: { ...evidence, standsFor: detection.eventCount },
    read: (path) => {
      if (Object.hasOwn(detection.group, path)) return [detection.group[path] ?? ''];
      return Object.hasOwn(fields, path) ? (fields[path] ?? []) : [];
    },
  });
}

function groupEntries(
  rule: CorrelationRule,
  carried: readonly string[],
  { read, ...entry }: Omit<CorrelationEntry, 'values'> & { readonly read: FieldReader },
): readonly GroupedEntry[] {
  const readField = (field: string): readonly string[] => read(fieldOf(rule, field, entry.ruleId));
  const readDistinct = (field: string): readonly string[] => [...new Set(readField(field))];
  const values = numberTypes.has(rule.type)
    ? rule.fields.flatMap(readField)
    : countedValues(rule.fields.map(readDistinct));
  return combine(rule.groupBy.map(readDistinct)).map((texts) => ({
    group: {
      correlationId: rule.meta.id,
      values: Object.fromEntries(
        rule.groupBy.flatMap((field, position) => {
          const text = texts[position];
          return text === undefined ? [] : [[field, boundText(text)]];
        }),
      ),
      timespanMs: rule.timespanMs,
    },
    entry: boundEntry({
      ...entry,
      values,
      ...(carried.length > 0 && {
        fields: Object.fromEntries(carried.map((field) => [field, [...new Set(read(field))]])),
      }),
    }),
  }));
}

/** Types that measure numbers: each value of each field counts, also one that is there twice. */
const numberTypes: ReadonlySet<CorrelationType> = new Set([
  'value_sum',
  'value_avg',
  'value_percentile',
  'value_median',
]);

/** One field counts by its values, several by the combinations of theirs; a record that lacks one of them has none. */
function countedValues(lists: readonly (readonly string[])[]): readonly string[] {
  const [only] = lists;
  if (only === undefined || lists.some((list) => list.length === 0)) return [];
  return lists.length === 1 ? only : combine(lists).map((texts) => JSON.stringify(texts));
}

/** Every way to take one text of each list, an empty list giving `undefined`. */
function combine(lists: readonly (readonly string[])[]): readonly (readonly (string | undefined)[])[] {
  const size = lists.reduce((product, list) => product * Math.max(list.length, 1), 1);
  // Two long lists in one hostile record would multiply without bound: then each list counts as one text.
  const bounded =
    size <= maxCombinations ? lists : lists.map((list) => (list.length > 1 ? [JSON.stringify(list)] : list));
  return bounded.reduce<readonly (readonly (string | undefined)[])[]>(
    (combinations, list) =>
      combinations.flatMap((taken) => (list.length === 0 ? [undefined] : list).map((text) => [...taken, text])),
    [[]],
  );
}

const maxCombinations = 10_000;

function textsOf(value: Json): readonly string[] {
  if (value === null) return [];
  return [typeof value === 'object' ? JSON.stringify(value) : String(value)];
}
