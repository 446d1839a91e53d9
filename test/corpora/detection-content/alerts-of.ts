import { readValue } from '#shared/cloudtrail/read-value.ts';
import { createMemoryAgenda } from '#shared/memory/memory-agenda.ts';
import { createMemoryCorrelationStore } from '#shared/memory/memory-correlation-store.ts';
import type { Alert } from '#shared/model/alert.ts';
import type { Json } from '#shared/model/json.ts';
import type { Findings, Pipeline } from '#shared/pipeline.ts';

/** The alerts of some values alone, as a scan of a file with them would give: those of records, then those of episodes.
 * @param values records in any envelope
 * @param source names them in errors
 * @param look is shown what each record gives
 * @throws something in them is no record: a measure that leaves out in silence measures nothing */
export async function alertsOf(
  pipeline: Pipeline,
  values: Iterable<Json>,
  source: string,
  look: (found: Findings) => void = () => {},
): Promise<readonly Alert[]> {
  const findings: Findings[] = [];
  for (const value of values) {
    for (const item of readValue(value, source)) {
      if (item.kind !== 'record') throw new Error(`${source} holds something else than records: ${item.kind}`);
      const found = pipeline.examine(item.record);
      look(found);
      findings.push(found);
    }
  }
  const episodes = await pipeline.alertsOfEpisodes(
    findings.flatMap(({ entries }) => entries),
    // All records are at hand: there is no later to be noted.
    { store: createMemoryCorrelationStore(), agenda: createMemoryAgenda(), now: () => 0 },
  );
  return [...findings.flatMap((found) => pipeline.alertsOfRecord(found)), ...episodes];
}
