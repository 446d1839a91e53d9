// Holds our own rules against what nobody here wrote: tests of public rules, attacks as they were really run, a real account in an hour of
// attacks; and against an ordinary month of a made-up company, in which nothing happens. Run by `npm run detection`; needs the corpora beside
// the project, and fails without them.
//
//   --report   print only: a bar that is missed does not fail
//   --missed   list what no rule recognised
//   --month    count the records of the ordinary month by what made them
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createPipeline } from '#shared/pipeline.ts';
import { loadOwnRules } from '../../infra/load-own-rules.ts';
import { labelledCases } from './detection-content/labelled-cases.ts';
import { measureKnownApis } from './detection-content/measure-known-apis.ts';
import { measureLabelled } from './detection-content/measure-labelled.ts';
import { measureMonth } from './detection-content/measure-month.ts';
import { measureRealLogs } from './detection-content/measure-real-logs.ts';
import { measureTechniques } from './detection-content/measure-techniques.ts';
import { printTable } from './detection-content/print-table.ts';
import { staleLines } from './detection-content/quoted-scan.ts';

const corpora = '../shared/corpora';
const labelled = `${corpora}/labelled`;

const { values } = parseArgs({
  options: {
    report: { type: 'boolean', default: false },
    missed: { type: 'boolean', default: false },
    month: { type: 'boolean', default: false },
  },
});

const pack = loadOwnRules();
const pipeline = createPipeline(pack);
console.log(`${pack.rules.length} rules and ${pack.correlations.length} correlations of our own`);

const ofTests = await measureLabelled(pipeline, labelledCases(labelled), values.missed);
const ofTechniques = await measureTechniques(pipeline, labelled);
await measureKnownApis(pipeline, labelled, values.missed);
const ofRealLogs = await measureRealLogs(pipeline, `${corpora}/cloudtrail/invictus`);
const ofMonth = await measureMonth(pipeline, values.month);

const bars = [...ofTests, ...ofTechniques, ...ofRealLogs, ...ofMonth];
console.log('\nwhat must be reached');
printTable(
  ['what', 'figure', 'must be', ''],
  bars.map(({ what, figure, mustBe, holds }) => [what, figure, mustBe, holds ? 'holds' : 'MISSED']),
);
const readme = readFileSync('README.md', 'utf8');
const quoted = bars.filter(({ what }) => readme.includes(`| ${what} |`));
const stale = quoted.filter(({ what, figure, mustBe }) => !readme.includes(`| ${what} | ${figure} | ${mustBe} |`));
for (const { what, figure } of stale) console.log(`README.md has another figure for "${what}": it is ${figure} now`);
const walked = await staleLines('docs/invictus.md', `${corpora}/cloudtrail/invictus`);
if (walked.length > 0) console.log(`docs/invictus.md quotes a scan that says otherwise now:\n${walked.join('\n')}`);
const isWell = quoted.length > 0 && stale.length === 0 && walked.length === 0 && bars.every(({ holds }) => holds);
process.exitCode = values.report || isWell ? 0 : 1;
