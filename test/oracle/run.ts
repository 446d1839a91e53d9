// Holds the patterns that are compiled from rules against AWS's own matcher: whatever a rule matches, the pattern of that rule alone and
// those of the whole pack must let through, for our rules and the public ones, over real and generated records. Run by `npm run oracle`;
// needs a JDK, Maven, and the corpora beside the project. ORACLE_SEED and ORACLE_RECORDS say which records, and how many, are generated.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readBytes } from '#shared/cloudtrail/read-bytes.ts';
import { readRecord } from '#shared/cloudtrail/read-record.ts';
import { readValue } from '#shared/cloudtrail/read-value.ts';
import { createDetector } from '#shared/detect/create-detector.ts';
import { deriveFields } from '#shared/enrich/derive-fields.ts';
import { eventRules } from '#shared/event-rules.ts';
import { loadRulePack } from '#shared/load-rule-pack.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import type { DetectionRule } from '#shared/sigma/ast.ts';
import { askedFields } from '#shared/sigma/pattern/asked-fields.ts';
import { maxPatternLength } from '#shared/sigma/pattern/event-rule.ts';
import { loadOwnRules } from '../../infra/load-own-rules.ts';
import { matchesPattern } from '../shared/sigma/pattern/match-pattern.ts';
import { askOracle } from './ask-oracle.ts';
import { mutate, randomOf, recordFor } from './generate-records.ts';

const corpora = '../shared/corpora';
const seed = Number(process.env['ORACLE_SEED'] ?? 1);
const generatedCount = Number(process.env['ORACLE_RECORDS'] ?? 60_000);

if (!existsSync(corpora)) {
  console.error(`there are no corpora at ${corpora}: without them nothing is shown`);
  process.exit(2);
}

const packs = new Map<string, readonly DetectionRule[]>([
  ['own', loadOwnRules().rules],
  ['public', publicRules(['sigmahq', 'suzaku'])],
]);

function publicRules(folders: readonly string[]): readonly DetectionRule[] {
  const paths = folders.flatMap((folder) => filesIn(`${corpora}/sigma/${folder}`, /\.ya?ml$/));
  return loadRulePack(paths.map((path) => ({ file: path, path, text: readFileSync(path, 'utf8') }))).pack.rules;
}

function filesIn(folder: string, names: RegExp): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => names.test(name))
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort();
}

function recordsIn(folder: string): readonly CloudTrailRecord[] {
  return filesIn(folder, /\.json(?:\.gz)?$/)
    .flatMap((path) => [...readBytes(readFileSync(path), path)])
    .flatMap((item) => (item.kind === 'record' ? [item.record] : []));
}

function labelledRecords(): readonly CloudTrailRecord[] {
  return filesIn(`${corpora}/labelled`, /\.jsonl$/)
    .flatMap((path) => readFileSync(path, 'utf8').trimEnd().split('\n'))
    .flatMap((line) => {
      const { record, records = [] } = JSON.parse(line) as { record?: JsonObject; records?: readonly JsonObject[] };
      return [...(record === undefined ? [] : [record]), ...records];
    })
    .flatMap((value) => [...readValue(value, 'labelled')])
    .flatMap((item) => (item.kind === 'record' ? [item.record] : []));
}

function generatedRecords(seeds: readonly JsonObject[]): readonly CloudTrailRecord[] {
  const random = randomOf(seed);
  const rules = [...packs.values()].flat();
  return Array.from({ length: generatedCount }, (_, at) => {
    const rule = rules[at % rules.length];
    const known = seeds[at % seeds.length];
    // Every third begins with a record that one of our rules is known to match, or nearly: derived facts are hard to make up.
    let record = (at % 3 === 0 ? known : undefined) ?? (rule === undefined ? {} : recordFor(rule, random));
    for (let times = Math.floor(random() * 4); times > 0; times -= 1) record = mutate(record, random);
    return record;
  }).flatMap((fields) => readRecord(fields) ?? []);
}

/** Whether a record has the form in which AWS delivers it, which patterns are made for: names in CloudTrail's own spelling, and as text
 * what AWS writes as text. Test cases of other projects often do not. */
function isAsDelivered(record: CloudTrailRecord): boolean {
  const again = readRecord({ ...record.fields });
  return [...askedFields].every((path) => {
    const [first = '', second] = path.split('.');
    const outer = again?.fields[first];
    const value =
      second === undefined
        ? outer
        : typeof outer === 'object' && outer !== null
          ? Reflect.get(outer, second)
          : undefined;
    const isWritten = (one: unknown): boolean =>
      typeof one === 'string' || (path === 'readOnly' && typeof one === 'boolean');
    return value === undefined || value === null || isWritten(value) || isListOf(value, isWritten);
  });
}

function isListOf(value: unknown, isMember: (member: unknown) => boolean): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isMember);
}

const invictus = recordsIn(`${corpora}/cloudtrail/invictus`);
const invictusIds = new Set(invictus.map(({ eventID }) => eventID));
const cases = recordsIn('test/rules');
const real = [...invictus, ...labelledRecords(), ...recordsIn('samples/account-week'), ...cases];
const generated = generatedRecords(cases.map(({ fields }) => fields));
const all = [...real, ...generated];
const records = all.filter(isAsDelivered);

/** Every pattern under a name: of the packs `own Changes0`, of single rules `own <number> Calls`. */
const patterns = new Map<string, JsonObject>();
for (const [pack, rules] of packs) {
  for (const { id, pattern } of eventRules({ rules })) patterns.set(`${pack} ${id}`, pattern);
  rules.forEach((rule, at) => {
    for (const { id, pattern } of eventRules({ rules: [rule] })) patterns.set(`${pack} ${at} ${id}`, pattern);
  });
}

const eventOf = ({ fields, eventSource = 'unknown' }: CloudTrailRecord): JsonObject => ({
  source: `aws.${eventSource.split('.', 1)[0]}`,
  'detail-type': 'AWS API Call via CloudTrail',
  detail: fields,
});
const { problems, passed } = askOracle(patterns, records.map(eventOf));

const faults: string[] = [...problems].map(([name, problem]) => `pattern of ${name}: ${problem}`);
for (const [name, pattern] of patterns) {
  const { length } = JSON.stringify(pattern);
  if (length > maxPatternLength) faults.push(`pattern of ${name}: ${length} characters`);
}

let matches = 0;
let lost = 0;
for (const [pack, rules] of packs) {
  const detector = createDetector(rules);
  const numbers = new Map(rules.map(({ meta }, at) => [meta.id, at]));
  records.forEach((record, at) => {
    const names = [...(passed[at] ?? [])];
    for (const { rule } of detector.detect({ ...record, derived: deriveFields(record) })) {
      matches += 1;
      const alone = names.some((name) => name.startsWith(`${pack} ${numbers.get(rule.id)} `));
      const together = names.some((name) => /^\w+ \w+$/.test(name) && name.startsWith(`${pack} `));
      if (alone && together) continue;
      lost += 1;
      faults.push(`${rule.path} loses ${alone ? 'with its pack' : 'by itself'}: ${JSON.stringify(record.fields)}`);
    }
  });
}

let comparisons = 0;
records.forEach((record, at) => {
  // All patterns on all records would take an hour: each record is tried with the packs' and with some others.
  [...patterns].forEach(([name, pattern], position) => {
    if (!/^\w+ \w+$/.test(name) && (at + position) % 97 !== 0) return;
    comparisons += 1;
    if (matchesPattern(pattern, eventOf(record)) === passed[at]?.has(name)) return;
    faults.push(`our own matcher differs on ${name}: ${JSON.stringify(record.fields)}`);
  });
});

for (const fault of faults.slice(0, 20)) console.log(fault);
if (faults.length > 20) console.log(`… and ${faults.length - 20} more`);

const count = (value: number): string => value.toLocaleString('en');
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
console.log(
  `records: ${count(records.length)} (${count(generated.length)} generated, ${count(all.length - records.length)} set aside, since AWS would not deliver them so)`,
);
console.log(`patterns: ${count(patterns.size)}, ${problems.size} refused by EventBridge's compiler`);
console.log(`matches of a rule and a record: ${count(matches)}, lost: ${lost}`);
console.log(`our own matcher: ${count(comparisons)} comparisons`);
for (const pack of packs.keys()) {
  const names = [...patterns.keys()].filter((name) => new RegExp(`^${pack} [A-Z]\\w*$`).test(name));
  const times = records.flatMap((record, at) =>
    invictusIds.has(record.eventID) ? [names.filter((name) => passed[at]?.has(name)).length] : [],
  );
  const invoked = times.filter((time) => time > 0).length;
  const twice = times.filter((time) => time > 1).length;
  console.log(
    `invictus, ${pack} rules in ${names.length} rules of EventBridge: ${count(invoked)} of ${count(times.length)} records would invoke the function (${percent(invoked, times.length)}), ${twice} of them twice`,
  );
}
const widest = (packs.get('own') ?? [])
  .map(({ meta }, at) => {
    const names = [...patterns.keys()].filter((name) => name.startsWith(`own ${at} `));
    const invoked = records.filter(
      ({ eventID }, place) => invictusIds.has(eventID) && names.some((name) => passed[place]?.has(name)),
    );
    return { path: meta.path, invoked: invoked.length };
  })
  .sort((a, b) => b.invoked - a.invoked)
  .slice(0, 5);
console.log(
  `the widest: ${widest.map(({ path, invoked }) => `${path} ${percent(invoked, invictus.length)}`).join(', ')}`,
);
const isShown = matches > 0 && generated.length >= 50_000 && lost === 0;
process.exitCode = isShown && faults.length === 0 ? 0 : 1;
