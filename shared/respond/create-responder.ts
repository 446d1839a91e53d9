import type { Alert } from '#shared/model/alert.ts';
import type { Json } from '#shared/model/json.ts';
import type { Outcome } from '#shared/model/outcome.ts';
import type { PlaybookMode, PlaybookSettings, ResponseSettings } from '#shared/model/response-settings.ts';
import type { Target } from '#shared/model/target.ts';
import { type Cloud, CloudError, type OpenCloud } from '#shared/ports/cloud/cloud.ts';
import type { KillSwitch } from '#shared/ports/kill-switch.ts';
import type { ResponsePlan, ResponseStore } from '#shared/ports/response-store.ts';
import {
  carryOutPlan,
  isBeingCarriedOut,
  isExpired,
  isOpen,
  isTaken,
  type Way,
  whatWasDone,
} from './carry-out-plan.ts';
import { checkBudget } from './check-budget.ts';
import { findExemption } from './find-exemption.ts';
import { findReasonToAsk } from './find-reason-to-ask.ts';
import { isOwnRole, type OwnRole } from './is-own-role.ts';
import { isSameState } from './is-same-state.ts';
import { judgeState } from './judge-state.ts';
import { keepPlan } from './keep-plan.ts';
import { appliedOutcome, outcomeOf } from './outcome-of.ts';
import { PlanTakenError, UnknownPlanError } from './plan-errors.ts';
import { isGenuine } from './plan-identity.ts';
import { planResponse } from './plan-response.ts';
import type { Playbook } from './playbook.ts';
import { resourceOf } from './resource-of.ts';

/** Answers alerts with playbooks, as far as settings let it. */
export interface Responder {
  /** Plan, and in mode `apply` carry out, what an alert's playbook would do to each of its targets. The same alert again changes nothing
   * again.
   * @throws {ResponseStoreError} nothing can be remembered: nothing is changed, and the caller tries again
   * @throws {CloudError} AWS is away, and nothing was changed: the caller tries again. On a last try that is an outcome
   * @throws {PlanTakenError} another is at it: the caller tries again */
  respond(alert: Alert, delivery?: Delivery): Promise<readonly Outcome[]>;
  /** Carry out a plan that waits, or is a plan only, because somebody asks for it.
   * @throws {ResponseStoreError} as above
   * @throws {UnknownPlanError} there is no such plan
   * @throws {PlanTakenError} another is at it: the caller tries again */
  apply(planId: string): Promise<Outcome>;
  /** Take back what a plan did.
   * @throws {ResponseStoreError | UnknownPlanError} as above */
  undo(planId: string): Promise<Outcome>;
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

export function createResponder({
  playbooks,
  settings,
  ports,
  ownRoles,
  appliesInAnyMode = false,
}: ResponderParts): Responder {
  const { openCloud, store, killSwitch, now } = ports;
  const { budget } = settings;
  const byId = new Map(playbooks.map((playbook) => [playbook.id, playbook]));
  const settingsOf = (playbookId: string): PlaybookSettings =>
    (Object.hasOwn(settings.playbooks, playbookId) ? settings.playbooks[playbookId] : undefined) ?? { mode: 'plan' };

  /** Why a playbook keeps away from a target; `undefined` when it does not. */
  const keepAway = async (
    playbook: Playbook,
    target: Target,
    actors: readonly (string | undefined)[],
  ): Promise<string | undefined> => {
    const exemption = await findExemption(
      settings.exemptions,
      {
        playbook: playbook.id,
        accountId: target.accountId,
        resource: resourceOf(target),
        actors: actors.filter((actor) => actor !== undefined),
      },
      async () => playbook.readTags(target, await openCloud(target)),
    );
    return exemption === undefined ? undefined : `it is exempt: ${exemption.reason}`;
  };

  /** Why a plan must not be applied, though the resource is as it was when the plan was made; `undefined` when it may. */
  const findObjection = async (
    playbook: Playbook,
    plan: ResponsePlan,
    { live, cloud }: { readonly live: Json; readonly cloud: Cloud },
  ): Promise<string | undefined> => {
    if (isExpired(plan, budget.approvalMs, now())) return 'the plan has expired';
    const exempt = await keepAway(playbook, plan.target, actorsOf(plan));
    if (exempt !== undefined) return exempt;
    const repair = await judgeState(playbook, live, {
      target: plan.target,
      cloud,
      settings: settingsOf(playbook.id),
    });
    if (repair.kind !== 'change') return repair.why;
    return isSameState(playbook, repair.state, plan.after) ? undefined : 'the playbook would do something else now';
  };

  /** @param isFresh it was judged a moment ago */
  const carryOut = async (
    playbook: Playbook,
    plan: ResponsePlan,
    { way, isFresh = false, isLastTry = true }: Partial<Delivery> & { readonly way: Way; readonly isFresh?: boolean },
  ): Promise<Outcome> => {
    if (!isGenuine(plan)) return describeForged(plan);
    try {
      const cloud = await openCloud(plan.target);
      const { approvalMs } = budget;
      const parts = { playbook, settings: settingsOf(playbook.id), approvalMs, cloud, store, killSwitch, now };
      return await carryOutPlan(plan, way, {
        ...parts,
        ...(!isFresh && { findObjection: (live: Json) => findObjection(playbook, plan, { live, cloud }) }),
      });
    } catch (error) {
      if (isAway(error) && !isLastTry) throw error;
      return failure(error, { ...outcomeOf(plan, 'failed'), why: whatWasDone(plan) });
    }
  };

  const respondTo = async (
    playbook: Playbook,
    target: Target,
    { alert, isLastTry }: Delivery & { readonly alert: Alert },
  ): Promise<Outcome> => {
    const ofPlaybook = settingsOf(playbook.id);
    const { arn, sessionIssuer } = alert.actor;
    const actorArn = sessionIssuer ?? arn;
    const told = { playbook: playbook.id, alertId: alert.id, target, steps: [] };
    const actorArns = [arn, sessionIssuer].filter((actor) => actor !== undefined);
    // However long ago they were made: what counts is when they were carried out, or taken back.
    const readRecent = (): Promise<readonly ResponsePlan[]> => store.recent(resourceOf(target), 0);
    const own = (await readRecent()).filter((plan) => plan.alertId === alert.id && plan.playbook === playbook.id);
    const begun = own.find(({ status }) => status === 'applying');
    // Somebody died over it. A mode that only plans leaves it: what may not write must not end what another began.
    if (begun !== undefined && ofPlaybook.mode !== 'plan')
      return carryOut(playbook, begun, { way: 'apply', isLastTry });
    try {
      const exempt = await keepAway(playbook, target, actorArns);
      if (exempt !== undefined) return { ...told, status: 'skipped', why: exempt };
      const planned = await planResponse(
        playbook,
        { alertId: alert.id, target, ...(actorArn !== undefined && { actorArn, actorArns }) },
        { cloud: await openCloud(target), settings: ofPlaybook, nowMs: now() },
      );
      if (planned.kind !== 'change') {
        return describeEarlier(own, planned.why) ?? { ...told, status: 'skipped', why: planned.why };
      }
      // Read anew, and after the state: one that somebody was just changing must not be taken for what is.
      const recent = await readRecent();
      const other = recent.find((plan) => isBeingCarriedOut(plan, now()));
      if (other !== undefined) throw new PlanTakenError(`${other.resource} is being changed by plan ${other.id}`);
      const lately = recent.filter(({ changedMs }) => now() - changedMs <= budget.withinMs);
      const tooOften = checkBudget(budget, lately, actorArn);
      if (tooOften !== undefined) return { ...told, status: 'skipped', why: tooOften, steps: planned.plan.steps };
      const reasonToAsk = (earlier: readonly ResponsePlan[]): string | undefined =>
        planned.needsApproval ?? findReasonToAsk(playbook, planned.plan, { earlier, nowMs: now() });
      const { plan, ended } = await keepPlan(planned.plan, {
        store,
        isOpen: (kept) => isOpen(kept, budget.approvalMs, now()),
        statusOf: (earlier) =>
          ofPlaybook.mode === 'approve' || reasonToAsk([...recent, ...earlier]) !== undefined ? 'waiting' : 'planned',
      });
      const reason = reasonToAsk([...recent, ...ended]);
      if (ofPlaybook.mode !== 'apply' || reason !== undefined) return describeWaiting(plan, ofPlaybook.mode, reason);
      return await carryOut(playbook, plan, { way: 'apply', isFresh: true, isLastTry });
    } catch (error) {
      if (isAway(error) && !isLastTry) throw error;
      return failure(error, { ...told, status: 'failed', why: 'nothing was changed' });
    }
  };

  const carryOutById = async (planId: string, way: Way): Promise<Outcome> => {
    const plan = await store.read(planId);
    if (plan === undefined) throw new UnknownPlanError(`there is no plan ${planId}`);
    const failed: Outcome = { ...outcomeOf(plan, 'failed'), why: whatWasDone(plan) };
    const playbook = byId.get(plan.playbook);
    if (playbook === undefined) {
      return { ...failed, why: `there is no playbook ${plan.playbook} any more: ${failed.why}` };
    }
    if (!isGenuine(plan)) return describeForged(plan);
    const { mode } = settingsOf(playbook.id);
    if (way === 'apply' && !appliesInAnyMode && mode !== 'approve' && mode !== 'apply') {
      return { ...failed, status: 'skipped', why: `${playbook.id} is in mode ${mode}: ${failed.why}` };
    }
    try {
      // It may have become exempt since, which may be the answer to the plan: it waits on, for as long as it may. What was begun is
      // looked at first: it may be done.
      const isNew = way === 'apply' && !isTaken(plan);
      const exempt = isNew ? await keepAway(playbook, plan.target, actorsOf(plan)) : undefined;
      if (exempt !== undefined) return { ...failed, status: 'skipped', why: `${exempt}: nothing was changed` };
    } catch (error) {
      return failure(error, failed);
    }
    return carryOut(playbook, plan, { way });
  };

  return {
    async respond(alert, { isLastTry } = { isLastTry: false }) {
      const playbook = byId.get(alert.playbook ?? '');
      if (alert.kind !== 'detection' || playbook === undefined || settingsOf(playbook.id).mode === 'off') return [];
      const { arn = '', sessionIssuer = '' } = alert.actor;
      if (isOwnRole(ownRoles, arn) || isOwnRole(ownRoles, sessionIssuer)) return [];
      const outcomes: Outcome[] = [];
      for (const target of alert.targets ?? []) {
        if (playbook.subjects.includes(target.subject.kind))
          outcomes.push(await respondTo(playbook, target, { alert, isLastTry }));
      }
      return outcomes;
    },
    apply: (planId) => carryOutById(planId, 'apply'),
    undo: (planId) => carryOutById(planId, 'undo'),
  };
}

function isAway(error: unknown): boolean {
  return error instanceof CloudError && error.kind === 'unavailable';
}

function actorsOf({ actorArns, actorArn }: ResponsePlan): readonly (string | undefined)[] {
  return actorArns ?? [actorArn];
}

function describeForged(plan: ResponsePlan): Outcome {
  const why = `the plan is not what its id stands for, so it was altered after it was made: ${whatWasDone(plan)}`;
  return { ...outcomeOf(plan, 'failed'), why };
}

/** What an earlier plan of the same alert came to, in case nobody was told. */
function describeEarlier(own: readonly ResponsePlan[], whyNow: string): Outcome | undefined {
  const applied = own.find(({ status }) => status === 'applied');
  if (applied !== undefined) return appliedOutcome(applied, 'done when this alert came before');
  const failed = own.find(({ status }) => status === 'failed');
  if (failed === undefined) return undefined;
  return { ...outcomeOf(failed, 'failed'), why: `it was tried when this alert came before, and failed; now ${whyNow}` };
}

function describeWaiting(plan: ResponsePlan, mode: PlaybookMode, reason: string | undefined): Outcome {
  const waits = mode !== 'plan';
  const why = reason ?? (waits ? 'it waits for approval' : 'planned, and nothing was changed');
  const command = `trailguard respond ${waits ? 'approve' : 'apply'} ${plan.id}`;
  return { ...outcomeOf(plan, waits ? 'waiting' : 'planned'), why, command };
}

/** What a call that failed leaves to say.
 * @throws {unknown} what is no failure of a call */
function failure(error: unknown, outcome: Outcome): Outcome {
  if (!(error instanceof CloudError)) throw error;
  return { ...outcome, why: `${outcome.why}: ${error.message}` };
}
