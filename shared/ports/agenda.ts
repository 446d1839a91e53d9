import type { CorrelationGroup, TimeSpan } from './correlation-store.ts';

/** A group to look at again, when more is known. Plain JSON. */
export interface Deadline {
  /** Epoch milliseconds UTC. */
  readonly dueMs: number;
  readonly group: CorrelationGroup;
  /** What to do, one of the two: look at an episode of folded repeats again, */
  readonly look?: EpisodeLook;
  /** or judge the group around these times. */
  readonly span?: TimeSpan;
  /** Given by `due`: tells this noting of the deadline from later ones. */
  readonly noting?: string;
}

/** A look at an episode that goes on. */
export interface EpisodeLook {
  /** firstEventID of the episode. */
  readonly episode: string;
  /** How long this look was put off; the next one waits twice as long. */
  readonly waitMs: number;
  /** Records that the episode had when last looked at. */
  readonly seenCount: number;
}

/** Remembers what is to be looked at later.
 * @throws {AgendaError} from every method, when it is unreachable: the caller retries */
export interface Agenda {
  /** Note a deadline; noting an equal one (time, group, episode, span) again changes nothing. */
  note(deadline: Deadline): Promise<void>;
  /** Deadlines that are due, oldest first; perhaps not all of them at once, but none only when there are none. */
  due(nowMs: number): Promise<readonly Deadline[]>;
  /** Strike out a deadline; one that is not there changes nothing. One from `due` that was noted again since then stays: whoever noted
   * it may know of something that came after the look at it. */
  strike(deadline: Deadline): Promise<void>;
}

/** The agenda is unreachable; `cause` says why. */
export class AgendaError extends Error {
  override readonly name = 'AgendaError';
}
