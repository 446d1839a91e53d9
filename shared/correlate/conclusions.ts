import type { CorrelationDetection } from '#shared/model/detection.ts';
import type { RuleMeta } from '#shared/model/rule.ts';
import type { Agenda, Deadline } from '#shared/ports/agenda.ts';
import type { CorrelationGroup, CorrelationStore } from '#shared/ports/correlation-store.ts';

/** What a correlator needs of the world. */
export interface CorrelatorPorts {
  readonly store: CorrelationStore;
  readonly agenda: Agenda;
  /** The time, epoch milliseconds UTC. */
  readonly now: () => number;
}

/** What entries or deadlines come to. */
export interface Conclusions {
  readonly found: readonly FoundEpisode[];
  readonly joined: readonly JoinedEpisodes[];
  /** Correlations of which some window held more entries than are read: what was found is found among the latest of them. */
  readonly cut: readonly string[];
  /** To be noted in the agenda when all is told. */
  readonly next: readonly Deadline[];
  /** Groups that could not be worked on, each with its error: all else is to be told, and the caller tries again. */
  readonly failures: readonly GroupFailure[];
}

export interface GroupFailure {
  readonly correlationId: string;
  readonly error: unknown;
}

/** An episode to tell. */
export interface FoundEpisode {
  readonly detection: CorrelationDetection;
  readonly group: CorrelationGroup;
  /** When the correlation first held, as known when the episode was named; epoch milliseconds UTC. */
  readonly crossedMs: number;
  /** The distinct values of the fields that other correlations ask for. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

/** Episodes that a late record showed to be one, by firstEventID: the one that stays, and those that it took in. */
export interface JoinedEpisodes {
  readonly rule: RuleMeta;
  readonly group: CorrelationGroup;
  readonly into: string;
  readonly joined: readonly string[];
}

export const noConclusions: Conclusions = { found: [], joined: [], cut: [], next: [], failures: [] };

export function uniteConclusions(parts: readonly Conclusions[]): Conclusions {
  return {
    found: parts.flatMap(({ found }) => found),
    joined: parts.flatMap(({ joined }) => joined),
    cut: [...new Set(parts.flatMap(({ cut }) => cut))],
    next: parts.flatMap(({ next }) => next),
    failures: parts.flatMap(({ failures }) => failures),
  };
}
