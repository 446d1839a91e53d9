// Holds correlations against public rules on real logs: each (correlation, group) that an independent evaluator found must have
// an episode, and no other group may. Groups that lack a field are left out on both sides: there evaluators differ by design.
// Run by `npm run corpora`; needs the corpora beside the project, and fails without them.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const corpora = '../shared/corpora';

type Group = Readonly<Record<string, string>>;

interface ExpectedCorrelation {
  readonly path: string;
  readonly title: string;
  readonly group: Group;
  readonly group_has_absent_field: boolean;
}

interface AlertLine {
  readonly rule: { readonly title: string };
  readonly group?: Group;
}

const linesOf = <T>(text: string): readonly T[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);

const keyOf = (title: string, group: Group): string =>
  `${title} ${JSON.stringify(Object.entries(group).sort(([a], [b]) => (a < b ? -1 : 1)))}`;

const expectations = linesOf<ExpectedCorrelation>(
  readFileSync(`${corpora}/sigma/expected-correlations.jsonl`, 'utf8'),
).filter((line) => !line.group_has_absent_field);
const expected = new Set(expectations.map(({ title, group }) => keyOf(title, group)));
// The fields of a correlation's complete groups, by its title.
const fieldsByTitle = new Map(expectations.map(({ title, group }) => [title, Object.keys(group)]));

const scanned = execFileSync(
  'node',
  [
    'dist/cli/trailguard.mjs',
    'scan',
    `${corpora}/cloudtrail/invictus`,
    ...['--rules', `${corpora}/sigma/suzaku`, '--no-builtin', '--format', 'ndjson', '--quiet'],
  ],
  { encoding: 'utf8', maxBuffer: 1 << 28 },
);
const episodes = linesOf<AlertLine>(scanned).flatMap(({ rule: { title }, group }) => {
  const isComplete = fieldsByTitle.get(title)?.every((field) => group !== undefined && Object.hasOwn(group, field));
  return group !== undefined && isComplete === true ? [keyOf(title, group)] : [];
});
const found = new Set(episodes);

const missing = [...expected].filter((key) => !found.has(key));
const surplus = [...found].filter((key) => !expected.has(key));
for (const key of missing) console.log(`not found: ${key}`);
for (const key of surplus) console.log(`not expected: ${key}`);
console.log(
  `public correlations on real logs: ${expected.size} groups expected, ${found.size} found in ${episodes.length} episodes, ` +
    `${missing.length} missing, ${surplus.length} surplus`,
);
process.exitCode = expected.size > 0 && missing.length === 0 && surplus.length === 0 ? 0 : 1;
