import type { Json } from '#shared/model/json.ts';
import type { Target } from '#shared/model/target.ts';

/** What a playbook would do to one resource, the snapshot that takes it back, and how far it has come. Plain JSON. */
export interface ResponsePlan {
  readonly version: 1;
  /** Hash of alert, playbook, target, and the states that it leads from and to (`planIdOf`): the same plan has the same id. */
  readonly id: string;
  readonly playbook: string;
  readonly alertId: string;
  readonly target: Target;
  /** The text that names the target's resource (`resourceOf`): {@link ResponseStore.recent} goes by it. */
  readonly resource: string;
  /** Who made the change that it answers: ARN, or of the role behind the session. */
  readonly actorArn?: string;
  /** All ARNs by which that actor may be exempt: its own, and that of the role behind the session. */
  readonly actorArns?: readonly string[];
  /** The resource's state when it was made, and the state that it leads to. */
  readonly before: Json;
  readonly after: Json;
  readonly steps: readonly string[];
  /** Epoch milliseconds UTC. */
  readonly madeMs: number;
  readonly status: PlanStatus;
  readonly changedMs: number;
  /** Shows that a deployment's own responder made it; absent where nothing seals, as at somebody's desk. */
  readonly seal?: string;
  /** When somebody last began to carry it out or to take it back, and what shows that he was asked; the seal is absent as above. */
  readonly begunMs?: number;
  readonly begunSeal?: string;
}

/** What of a plan moves; all else is written once. */
export type PlanMoves = 'status' | 'changedMs' | 'begunMs' | 'begunSeal';

/** That somebody began with a plan. `at` tells the beginning from others of the same plan; a store may hold some that say nothing of it. */
export interface Beginning {
  readonly planId: string;
  readonly at?: string;
}

/** A beginning of which nobody has told since what became of it; without a plan where there is none of that id, or none that can be read. */
export interface Untold extends Beginning {
  readonly plan?: ResponsePlan;
}

/** `waiting`: for approval. `applying` and `undoing` are taken by one function at a time, for as long as it may run. */
export type PlanStatus =
  | 'planned'
  | 'waiting'
  | 'applying'
  | 'applied'
  | 'failed'
  | 'undoing'
  | 'undone'
  | 'superseded';

/** Remembers plans; nothing of a plan but {@link PlanMoves} ever changes, and none is forgotten. And what is yet to be told of them.
 *
 * A plan that cannot be read, such as one that somebody else wrote, keeps nobody from the others.
 * @throws {ResponseStoreError} from every method, when it is unreachable: the caller tries again */
export interface ResponseStore {
  /** Keep a plan.
   * @returns the plan as it is kept: this one, or the same one as somebody kept it before; `undefined` where that cannot be read */
  keep(plan: ResponsePlan): Promise<ResponsePlan | undefined>;
  /** @throws {ResponseStoreError} also where it cannot be read */
  read(id: string): Promise<ResponsePlan | undefined>;
  /** Change the status, if it is still what was read. One that becomes `applying` or `undoing` is begun, and {@link untold} from then on.
   * @param begunSeal of such a beginning, kept in the same write
   * @returns whether it was changed; another who was at it in the same moment may leave it unchanged, too */
  move(plan: ResponsePlan, status: PlanStatus, nowMs: number, begunSeal?: string): Promise<boolean>;
  /** The plans for a resource that were made since a moment, latest first, at most {@link maxRecentPlans}, but for those that cannot be
   * read.
   * @param resource as plans name it */
  recent(resource: string, sinceMs: number): Promise<readonly ResponsePlan[]>;
  /** What somebody began to carry out or to take back, and nobody has told of since, whatever became of it. */
  untold(): Promise<readonly Untold[]>;
  /** Note that what became of a beginning has been told. One that came after it stays untold. */
  noteTold(beginning: Beginning): Promise<void>;
}

/** The beginning at a moment. */
export function beginningOf(planId: string, begunMs: number): Beginning {
  return { planId, at: String(begunMs) };
}

/** Most plans of one answer: what is older has no say in a budget. */
export const maxRecentPlans = 100;

/** The store is unreachable; `cause` says why. */
export class ResponseStoreError extends Error {
  override readonly name = 'ResponseStoreError';
}
