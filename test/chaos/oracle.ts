import { type Call, timespanMs } from './rules.ts';

/** What an episode should hold: its calls in order of time, ties by eventID. */
export interface ExpectedEpisode {
  readonly rule: string;
  readonly group: string;
  readonly calls: readonly [Call, ...Call[]];
}

interface Meaning {
  readonly of: readonly Call['name'][];
  /** Tell whether the calls of one window, in order, meet the rule. */
  readonly holds: (window: readonly Call[]) => boolean;
}

/** The meaning of each rule, said directly. */
export const meanings: Readonly<Record<string, Meaning>> = {
  folded: { of: ['folded'], holds: (window) => window.length >= 1 },
  count: { of: ['a'], holds: (window) => window.length >= 3 },
  distinct: { of: ['a'], holds: (window) => new Set(window.map(({ value }) => value)).size >= 2 },
  sum: { of: ['a'], holds: (window) => window.reduce((sum, { number }) => sum + number, 0) >= 5 },
  both: { of: ['a', 'b'], holds: (window) => new Set(window.map(({ name }) => name)).size === 2 },
  ordered: {
    of: ['a', 'b'],
    holds: (window) =>
      window.some(({ name, seconds }) => name === 'a' && window.some((b) => b.name === 'b' && b.seconds >= seconds)),
  },
  few: { of: ['b'], holds: (window) => window.length === 2 },
  lone: {
    of: ['a', 'b'],
    holds: (window) => window.some(({ name }) => name === 'a') && window.every(({ name }) => name === 'a'),
  },
};

/** The episodes of all rules over calls that are all there, found by trying every window: the ordered single pass that whatever really
 * happened is measured against. */
export function expectedEpisodes(calls: readonly Call[]): readonly ExpectedEpisode[] {
  return Object.keys(meanings).flatMap((rule) => ['x', 'y'].flatMap((group) => episodesOf(rule, group, calls)));
}

/** The episodes of one rule and group. */
export function episodesOf(rule: string, group: string, calls: readonly Call[]): readonly ExpectedEpisode[] {
  const meaning = meanings[rule];
  if (meaning === undefined) return [];
  const ordered = calls
    .filter((call) => call.group === group && meaning.of.includes(call.name))
    // The engine breaks ties by entry, which is rule and record.
    .sort((a, b) => a.seconds - b.seconds || compare(`${a.name} ${a.eventID}`, `${b.name} ${b.eventID}`));
  return runsOf(ordered, timespanMs, meaning.holds).map((run) => ({ rule, group, calls: run }));
}

/** Items in order of time, cut into episodes: windows that hold, as long as no more than a timespan lies between them. */
export function runsOf<Item extends { readonly seconds: number }>(
  ordered: readonly Item[],
  spanMs: number,
  holds: (window: readonly Item[]) => boolean,
): readonly (readonly [Item, ...Item[]])[] {
  const secondsAt = (index: number): number => ordered[index]?.seconds ?? Number.POSITIVE_INFINITY;
  const windows = ordered
    .map(({ seconds }, from) => {
      const after = ordered.findIndex((item) => item.seconds > seconds + spanMs / 1000);
      return { from, to: after < 0 ? ordered.length : after };
    })
    // Maximal windows: the first, and each that has an item that the one before had not.
    .filter(({ to }, index, all) => index === 0 || to > (all[index - 1]?.to ?? 0))
    .filter(({ from, to }) => holds(ordered.slice(from, to)));
  const runs: { from: number; to: number }[] = [];
  for (const { from, to } of windows) {
    const current = runs.at(-1);
    if (current !== undefined && secondsAt(from) - secondsAt(current.to - 1) <= spanMs / 1000) {
      current.to = Math.max(current.to, to);
    } else runs.push({ from, to });
  }
  return runs.flatMap(({ from, to }) => {
    const [first, ...rest] = ordered.slice(from, to);
    return first === undefined ? [] : [[first, ...rest] as const];
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
