import type { Outcome } from '#shared/model/outcome.ts';

/** An outcome as it is told: without the states of the resource, which are with the plan, whole. A policy tells more of an account than
 * all should know who hear of alerts. */
export function withoutStates({ before: _before, after: _after, ...told }: Outcome): Outcome {
  return told;
}
