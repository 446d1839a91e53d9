import type { PlanRequest } from '#shared/respond-to-alert.ts';

/** What is asked of the function: something about one plan, or to carry on what was left behind. */
export type Request = PlanRequest | 'resume';

/** Read `{"approve": "<plan id>"}`, `{"undo": "<plan id>"}` or `{"resume": true}`, with nothing beside it.
 * @returns `undefined` for anything else */
export function readRequest(event: unknown): Request | undefined {
  if (typeof event !== 'object' || event === null) return undefined;
  const [first, ...others] = Object.entries(event);
  if (first === undefined || others.length > 0) return undefined;
  const [name, value] = first;
  if (name === 'resume') return value === true ? 'resume' : undefined;
  const way = name === 'approve' ? 'apply' : name === 'undo' ? 'undo' : undefined;
  return way === undefined || !isPlanId(value) ? undefined : { way, planId: value };
}

function isPlanId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{32}$/.test(value);
}
