import { maxRecentPlans, type ResponsePlan, type ResponseStore } from '#shared/ports/response-store.ts';

/** A response store in this process. */
export function createMemoryResponseStore(): ResponseStore {
  const plans = new Map<string, ResponsePlan>();
  const begun = new Set<string>();
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
      if (status === 'applying' || status === 'undoing') begun.add(plan.id);
      return true;
    },
    async recent(resource, sinceMs) {
      const found = [...plans.values()].filter((plan) => plan.resource === resource && plan.madeMs >= sinceMs);
      return found.sort((a, b) => b.madeMs - a.madeMs || (a.id < b.id ? 1 : -1)).slice(0, maxRecentPlans);
    },
    async untold() {
      return [...begun].flatMap((id) => plans.get(id) ?? []);
    },
    async noteTold(id) {
      begun.delete(id);
    },
  };
}
