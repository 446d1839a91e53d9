import type { Alert } from '#shared/model/alert.ts';
import type { Pipeline } from '#shared/pipeline.ts';
import { alertsOf } from './alerts-of.ts';
import { arguedAlerts } from './argued-alerts.ts';
import { type Bar, share } from './bar.ts';
import { asOftenAsAsked, type LabelledCase } from './labelled-cases.ts';
import { atLeast, countLevels, rulesOf } from './levels.ts';
import { printTable } from './print-table.ts';

interface Tried {
  readonly test: LabelledCase;
  /** Of the records as they are. */
  readonly alone: readonly Alert[];
  /** Of the records as often as the test's rule waits for. */
  readonly alerts: readonly Alert[];
}

/** Try the tests of public rules: positives must be recognised by some rule of ours of level medium or above, negatives should wake nobody.
 *
 * A rule of theirs that waits for thirty records finds thirty; so do ours, and the figure of the record alone stands beside it. */
export async function measureLabelled(
  pipeline: Pipeline,
  cases: readonly LabelledCase[],
  showMissed: boolean,
): Promise<readonly Bar[]> {
  const tried: Tried[] = [];
  for (const test of cases) {
    const alone = await alertsOf(pipeline, test.records, test.id);
    const isRepeated = test.expected && test.threshold > 1;
    const alerts = isRepeated ? await alertsOf(pipeline, asOftenAsAsked(test), test.id) : alone;
    tried.push({ test, alone, alerts });
  }
  return [...tellPositives(tried, showMissed), ...tellNegatives(tried)];
}

function tellPositives(tried: readonly Tried[], showMissed: boolean): readonly Bar[] {
  const positives = tried.filter(({ test }) => test.expected);
  const isRecognised = ({ alerts }: Tried): boolean => atLeast('medium', alerts).length > 0;
  console.log('\npositives of public rules, recognised by a rule of level medium or above');
  const sources = ['Panther', 'StreamAlert'] as const;
  printTable(
    ['source', 'tests', 'recognised', 'the record alone', 'at any level'],
    sources.map((source) => {
      const own = positives.filter(({ test }) => test.source === source);
      const alone = own.filter((each) => atLeast('medium', each.alone).length > 0);
      const anyLevel = own.filter(({ alerts }) => alerts.length > 0);
      return [
        source,
        own.length,
        share(own.filter(isRecognised).length, own.length),
        share(alone.length, own.length),
        share(anyLevel.length, own.length),
      ];
    }),
  );
  const missed = positives.filter((each) => !isRecognised(each));
  if (showMissed && missed.length > 0) {
    console.log('\n  missed, by service and call');
    const rows = missed.map(({ test, alerts }) => [
      placeOf(test),
      test.threshold > 1 ? `${test.about} (${test.threshold} times)` : test.about,
      countLevels(alerts),
      rulesOf(alerts),
    ]);
    printTable(
      ['call', 'test', 'alerts', 'rules'],
      rows.sort((a, b) => String(a[0]).localeCompare(String(b[0]))),
    );
  }
  const recognised = positives.length - missed.length;
  return [
    {
      what: 'positives recognised at medium or above',
      figure: share(recognised, positives.length),
      mustBe: '85 % or more',
      holds: positives.length > 0 && recognised / positives.length >= 0.85,
    },
  ];
}

function tellNegatives(tried: readonly Tried[]): readonly Bar[] {
  const negatives = tried.filter(({ test }) => !test.expected);
  const grave = negatives.filter(({ alerts }) => atLeast('high', alerts).length > 0);
  console.log('\nnegatives of public rules, with alerts of level high or above');
  const rows = grave.map(({ test, alerts }) => [
    placeOf(test),
    test.about,
    rulesOf(atLeast('high', alerts)),
    arguedAlerts.get(test.id) ?? 'NOT ARGUED',
  ]);
  if (rows.length === 0) console.log('  none');
  else printTable(['call', 'test', 'rules', 'why it is right'], rows);
  const idle = [...arguedAlerts.keys()].filter((id) => !grave.some(({ test }) => test.id === id));
  for (const id of idle) console.log(`  argued, and raises no such alert any more: ${id}`);
  const unargued = grave.filter(({ test }) => !arguedAlerts.has(test.id)).length;
  return [
    {
      what: 'negatives with alerts at high or above',
      figure: share(grave.length, negatives.length),
      mustBe: '5 % or less',
      holds: negatives.length > 0 && grave.length / negatives.length <= 0.05,
    },
    { what: 'of these without an argument', figure: String(unargued), mustBe: '0', holds: unargued === 0 },
  ];
}

function placeOf({ records: [record] }: LabelledCase): string {
  const service = String(record?.['eventSource'] ?? '').replace('.amazonaws.com', '');
  return `${service}/${String(record?.['eventName'] ?? '')}`;
}
