import { readdirSync, readFileSync } from 'node:fs';
import { readBytes } from '#shared/cloudtrail/read-bytes.ts';
import type { JsonObject } from '#shared/model/json.ts';

/** Records that a rule must match. */
export interface OwnCase {
  readonly file: string;
  readonly rule: string;
  readonly records: readonly JsonObject[];
}

/** Every case that some rule of ours must match.
 * @param folder of the cases: `<rule>/match-<why>.json` */
export function ownCases(folder: string): readonly OwnCase[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\/match-[^/]+\.json$/.test(file))
    .sort()
    .map((file) => ({ file, rule: file.slice(0, file.lastIndexOf('/')), records: recordsIn(`${folder}/${file}`) }));
}

function recordsIn(file: string): readonly JsonObject[] {
  return [...readBytes(readFileSync(file), file)].map((item) => {
    if (item.kind !== 'record') throw new Error(`${file} holds something else than records: ${item.kind}`);
    return item.record.fields;
  });
}
