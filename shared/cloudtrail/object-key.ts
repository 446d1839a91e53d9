/** What an object is, judged by its key.
 *  - `log`, `network-activity`, `insight`, `aggregated`: objects of records, each kind under a folder of its own
 *  - `digest`: CloudTrail's digest files; `config`: AWS Config's; `foreign`: any other, and folder marks
 *  - `unknown`: JSON under a key that is not CloudTrail's: a copy, an export; its content decides */
export type ObjectKeyKind =
  | 'log'
  | 'network-activity'
  | 'insight'
  | 'aggregated'
  | 'digest'
  | 'config'
  | 'foreign'
  | 'unknown';

/** The folders under `AWSLogs/<account>/` that are known; AWS's other services use other names.
 * @see CloudTrail user guide, Finding your CloudTrail log files */
const kindByFolder: ReadonlyMap<string, ObjectKeyKind> = new Map([
  ['CloudTrail', 'log'],
  ['CloudTrail-NetworkActivity', 'network-activity'],
  ['CloudTrail-Insight', 'insight'],
  ['CloudTrail-Aggregated', 'aggregated'],
  ['CloudTrail-Digest', 'digest'],
  ['Config', 'config'],
]);

/** `<prefix>/AWSLogs/<organisation>/<account>/<folder>/…/<file>`, prefix and organisation being optional. */
const deliveredKey = /(?:^|\/)AWSLogs\/(?:o-[a-z0-9]+\/)?\d{12}\/([^/]+)\/(?:[^/]+\/)*[^/]+$/;

const jsonFile = /\.(?:json|jsonl|ndjson|log|txt)(?:\.gz)?$|\.gz$/i;

/** What an object is by its key, which is as S3 knows it (decoded).
 *
 * Lenient where in doubt: a folder of CloudTrail's that is not known yet, and JSON or gzip anywhere else, is `unknown`. */
export function classifyObjectKey(key: string): ObjectKeyKind {
  if (key.endsWith('/')) return 'foreign';
  const folder = deliveredKey.exec(key)?.[1];
  if (folder === undefined || (folder.startsWith('CloudTrail') && !kindByFolder.has(folder))) {
    return jsonFile.test(key) ? 'unknown' : 'foreign';
  }
  return kindByFolder.get(folder) ?? 'foreign';
}

/** Tell whether objects of a kind are worth reading: they hold records, or only their content can say. */
export function holdsRecords(kind: ObjectKeyKind): boolean {
  return kind !== 'digest' && kind !== 'config' && kind !== 'foreign';
}
