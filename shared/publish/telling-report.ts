import type { Told } from './tell-alerts.ts';

/** What was told, and what was learnt about episodes. */
export interface TellingReport extends Pick<Told, 'published' | 'observed'> {
  /** Alerts that another is about to tell, or left behind when it died: the caller must try the delivery again. */
  readonly held: number;
  /** Ids of alerts about what turned out to be one episode; the first is the one that stays. */
  readonly linked: readonly (readonly string[])[];
  /** Correlations of which some window held more records than are read. */
  readonly cut: readonly string[];
  /** What went wrong with some alerts or groups; all else was done. The caller must try the delivery again. */
  readonly failures: readonly unknown[];
}

/** A report of nothing. */
export const nothingTold: TellingReport = { published: [], observed: [], held: 0, linked: [], cut: [], failures: [] };

/** Several reports as one. */
export function uniteReports(reports: readonly TellingReport[]): TellingReport {
  return {
    published: reports.flatMap(({ published }) => published),
    observed: reports.flatMap(({ observed }) => observed),
    held: reports.reduce((sum, { held }) => sum + held, 0),
    linked: reports.flatMap(({ linked }) => linked),
    cut: [...new Set(reports.flatMap(({ cut }) => cut))],
    failures: reports.flatMap(({ failures }) => failures),
  };
}
