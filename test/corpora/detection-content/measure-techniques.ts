import type { JsonObject } from '#shared/model/json.ts';
import type { Pipeline } from '#shared/pipeline.ts';
import { alertsOf } from './alerts-of.ts';
import { type Bar, share } from './bar.ts';
import { rowsOf } from './labelled-cases.ts';
import { atLeast, countLevels, rulesOf } from './levels.ts';
import { printTable } from './print-table.ts';

interface Scenario {
  readonly technique: string;
  readonly records: readonly JsonObject[];
}

/** The most alerts, of whatever level, that one technique may raise. */
const mostAlerts = 3;

/** Try what attack techniques really left in the log: each must be recognised, and said in few words. */
export async function measureTechniques(pipeline: Pipeline, folder: string): Promise<readonly Bar[]> {
  const scenarios = rowsOf<Scenario>(`${folder}/stratus-scenarios.jsonl`);
  console.log('\nattack techniques, as they were really run');
  const rows: (readonly (string | number)[])[] = [];
  let recognised = 0;
  let loud = 0;
  for (const { technique, records } of scenarios) {
    const alerts = await alertsOf(pipeline, records, technique);
    const isRecognised = atLeast('medium', alerts).length > 0;
    if (isRecognised) recognised += 1;
    if (alerts.length > mostAlerts) loud += 1;
    rows.push([technique, isRecognised ? 'yes' : 'NO', alerts.length, countLevels(alerts), rulesOf(alerts)]);
  }
  printTable(['technique', 'recognised', 'alerts', 'levels', 'rules'], rows);
  return [
    {
      what: 'techniques recognised at medium or above',
      figure: share(recognised, scenarios.length),
      mustBe: '100 %',
      holds: scenarios.length > 0 && recognised === scenarios.length,
    },
    { what: `techniques with more than ${mostAlerts} alerts`, figure: String(loud), mustBe: '0', holds: loud === 0 },
  ];
}
