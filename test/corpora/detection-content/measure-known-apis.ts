import type { JsonObject } from '#shared/model/json.ts';
import type { Pipeline } from '#shared/pipeline.ts';
import { alertsOf } from './alerts-of.ts';
import { share } from './bar.ts';
import { rowsOf } from './labelled-cases.ts';
import { atLeast } from './levels.ts';
import { printTable } from './print-table.ts';

interface KnownApi {
  readonly event_name: string;
  readonly event_source: string;
  readonly used_in_wild: boolean;
  readonly records: readonly JsonObject[];
}

/** Try one call of each API that attackers are known to use. Nothing must be reached here: many of these calls are everybody's work. Most
 * of the records are of calls that were refused, often without their parameters; they are tried as if they had gone through. */
export async function measureKnownApis(pipeline: Pipeline, folder: string, showMissed: boolean): Promise<void> {
  const known = rowsOf<KnownApi>(`${folder}/traildiscover-events.jsonl`).filter(({ records }) => records.length > 0);
  const silent: KnownApi[] = [];
  const rows = [true, false].map((inWild) => {
    const own = known.filter(({ used_in_wild }) => used_in_wild === inWild);
    return { inWild, own };
  });
  const table: (readonly (string | number)[])[] = [];
  for (const { inWild, own } of rows) {
    let medium = 0;
    let any = 0;
    for (const api of own) {
      const alerts = await alertsOf(pipeline, api.records.map(asIfDone), api.event_name);
      if (atLeast('medium', alerts).length > 0) medium += 1;
      if (alerts.length > 0) any += 1;
      else if (inWild) silent.push(api);
    }
    table.push([
      inWild ? 'used in known incidents' : 'others',
      own.length,
      share(medium, own.length),
      share(any, own.length),
    ]);
  }
  console.log('\none call of each API that attackers are known to use, as if it had gone through');
  printTable(['APIs', 'calls', 'alert at medium or above', 'alert at any level'], table);
  if (showMissed) {
    console.log('\n  used in known incidents, and one call says nothing');
    const names = silent.map((api) => `${api.event_source.replace('.amazonaws.com', '')}/${api.event_name}`).sort();
    for (const name of names) console.log(`  ${name}`);
  }
}

function asIfDone({ errorCode: _code, errorMessage: _message, ...record }: JsonObject): JsonObject {
  return record;
}
