// Holds the patterns that are compiled from rules against AWS's own matcher: whatever a rule matches, the pattern of that rule alone and
// those of the whole pack must let through, for our rules and the public ones, over real and generated records, and in a state in which
// EventBridge delivers them. It also measures how often the function would be invoked, and fails where that is more than `trailguard cost`
// assumes. Run by `npm run oracle`; needs a JDK, Maven, and the corpora beside the project. ORACLE_SEED and ORACLE_RECORDS say which
// records, and how many, are generated.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { assumptions } from '#cli/cost/assumptions.ts';
import { readBytes } from '#shared/cloudtrail/read-bytes.ts';
import { readRecord } from '#shared/cloudtrail/read-record.ts';
import { readValue } from '#shared/cloudtrail/read-value.ts';
import { createDetector } from '#shared/detect/create-detector.ts';
import { deriveFields } from '#shared/enrich/derive-fields.ts';
import { eventRules, isOnFastWay, maxEventRules } from '#shared/event-rules.ts';
import { loadRulePack } from '#shared/load-rule-pack.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import type { DetectionRule } from '#shared/sigma/ast.ts';
import { askedFields } from '#shared/sigma/pattern/asked-fields.ts';
import { type EventRule, maxPatternLength } from '#shared/sigma/pattern/event-rule.ts';
import { loadOwnRules } from '../../infra/load-own-rules.ts';
import { ordinaryMonth } from '../noise/ordinary-month.ts';
import { matchesPattern } from '../shared/sigma/pattern/match-pattern.ts';
import { askOracle } from './ask-oracle.ts';
import { loseByEntanglement } from './entangled-branches.ts';
import { mutate, randomOf, recordFor } from './generate-records.ts';

const corpora = '../shared/corpora';
const seed = Number(process.env['ORACLE_SEED'] ?? 1);
const generatedCount = Number(process.env['ORACLE_RECORDS'] ?? 60_000);

if (!existsSync(corpora)) {
  console.error(`there are no corpora at ${corpora}: without them nothing is shown`);
  process.exit(2);
}

const packs = new Map<string, readonly DetectionRule[]>([
  ['own', loadOwnRules().rules.filter(isOnFastWay)],
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

/** Every twentieth management event of the ordinary month: its lines come and go by the hour, so that none keeps step. `trailguard cost`, which
 * is held against it, counts no data events. */
function monthRecords(): readonly CloudTrailRecord[] {
  const records: JsonObject[] = [];
  let at = 0;
  for (const { record } of ordinaryMonth(1)) {
    if (record.fields['managementEvent'] !== true) continue;
    if (at % 20 === 0) records.push(record.fields);
    at += 1;
  }
  return records.flatMap((fields) => readRecord(fields) ?? []);
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
const month = monthRecords();
const samples = { invictus: new Set(idsOf(invictus)), 'an ordinary month': new Set(idsOf(month)) };
const cases = recordsIn('test/rules');
const real = [...invictus, ...month, ...labelledRecords(), ...recordsIn('samples/account-week'), ...cases];
const generated = generatedRecords(cases.map(({ fields }) => fields));
const all = [...real, ...generated];
const records = all.filter(isAsDelivered);

/** Every rule of EventBridge under a name: of the packs `own Changes0`, of single rules `own <number> Calls`. */
const ruled = new Map<string, EventRule>();
for (const [pack, rules] of packs) {
  for (const rule of eventRules({ rules })) ruled.set(`${pack} ${rule.id}`, rule);
  rules.forEach((own, at) => {
    for (const rule of eventRules({ rules: [own] })) ruled.set(`${pack} ${at} ${rule.id}`, rule);
  });
}
const patterns = new Map([...ruled].map(([name, { pattern }]) => [name, pattern]));

function idsOf(some: readonly CloudTrailRecord[]): readonly (string | undefined)[] {
  return some.map(({ eventID }) => eventID);
}

const eventOf = ({ fields, eventSource = 'unknown' }: CloudTrailRecord, at = 0): JsonObject => ({
  source: `aws.${eventSource.split('.', 1)[0]}`,
  'detail-type': detailTypeOf(fields['eventType'], at),
  detail: fields,
});

/** CloudTrail's types of events; of sign-ins by turns the two spellings that are seen. */
function detailTypeOf(eventType: unknown, at: number): string {
  const signIn = at % 2 === 0 ? 'AWS Console Sign In' : 'AWS Console Signin';
  const types: Readonly<Record<string, string>> = {
    AwsConsoleSignIn: signIn,
    AwsConsoleAction: 'AWS Console Action',
    AwsServiceEvent: 'AWS Service Event',
    AwsCloudTrailInsight: 'AWS Insight',
    AwsVpceEvents: 'AWS Network Activity Event',
  };
  return `${types[String(eventType)] ?? 'AWS API Call'} via CloudTrail`;
}

const { problems, passed: passedPatterns } = askOracle(patterns, records.map(eventOf));

/** Names of the calls that real records say are read-only: what is generated may say anything. */
const readOnlyNames = new Set(
  real.filter(({ fields }) => fields['readOnly'] === true).map(({ eventName }) => eventName?.toLowerCase()),
);
/** The rules of EventBridge that would deliver each record: those of the shorter state get no read-only calls. */
const passed = passedPatterns.map((names, at) => {
  if (!readOnlyNames.has(records[at]?.eventName?.toLowerCase())) return names;
  return new Set([...names].filter((name) => ruled.get(name)?.state !== 'ENABLED'));
});

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
    if (matchesPattern(pattern, eventOf(record, at)) === passedPatterns[at]?.has(name)) return;
    faults.push(`our own matcher differs on ${name}: ${JSON.stringify(record.fields)}`);
  });
});

const branches = loseByEntanglement(seed);
if (branches.untangled > 0) faults.push(`${branches.untangled} patterns lose though no branches are entangled`);

const count = (value: number): string => value.toLocaleString('en');
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`;
console.log(
  `records: ${count(records.length)} (${count(generated.length)} generated, ${count(all.length - records.length)} set aside, since AWS would not deliver them so)`,
);
console.log(`patterns: ${count(patterns.size)}, ${problems.size} refused by EventBridge's compiler`);
console.log(`matches of a rule and a record: ${count(matches)}, lost: ${lost}`);
console.log(`our own matcher: ${count(comparisons)} comparisons`);
console.log(
  `1,000 patterns of entangled branches: AWS's matcher loses with ${count(branches.entangled)}; of others: with ${branches.untangled}`,
);
for (const [sample, ids] of Object.entries(samples)) {
  const places = records.flatMap(({ eventID }, at) => (ids.has(eventID) ? [at] : []));
  for (const pack of packs.keys()) {
    const names = [...ruled.keys()].filter((name) => new RegExp(`^${pack} [A-Z]\\w*$`).test(name));
    const times = places.map((at) => names.filter((name) => passed[at]?.has(name)).length);
    const invoked = times.filter((time) => time > 0).length;
    const invocations = times.reduce((sum, time) => sum + time, 0);
    console.log(
      `${sample}, ${pack} rules in ${names.length} rules of EventBridge, of at most ${maxEventRules}: ${count(invoked)} of ${count(places.length)} records would invoke the function (${percent(invoked, places.length)}), ${count(invocations - invoked)} times once more; ${(invocations / places.length).toFixed(2)} invocations a record`,
    );
    const { value } = assumptions.selectivity;
    if (pack === 'own' && ids === samples['an ordinary month'] && invocations / places.length > value) {
      faults.push(
        `${(invocations / places.length).toFixed(2)} invocations a record: cli/cost/assumptions.ts says ${value}`,
      );
    }
  }
  const widest = (packs.get('own') ?? [])
    .map(({ meta }, at) => {
      const names = [...ruled.keys()].filter((name) => name.startsWith(`own ${at} `));
      const invoked = places.filter((place) => names.some((name) => passed[place]?.has(name)));
      return { path: meta.path, invoked: invoked.length };
    })
    .sort((a, b) => b.invoked - a.invoked)
    .slice(0, 5);
  console.log(
    `the widest there: ${widest.map(({ path, invoked }) => `${path} ${percent(invoked, places.length)}`).join(', ')}`,
  );
}
for (const fault of faults.slice(0, 20)) console.log(fault);
if (faults.length > 20) console.log(`… and ${faults.length - 20} more`);
const isShown = matches > 0 && generated.length >= 50_000 && lost === 0;
process.exitCode = isShown && faults.length === 0 ? 0 : 1;
