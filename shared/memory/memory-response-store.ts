import { maxRecentPlans, type ResponsePlan, type ResponseStore } from '#shared/ports/response-store.ts';

/** A response store in this process. */
export function createMemoryResponseStore(): ResponseStore {
  const plans = new Map<string, ResponsePlan>();
  return {
    async keep(plan) {
      const kept = plans.get(plan.id);
      if (kept === undefined) plans.set(plan.id, plan);
      return kept ?? plan;
    },
    async read(id) {
      return plans.get(id);
    },
    async move(plan, status, nowMs) {
      const kept = plans.get(plan.id);
      if (kept?.status !== plan.status || kept.changedMs !== plan.changedMs) return false;
      plans.set(plan.id, { ...kept, status, changedMs: nowMs });
      return true;
    },
    async recent(resource, sinceMs) {
      const found = [...plans.values()].filter((plan) => plan.resource === resource && plan.madeMs >= sinceMs);
      return found.sort((a, b) => b.madeMs - a.madeMs || (a.id < b.id ? 1 : -1)).slice(0, maxRecentPlans);
    },
  };
}
