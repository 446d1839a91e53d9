import { readFileSync } from 'node:fs';
import type { JsonObject } from '#shared/model/json.ts';

/** One test of a public rule: whether that rule matches the records. It says nothing of other rules. */
export interface LabelledCase {
  readonly id: string;
  readonly source: 'Panther' | 'StreamAlert';
  /** The public rule that the test is about, and what the test says it shows. */
  readonly about: string;
  readonly expected: boolean;
  readonly records: readonly JsonObject[];
  /** How many such records, within how many minutes, the public rule waits for. */
  readonly threshold: number;
  readonly withinMinutes: number;
}

interface PantherRow {
  readonly id: string;
  readonly rule: string;
  readonly test_name: string;
  readonly expected: boolean;
  readonly record: JsonObject;
  readonly threshold: number;
  readonly dedup_minutes: number;
}

interface StreamAlertRow {
  readonly id: string;
  readonly rule: string;
  readonly test_name: string;
  readonly expected: boolean;
  readonly records: readonly JsonObject[];
}

/** Read the tests of public rules.
 * @param folder the corpora's folder of labelled cases
 * @throws the error of reading a file that is not there */
export function labelledCases(folder: string): readonly LabelledCase[] {
  return [
    ...rowsOf<PantherRow>(`${folder}/panther-tests.jsonl`).map(
      ({ id, rule, test_name, expected, record, threshold, dedup_minutes }): LabelledCase => ({
        id,
        source: 'Panther',
        about: `${rule}: ${test_name}`,
        expected,
        records: [record],
        threshold,
        withinMinutes: dedup_minutes,
      }),
    ),
    ...rowsOf<StreamAlertRow>(`${folder}/streamalert-tests.jsonl`).map(
      ({ id, rule, test_name, expected, records }): LabelledCase => ({
        id,
        source: 'StreamAlert',
        about: `${rule}: ${test_name}`,
        expected,
        records,
        threshold: 1,
        withinMinutes: 60,
      }),
    ),
  ];
}

/** The lines of a file, each parsed. */
export function rowsOf<T>(file: string): readonly T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

/** The records of a case as often as its rule waits for, each a call of its own, evenly over half of the rule's time. */
export function asOftenAsAsked({ records, threshold, withinMinutes }: LabelledCase): readonly JsonObject[] {
  const stepMs = (withinMinutes * 30_000) / threshold;
  return Array.from({ length: threshold }, (_, time) =>
    records.map((record) => {
      const eventTimeMs = Date.parse(String(record['eventTime']));
      if (Number.isNaN(eventTimeMs)) return record;
      const eventTime = new Date(eventTimeMs + Math.floor(time * stepMs)).toISOString();
      return { ...record, eventTime, eventID: `${String(record['eventID'])}-${time}` };
    }),
  ).flat();
}
