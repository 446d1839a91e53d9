// How fast records are read and matched, as a ratio to what no reader of JSON can do without: decompress and parse.
// All run in this process, turn by turn, over the same bytes, so that the machine's mood cancels out. `npm run bench`.
import { gunzipSync, gzipSync } from 'node:zlib';
import { loadRules } from '#cli/rules/load-rules.ts';
import { readBytes } from '#shared/cloudtrail/read-bytes.ts';
import { deriveFields } from '#shared/enrich/derive-fields.ts';
import { createPipeline } from '#shared/pipeline.ts';
import { compileRule } from '#shared/sigma/compile-rule.ts';
import { generateAccountWeek } from '../../samples/generator/deliver.ts';
import { defaults } from '../../samples/generator/options.ts';

const rounds = 9;
const wanted = Number(process.argv[2] ?? 50_000);

const objects = [...generateAccountWeek({ ...defaults, records: wanted })];
const compressed = objects.map(({ text }) => gzipSync(text));
const records = objects.reduce((sum, { recordCount }) => sum + recordCount, 0);
const sizeMB = objects.reduce((sum, { text }) => sum + text.length, 0) / 1e6;
const ownRules = loadRules({ builtin: 'rules', paths: [] });
const pipeline = createPipeline(ownRules);
const compiled = ownRules.rules.map(compileRule);

const contenders: Readonly<Record<string, () => number>> = {
  'decompress and parse': () =>
    compressed.reduce((sum, bytes) => sum + (JSON.parse(gunzipSync(bytes).toString('utf8')).Records?.length ?? 0), 0),
  'read records': () => {
    let count = 0;
    for (const bytes of compressed)
      for (const item of readBytes(bytes, 'bench')) if (item.kind === 'record') count += 1;
    return count;
  },
  'read and match': () => {
    let count = 0;
    for (const bytes of compressed) {
      for (const item of readBytes(bytes, 'bench')) {
        if (item.kind !== 'record') continue;
        count += 1;
        pipeline.examine(item.record);
      }
    }
    return count;
  },
  'read and try each rule': () => {
    let count = 0;
    for (const bytes of compressed) {
      for (const item of readBytes(bytes, 'bench')) {
        if (item.kind !== 'record') continue;
        count += 1;
        const event = { ...item.record, derived: deriveFields(item.record) };
        for (const rule of compiled) rule.matches(event);
      }
    }
    return count;
  },
};

const timesMs = new Map(Object.keys(contenders).map((name) => [name, [] as number[]]));
for (let round = -1; round < rounds; round += 1) {
  for (const [name, run] of Object.entries(contenders)) {
    const started = process.hrtime.bigint();
    const count = run();
    const tookMs = Number(process.hrtime.bigint() - started) / 1e6;
    if (count !== records) throw new Error(`${name} saw ${count} records of ${records}`);
    // The first round warms up the compiler and the caches.
    if (round >= 0) timesMs.get(name)?.push(tookMs);
  }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const base = timesMs.get('decompress and parse') ?? [];
const rules = ownRules.rules.length + ownRules.correlations.length;
console.log(
  `${records} records, ${sizeMB.toFixed(0)} MB of JSON, ${rules} rules, one thread, median of ${rounds} rounds`,
);
for (const [name, times] of timesMs) {
  const ratios = times.map((time, round) => time / (base[round] ?? time));
  const rate = Math.round(records / (median(times) / 1000));
  console.log(
    `${name.padEnd(22)} ${rate.toLocaleString('en').padStart(9)} records/s   ${median(ratios).toFixed(2)} × the time of decompress and parse` +
      ` (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
  );
}
