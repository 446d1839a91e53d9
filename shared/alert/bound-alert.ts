import type { Alert, AlertRule } from '#shared/model/alert.ts';
import type { Outcome } from '#shared/model/outcome.ts';
import { createTrimmer, type Trimmer, type TrimSize } from './create-trimmer.ts';
import { printableJson } from './printable-json.ts';

/** Most bytes of an alert's text as a JSON string, quotes and escapes included. A message carries the text three times
 * (`default`, `lambda`, `sqs`); three of these leave 76 KiB of SNS's 256 KiB to mail, chat, SMS and attributes. */
export const maxAlertBytes: number = 60 * 1024;

/** The alert, shortened where its text would not fit a message; the same alert when it fits.
 *
 * Evidence goes first and step by step: reasons, resources, the rule's texts, events, who and from where, the group, then what
 * to do. Facts (title, summary, account, …) stay whole unless absurdly long; id and severity always do.
 * `truncated` counts by member what was left out or cut. The same alert is always shortened the same way. */
export function boundAlert(alert: Alert): Alert {
  const sizes = new Map(Object.entries(alert).map(([member, value]) => [member, sizeOf(member, value)]));
  const isSmallEnough = (): boolean => sum(sizes.values()) <= maxAlertBytes;
  if (isSmallEnough()) return alert;
  let bounded = alert;
  for (const [member, size, shorten] of steps) {
    const trimmer = createTrimmer(size);
    // Always from the whole alert: the count of a later, smaller size then stands for itself.
    const shortened = shorten(alert, trimmer);
    if (trimmer.count() === 0) continue;
    const count = (alert.truncated?.[member] ?? 0) + trimmer.count();
    bounded = { ...bounded, ...shortened, truncated: { ...bounded.truncated, [member]: count } };
    for (const changed of [member, 'truncated'] as const) sizes.set(changed, sizeOf(changed, bounded[changed]));
    if (isSmallEnough()) return bounded;
  }
  return bounded;
}

/** Bytes that a member takes in the alert's text once that is a JSON string; a few too many, never too few. */
function sizeOf(member: string, value: unknown): number {
  if (value === undefined) return 0;
  return Buffer.byteLength(JSON.stringify(printableJson(value))) + member.length + '\\"\\":,{}""'.length;
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

type Shorten = (alert: Alert, trim: Trimmer) => Partial<Alert>;

/** Longer than any title or account id that means something. */
const maxFactLength = 256;
/** Longer than any summary that `summarizeDetection` makes. */
const maxSummaryLength = 1600;

/** Ever smaller bounds on evidence. The last ones fit whatever the alert says: some 60 texts of 64 units, eight facts of 256 and
 * a summary of 1,600, each unit at most seven bytes (`\\u0000`), make less than 56 KB with the names around them. */
const largestSize: TrimSize = { maxEntries: 100, maxLength: 2048 };
const evidenceSizes: readonly TrimSize[] = [
  largestSize,
  { maxEntries: 25, maxLength: 512 },
  { maxEntries: 10, maxLength: 256 },
  { maxEntries: 3, maxLength: 64 },
];

/** A target may name a hundred rules: three kilobytes, for which the last of the evidence leaves room once. */
const smallestSize: TrimSize = { maxEntries: 1, maxLength: 64 };

const shortenTargets: Shorten = ({ targets }, trim) =>
  targets === undefined ? {} : { targets: trim.entries(targets) };

function shortenFact(member: 'title' | 'accountId' | 'region' | 'playbook'): Shorten {
  return (alert, trim) => {
    const fact = alert[member];
    return fact === undefined ? {} : { [member]: trim.fact(fact, maxFactLength) };
  };
}

const factSteps: readonly (readonly [keyof Alert, Shorten])[] = [
  ['title', shortenFact('title')],
  ['summary', ({ summary }, trim) => ({ summary: trim.fact(summary, maxSummaryLength) })],
  ['accountId', shortenFact('accountId')],
  ['region', shortenFact('region')],
  ['playbook', shortenFact('playbook')],
];

const evidenceSteps: readonly (readonly [keyof Alert, Shorten])[] = [
  [
    'reasons',
    ({ reasons }, trim) => ({
      reasons: trim.entries(reasons).map(({ value, ...reason }) => ({
        ...trim.members(reason),
        value: trim.value(value),
      })),
    }),
  ],
  ['resources', ({ resources }, trim) => ({ resources: trim.texts(resources) })],
  ['rule', ({ rule }, trim) => ({ rule: shortenRule(rule, trim) })],
  ['events', ({ events }, trim) => ({ events: trim.entries(events).map(trim.members) })],
  ['source', ({ source }, trim) => ({ source: trim.members(source) })],
  ['actor', ({ actor }, trim) => ({ actor: trim.members(actor) })],
  ['group', ({ group }, trim) => ({ group: Object.fromEntries(shortenGroup(group, trim)) })],
  // Whole or not at all: half a name would be another's.
  ['targets', shortenTargets],
  ['outcome', ({ outcome }, trim) => (outcome === undefined ? {} : { outcome: shortenOutcome(outcome, trim) })],
  ['falsepositives', ({ falsepositives }, trim) => ({ falsepositives: trim.texts(falsepositives) })],
  ['runbook', ({ runbook }, trim) => ({ runbook: trim.texts(runbook) })],
];

function shortenRule({ description, ...rule }: AlertRule, trim: Trimmer): AlertRule {
  return {
    ...rule,
    id: trim.fact(rule.id, maxFactLength),
    ...(rule.name !== undefined && { name: trim.fact(rule.name, maxFactLength) }),
    title: trim.fact(rule.title, maxFactLength),
    ...(description !== undefined && { description: trim.text(description) }),
    tags: trim.texts(rule.tags),
    references: trim.texts(rule.references),
  };
}

function shortenOutcome(outcome: Outcome, trim: Trimmer): Outcome {
  return {
    ...outcome,
    why: trim.text(outcome.why),
    steps: trim.texts(outcome.steps),
  };
}

function shortenGroup(group: Alert['group'], trim: Trimmer): readonly (readonly [string, string])[] {
  return trim.entries(Object.entries(group)).map(([field, value]) => [trim.text(field), trim.text(value)]);
}

// An absurd fact goes before evidence: no cutting of evidence would make room for it.
const steps: readonly (readonly [keyof Alert, TrimSize, Shorten])[] = [
  ...factSteps.map(([member, shorten]) => [member, largestSize, shorten] as const),
  ...evidenceSizes.flatMap((size) => evidenceSteps.map(([member, shorten]) => [member, size, shorten] as const)),
  ['targets', smallestSize, shortenTargets],
];
