// Loads every public rule: each must be taken, or be refused for the reason that is written down here, in words that a person
// agrees with. Run by `npm run corpora`; needs the corpora beside the project, and fails without them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { loadRulePack } from '#shared/load-rule-pack.ts';
import type { RuleSource } from '#shared/sigma/parse-rules.ts';
import type { RuleProblem } from '#shared/sigma/problem.ts';

const corpora = '../shared/corpora/sigma';

/** Why a file must be refused. */
interface Refusal {
  readonly why: string;
  /** Where in the file it must be said, and what the message must contain; no other message may be there. */
  readonly says: readonly (readonly [line: number, part: string])[];
  /** Rules that the file refers to and that are nowhere: with rules of these names or ids beside it, it must be taken. */
  readonly lacks?: readonly string[];
}

const otherLogs = 'it is about other logs: nothing in a trail could ever match it';
const otherNames = 'it names fields as another schema does, and no record of CloudTrail has such fields';

/** A correlation without its rules, which its list names from a line on. */
const lacking = (firstLine: number, ...lacks: readonly string[]): Refusal => ({
  why: 'it is a correlation alone: the rules that it counts are in no file',
  says: lacks.map((name, at) => [firstLine + at, `there is no rule "${name}"`]),
  lacks,
});

/** What must be refused, by file; every other file must be taken. */
const refusals: ReadonlyMap<string, Refusal> = new Map(
  Object.entries<Refusal>({
    'correlation/event_count.yml': lacking(6, '5638f7c0-ac70-491d-8465-2a65075e0d86'),
    'correlation/event_count_ecs.yml': { why: otherNames, says: [[3, 'taxonomy "ecs"']] },
    'correlation/temporal.yml': lacking(5, 'recon_cmd_a', 'recon_cmd_b', 'recon_cmd_c'),
    'correlation/temporal_ordered.yml': lacking(5, 'recon_cmd_a', 'recon_cmd_b', 'recon_cmd_c'),
    'correlation/value_avg.yml': lacking(5, 'rule_a_id'),
    'correlation/value_count.yml': lacking(6, '5638f7c0-ac70-491d-8465-2a65075e0d86'),
    'correlation/value_percentile.yml': lacking(5, 'process_creation'),
    'correlation/value_sum.yml': lacking(5, 'website_access'),
    'filter/filter_1.yml': { why: otherLogs, says: [[3, "other logs than CloudTrail's"]] },
    'filter/filter_ecs.yml': {
      why: `${otherLogs}; and ${otherNames}`,
      says: [
        [3, 'taxonomy "ecs"'],
        [4, "other logs than CloudTrail's"],
      ],
    },
    'rules/rule_1.yml': { why: otherLogs, says: [[18, "other logs than CloudTrail's"]] },
    'rules/rule_ecs.yml': {
      why: `${otherLogs}; and ${otherNames}`,
      says: [
        [7, 'taxonomy "ecs"'],
        [8, "other logs than CloudTrail's"],
      ],
    },
  }).map(([path, refusal]) => [join('conformance/specification', path), refusal]),
);

/** What came of files that were loaded as one set. No filter is among what is taken, so that what is neither loaded nor stated
 * again is refused. */
interface Outcome {
  readonly documents: number;
  readonly loaded: number;
  /** Documents whose id an earlier one has: rule sets repeat a base rule beside the correlation that needs it. */
  readonly again: number;
  readonly problems: readonly RuleProblem[];
}

function load(sources: readonly RuleSource[]): Outcome {
  const { pack, problems } = loadRulePack(sources);
  const documents = sources.flatMap(({ text }) => parseAllDocuments(text));
  const ids = documents.map((document) => document.get('id')).filter((id) => id !== undefined);
  const loaded = pack.rules.length + pack.correlations.length;
  return { documents: documents.length, loaded, again: ids.length - new Set(ids).size, problems };
}

/** Files as they are meant to be loaded: rule sets whole, the specification's examples one by one. */
function sourcesIn(folder: string): readonly RuleSource[] {
  return readdirSync(join(corpora, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/i.test(name))
    .sort()
    .map((name) => join(folder, name))
    .map((path) => ({ file: path, path, text: readFileSync(join(corpora, path), 'utf8') }));
}

/** Which problems of a file must not be there, and which that must be there are not. */
function disagreements({ file }: RuleSource, problems: readonly RuleProblem[]): readonly string[] {
  const found = problems.filter((problem) => problem.file === file);
  const expected = refusals.get(file)?.says ?? [];
  const surplus = found
    .filter(({ line, message }) => !expected.some(([at, part]) => line === at && message.includes(part)))
    .map(({ line, message }) => `${file}:${line}: not expected: ${message}`);
  const missing = expected
    .filter(([at, part]) => !found.some(({ line, message }) => line === at && message.includes(part)))
    .map(([at, part]) => `${file}:${at}: expected and not said: ${part}`);
  return [...surplus, ...missing];
}

/** Rules of the names or ids that a correlation lacks. */
function standIn(nameOrId: string): RuleSource {
  const key = /^[\da-f]{8}-/.test(nameOrId) ? 'id' : 'name';
  const text = `title: ${nameOrId}
${key}: ${nameOrId}
logsource: {product: aws, service: cloudtrail}
detection: {selection: {eventName: GetObject}, condition: selection}
`;
  return { file: nameOrId, path: `${nameOrId}.yml`, text };
}

const folders = ['sigmahq', 'suzaku', 'conformance/specification'] as const;
const faults: string[] = [];
const known = new Set<string>();

console.log(`${'folder'.padEnd(26)}documents   loaded    again  refused`);
for (const folder of folders) {
  const sources = sourcesIn(folder);
  for (const { file } of sources) known.add(file);
  const sets = folder.startsWith('conformance') ? sources.map((source) => [source]) : [sources];
  const outcomes = sets.map(load);
  const total = (key: 'documents' | 'loaded' | 'again'): number =>
    outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
  const refused = total('documents') - total('loaded') - total('again');
  const problems = outcomes.flatMap((outcome) => outcome.problems);
  const figures = [total('documents'), total('loaded'), total('again'), refused];
  console.log(`${folder.padEnd(26)}${figures.map((figure) => String(figure).padStart(9)).join('')}`);
  for (const [at, { file, line, column, message, hint }] of problems.entries()) {
    if (problems[at - 1]?.file !== file) console.log(`  ${file}: ${refusals.get(file)?.why ?? 'NOT EXPECTED'}`);
    console.log(`    ${line}:${column} ${message}\n        ${hint}`);
  }
  faults.push(...sources.flatMap((source) => disagreements(source, problems)));
  if (total('documents') === 0) faults.push(`${folder}: there is nothing to load`);
  // Nothing is left out without a word.
  const withProblems = new Set(problems.map(({ file }) => file)).size;
  if (refused < withProblems || (withProblems === 0 && refused > 0))
    faults.push(`${folder}: ${refused} documents refused, and problems in ${withProblems} files`);

  for (const source of sources) {
    const { lacks } = refusals.get(source.file) ?? {};
    if (lacks === undefined) continue;
    const completed = load([source, ...lacks.map(standIn)]);
    if (completed.loaded !== 1 + lacks.length)
      faults.push(`${source.file}: not taken with its rules beside it: ${completed.problems[0]?.message}`);
  }
}

for (const file of refusals.keys()) if (!known.has(file)) faults.push(`${file}: there is no such file`);
for (const fault of faults) console.log(fault);
console.log(
  `public rules loaded: ${known.size} files, ${refusals.size} refused as they must be, ${faults.length} faults`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
