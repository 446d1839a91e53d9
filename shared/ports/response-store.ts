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

/** Remembers plans; nothing of a plan but its status ever changes, and none is forgotten. And what is yet to be told of them.
 * @throws {ResponseStoreError} from every method, when it is unreachable: the caller tries again */
export interface ResponseStore {
  /** Keep a plan.
   * @returns the plan as it is kept: this one, or the same one as somebody kept it before */
  keep(plan: ResponsePlan): Promise<ResponsePlan>;
  read(id: string): Promise<ResponsePlan | undefined>;
  /** Change the status, if it is still what was read. One that becomes `applying` or `undoing` is {@link untold} from then on.
   * @returns whether it was changed; another who was at it in the same moment may leave it unchanged, too */
  move(plan: ResponsePlan, status: PlanStatus, nowMs: number): Promise<boolean>;
  /** The plans for a resource that were made since a moment, latest first, at most {@link maxRecentPlans}.
   * @param resource as plans name it */
  recent(resource: string, sinceMs: number): Promise<readonly ResponsePlan[]>;
  /** The plans that somebody began to carry out or to take back, and whose outcome nobody has told since, whatever became of them. */
  untold(): Promise<readonly ResponsePlan[]>;
  /** Note that what became of a plan has been told. */
  noteTold(id: string): Promise<void>;
}

/** Most plans of one answer: what is older has no say in a budget. */
export const maxRecentPlans = 100;

/** The store is unreachable; `cause` says why. */
export class ResponseStoreError extends Error {
  override readonly name = 'ResponseStoreError';
}
