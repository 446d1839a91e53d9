import type { Alert } from '#shared/model/alert.ts';
import type { Outcome } from '#shared/model/outcome.ts';
import type { ResponseSettings } from '#shared/model/response-settings.ts';
import type { OpenCloud } from '#shared/ports/cloud/cloud.ts';
import type { KillSwitch } from '#shared/ports/kill-switch.ts';
import type { Beginning, ResponseStore } from '#shared/ports/response-store.ts';
import type { Seal } from '#shared/ports/seal.ts';
import type { OwnRole } from './is-own-role.ts';
import type { Playbook } from './playbook.ts';

/** Answers alerts with playbooks, as far as settings let it.
 *
 * Every method throws {@link ResponseStoreError} when nothing can be remembered and {@link SealError} when nothing can be sealed: then
 * nothing is begun, and the caller tries again. */
export interface Responder {
  /** Plan, and in mode `apply` carry out, what an alert's playbooks would do to each of its targets. The same alert again changes nothing
   * again.
   * @throws {CloudError} AWS is away, and nothing was changed: the caller tries again. On a last try that is an outcome
   * @throws {PlanTakenError} another is at it: the caller tries again */
  respond(alert: Alert, delivery?: Delivery): Promise<readonly Outcome[]>;
  /** Carry out a plan that waits, or is a plan only, because somebody asks for it. Where it comes too late, a new plan takes its place.
   * @throws {UnknownPlanError} there is no such plan
   * @throws {PlanTakenError} another is at it: the caller tries again */
  apply(planId: string): Promise<Outcome>;
  /** Take back what a plan did.
   * @throws {UnknownPlanError | PlanTakenError} as above */
  undo(planId: string): Promise<Outcome>;
  /** Carry on what somebody began and left, and find out what became of what nobody told of; each is told before the next. What AWS cannot
   * say now waits for the next time, and what fails keeps nobody from the rest.
   * @param tell told again the next time when it throws */
  resume(tell: (outcome: Outcome) => Promise<void>): Promise<Resumed>;
  /** Note that an outcome has been told that has such a beginning: until then {@link resume} comes back to it. */
  noteTold(beginning: Beginning): Promise<void>;
}

/** What became of what others left. */
export interface Resumed {
  readonly outcomes: readonly Outcome[];
  /** Plans of which nothing could be told, and why. */
  readonly problems: readonly { readonly planId: string; readonly error: unknown }[];
}

/** How an alert came. */
export interface Delivery {
  /** Nobody tries again after this. */
  readonly isLastTry: boolean;
}

export interface ResponderPorts {
  readonly openCloud: OpenCloud;
  readonly store: ResponseStore;
  readonly killSwitch: KillSwitch;
  /** Marks plans as the responder's own, and lets it carry out no others; without one every plan is taken for what its id says. */
  readonly seal?: Seal;
  /** Epoch milliseconds UTC. */
  readonly now: () => number;
}

export interface ResponderParts {
  readonly playbooks: readonly Playbook[];
  readonly settings: ResponseSettings;
  readonly ports: ResponderPorts;
  /** ARNs of the roles that Trailguard itself changes things with, in which `*` stands for anything: what they do is never answered. */
  readonly ownRoles: readonly OwnRole[];
  /** Carry out what is asked for whatever a playbook's mode: for who asks in credentials of their own. Otherwise only plans of
   * playbooks in mode `approve` or `apply` are. */
  readonly appliesInAnyMode?: boolean;
}
