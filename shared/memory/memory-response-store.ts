import {
  type Beginning,
  beginningOf,
  maxRecentPlans,
  type ResponsePlan,
  type ResponseStore,
} from '#shared/ports/response-store.ts';

/** A response store in this process. */
export function createMemoryResponseStore(): ResponseStore {
  const plans = new Map<string, ResponsePlan>();
  const begun = new Map<string, Beginning>();
  return {
    async keep(plan) {
      const kept = plans.get(plan.id);
      if (kept === undefined) plans.set(plan.id, plan);
      return kept ?? plan;
    },
    async read(id) {
      return plans.get(id);
    },
    async move(plan, status, nowMs, begunSeal) {
      const kept = plans.get(plan.id);
      if (kept?.status !== plan.status || kept.changedMs !== plan.changedMs) return false;
      const moved = { ...kept, status, changedMs: nowMs };
      if (status === 'applying' || status === 'undoing') {
        const { begunSeal: _, ...unsealed } = moved;
        plans.set(plan.id, { ...unsealed, begunMs: nowMs, ...(begunSeal !== undefined && { begunSeal }) });
        begun.set(plan.id, beginningOf(plan.id, nowMs));
      } else plans.set(plan.id, moved);
      return true;
    },
    async recent(resource, sinceMs) {
      const found = [...plans.values()].filter((plan) => plan.resource === resource && plan.madeMs >= sinceMs);
      return found.sort((a, b) => b.madeMs - a.madeMs || (a.id < b.id ? 1 : -1)).slice(0, maxRecentPlans);
    },
    async untold() {
      return [...begun.values()].map((beginning) => {
        const plan = plans.get(beginning.planId);
        return { ...beginning, ...(plan !== undefined && { plan }) };
      });
    },
    async noteTold({ planId, at }) {
      if (begun.get(planId)?.at === at) begun.delete(planId);
    },
  };
}
