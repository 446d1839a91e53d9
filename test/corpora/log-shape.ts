// What real logs are like, for the assumptions of `trailguard cost`: npx tsx test/corpora/log-shape.ts [FOLDER]
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { loadRules } from '#cli/rules/load-rules.ts';
import { readBytes } from '#shared/cloudtrail/read-bytes.ts';
import { createPipeline } from '#shared/pipeline.ts';

const folder = process.argv[2] ?? '../shared/corpora/cloudtrail/invictus';
const pipeline = createPipeline(loadRules({ builtin: 'rules', paths: [] }));

const recordsPerObject: number[] = [];
const sizesBytes = { compressed: 0, plain: 0 };
let detections = 0;
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !entry.name.endsWith('.json.gz')) continue;
  const bytes = readFileSync(path.join(entry.parentPath, entry.name));
  let records = 0;
  for (const item of readBytes(bytes, entry.name)) {
    if (item.kind !== 'record') continue;
    records += 1;
    detections += pipeline.examine(item.record).detections.length;
  }
  // Digests have none.
  if (records === 0) continue;
  recordsPerObject.push(records);
  sizesBytes.compressed += bytes.length;
  sizesBytes.plain += gunzipSync(bytes).length;
}

const records = recordsPerObject.reduce((sum, count) => sum + count, 0);
if (records === 0) throw new Error(`${folder}: no log objects there (*.json.gz)`);
const sorted = recordsPerObject.sort((a, b) => a - b);
console.log(`${folder}: ${records} records in ${sorted.length} objects`);
console.log(
  `records an object: ${sorted[sorted.length >> 1]} (median), ${(records / sorted.length).toFixed(1)} (mean)`,
);
console.log(
  `bytes a record: ${(sizesBytes.compressed / records).toFixed(0)} compressed, ${(sizesBytes.plain / records).toFixed(0)} plain`,
);
console.log(`detections a record: ${(detections / records).toFixed(3)}`);
