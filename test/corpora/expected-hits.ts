// Holds the engine against public rules on real logs: every (rule, record) pair that independent evaluators found must be
// found, and no other. Run by `npm run corpora`; needs the corpora beside the project, and fails without them.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const corpora = '../shared/corpora';

interface ExpectedHits {
  readonly rule_id: string;
  readonly path: string;
  readonly event_ids: readonly string[];
}

interface DetectionRow {
  readonly ruleId: string;
  readonly ruleTitle: string;
  readonly eventID: string;
}

const linesOf = <T>(text: string): readonly T[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);

const expected = new Set(
  linesOf<ExpectedHits>(readFileSync(`${corpora}/sigma/expected-hits.jsonl`, 'utf8')).flatMap(
    ({ rule_id, event_ids }) => event_ids.map((id) => `${rule_id} ${id}`),
  ),
);

const scanned = execFileSync(
  'node',
  [
    'dist/cli/trailguard.mjs',
    'scan',
    `${corpora}/cloudtrail/invictus`,
    ...['--rules', `${corpora}/sigma/sigmahq`, '--rules', `${corpora}/sigma/suzaku`],
    ...['--no-builtin', '--format', 'detections'],
  ],
  { encoding: 'utf8', maxBuffer: 1 << 28 },
);
const rows = linesOf<DetectionRow>(scanned);
const found = new Set(rows.map(({ ruleId, eventID }) => `${ruleId} ${eventID}`));

const missing = [...expected].filter((pair) => !found.has(pair));
const surplus = [...found].filter((pair) => !expected.has(pair));
const report = (title: string, pairs: readonly string[]): void => {
  for (const pair of pairs.slice(0, 20)) console.log(`${title} ${pair}`);
  if (pairs.length > 20) console.log(`${title} … and ${pairs.length - 20} more`);
};
report('not found:', missing);
report('not expected:', surplus);
console.log(
  `public rules on real logs: ${expected.size} pairs of rule and record expected, ${found.size} found, ` +
    `${missing.length} missing, ${surplus.length} surplus`,
);
process.exitCode = expected.size > 0 && missing.length === 0 && surplus.length === 0 ? 0 : 1;
