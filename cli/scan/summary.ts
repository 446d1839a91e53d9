import { type SetAside, setAsideTexts } from '#shared/cloudtrail/set-aside.ts';
import { levels } from '#shared/model/rule.ts';
import type { Painter } from '../format/paint.ts';
import { plural } from '../format/plural.ts';
import { safeText } from '../format/safe-text.ts';
import type { InputProblem } from '../input/input-problem.ts';
import type { ScanResult } from './scan-result.ts';
import type { ScanTally } from './scan-sink.ts';

/** Everything a scan says of itself when it is done. */
export interface ScanSummary {
  files: number;
  sizeBytes: number;
  /** Files in folders whose name no log has. */
  passedOver: number;
  records: number;
  outOfRange: number;
  firstMs: number;
  lastMs: number;
  /** Rules that matched records, counted once for each record. */
  detections: number;
  /** Detections that no correlation could take for want of a time. */
  undated: number;
  readonly setAside: Map<string, number>;
  readonly problems: InputProblem[];
  /** Problems beyond those kept in `problems`. */
  moreProblems: number;
}

/** A summary of nothing yet. */
export function emptySummary(): ScanSummary {
  return {
    files: 0,
    sizeBytes: 0,
    passedOver: 0,
    records: 0,
    outOfRange: 0,
    firstMs: Number.POSITIVE_INFINITY,
    lastMs: Number.NEGATIVE_INFINITY,
    detections: 0,
    undated: 0,
    setAside: new Map(),
    problems: [],
    moreProblems: 0,
  };
}

/** Problems that are named one by one; the rest are counted. */
const maxNamedProblems = 20;

/** Add the result of one input. */
export function addResult(summary: ScanSummary, sizeBytes: number, result: ScanResult): void {
  summary.files += 1;
  summary.sizeBytes += sizeBytes;
  summary.records += result.counts.records;
  summary.outOfRange += result.counts.outOfRange;
  summary.firstMs = Math.min(summary.firstMs, result.counts.firstMs ?? Number.POSITIVE_INFINITY);
  summary.lastMs = Math.max(summary.lastMs, result.counts.lastMs ?? Number.NEGATIVE_INFINITY);
  for (const found of result.findings) {
    summary.detections += found.detections.length;
    summary.undated += found.undated;
  }
  for (const [what, count] of Object.entries(result.setAside)) {
    summary.setAside.set(what, (summary.setAside.get(what) ?? 0) + count);
  }
  addProblems(summary, result.problems);
}

/** Add problems that were met. */
export function addProblems(summary: ScanSummary, problems: readonly InputProblem[]): void {
  for (const problem of problems) {
    if (summary.problems.length < maxNamedProblems) summary.problems.push(problem);
    else summary.moreProblems += 1;
  }
}

/** The summary as people read it: what was read, what matched, what was set aside. */
export function describeSummary(summary: ScanSummary, tally: ScanTally, elapsedMs: number, paint: Painter): string {
  const seconds = Math.max(elapsedMs, 1) / 1000;
  const rate = Math.round(summary.records / seconds);
  const lines = [
    `Read ${plural(summary.records, 'record')} in ${plural(summary.files, 'file')}${timeRange(summary)}` +
      ` in ${seconds.toFixed(1)} s (${rate.toLocaleString('en')} records/s).`,
    `Found ${describeTally(tally)} from ${plural(summary.detections, 'detection')}.`,
  ];
  if (summary.outOfRange > 0) lines.push(`Outside the time range: ${plural(summary.outOfRange, 'record')}.`);
  if (summary.undated > 0) {
    lines.push(`Without a readable time, so in no correlation: ${plural(summary.undated, 'detection')}.`);
  }
  if (summary.passedOver > 0)
    lines.push(`Passed over by name: ${plural(summary.passedOver, 'file')} that no log is called like.`);
  for (const [what, count] of summary.setAside) {
    lines.push(
      `Set aside: ${count.toLocaleString('en')} × ${what}. ${setAsideTexts[what as SetAside] ?? ''}`.trimEnd(),
    );
  }
  return `${lines.map((line) => paint.faint(line)).join('\n')}\n`;
}

/** The problems as people read them, each with its place and what to do; empty when there are none. */
export function describeReadProblems(summary: ScanSummary, paint: Painter): string {
  if (summary.problems.length === 0) return '';
  const lines = summary.problems.map(({ source, offsetBytes, message, hint }) => {
    const place = offsetBytes === undefined ? source : `${source} at byte ${offsetBytes.toLocaleString('en')}`;
    return `${paint.strong(safeText(place))} ${safeText(message)}\n    ${paint.faint(safeText(hint))}`;
  });
  const total = summary.problems.length + summary.moreProblems;
  const more = summary.moreProblems > 0 ? ` (${plural(summary.moreProblems, 'more')} not named here)` : '';
  return `${[...lines, paint.bad(`Could not be read: ${plural(total, 'place')}${more}.`)].join('\n')}\n`;
}

function timeRange({ firstMs, lastMs }: ScanSummary): string {
  if (firstMs > lastMs) return '';
  return `, ${shortTime(firstMs)} to ${shortTime(lastMs)} UTC,`;
}

function shortTime(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 16).replace('T', ' ');
}

function describeTally({ alerts, observed }: ScanTally): string {
  const total = totalOf(alerts);
  const parts = [...levels].reverse().flatMap((level) => {
    const count = alerts.get(level);
    return count === undefined ? [] : [`${count.toLocaleString('en')} ${level}`];
  });
  const quiet = totalOf(observed);
  const ofThem = quiet === 0 ? '' : `, ${quiet.toLocaleString('en')} of them observed only,`;
  return total === 0 ? 'no alerts' : `${plural(total, 'alert')} (${parts.join(', ')})${ofThem}`;
}

function totalOf(counts: ReadonlyMap<unknown, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
