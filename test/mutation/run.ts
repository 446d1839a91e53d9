// Runs Stryker (its arguments may follow: `npm run mutation -- -m 'shared/detect/*.ts'`) and prints the mutation score of each
// folder, and the files with most survivors. Fails when a folder's score is below the limit. The score is the share of mutants
// that a test noticed, or that never came to an end.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const reportFile = '.stryker/report.json';
const leastScore = 85;
const worstCount = 10;

const stryker = spawnSync('stryker', ['run', 'test/mutation/stryker.config.mjs', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
if (stryker.status !== 0) process.exit(stryker.status ?? 1);

/** What of Stryker's report is read here. */
interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>;
}

interface Tally {
  readonly name: string;
  readonly noticed: number;
  readonly survived: number;
  /** Left out: see `ignoreStatic` in the settings. */
  readonly ignored: number;
}

const report: Report = JSON.parse(readFileSync(reportFile, 'utf8'));
const files = Object.entries(report.files).map(([name, { mutants }]): Tally => {
  const count = (...wanted: readonly string[]): number =>
    mutants.filter(({ status }) => wanted.includes(status)).length;
  return {
    name,
    noticed: count('Killed', 'Timeout'),
    survived: count('Survived', 'NoCoverage'),
    ignored: count('Ignored'),
  };
});

function sum(name: string, tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (whole, { noticed, survived, ignored }) => ({
      name,
      noticed: whole.noticed + noticed,
      survived: whole.survived + survived,
      ignored: whole.ignored + ignored,
    }),
    { name, noticed: 0, survived: 0, ignored: 0 },
  );
}

function scoreOf({ noticed, survived }: Tally): number {
  return (100 * noticed) / (noticed + survived);
}

function print(tally: Tally): void {
  const score = scoreOf(tally).toFixed(1).padStart(5);
  console.log(
    `${score} %  ${tally.name}: ${tally.noticed} noticed, ${tally.survived} survived, ${tally.ignored} left out`,
  );
}

const folderOf = ({ name }: Tally): string => name.split('/').slice(0, 2).join('/');
const folderNames = [...new Set(files.map(folderOf))];
const folders = folderNames.map((name) =>
  sum(
    name,
    files.filter((file) => folderOf(file) === name),
  ),
);

console.log(`\nThe ${worstCount} files with most survivors; .stryker/report.html shows each one`);
files
  .toSorted((a, b) => b.survived - a.survived)
  .slice(0, worstCount)
  .forEach(print);
console.log('\nScores');
[...folders, sum('overall', folders)].forEach(print);

const low = folders.filter((folder) => scoreOf(folder) < leastScore);
for (const { name } of low) console.error(`${name} is below ${leastScore} %`);
process.exitCode = low.length > 0 ? 1 : 0;
