/** There is no plan of that id. */
export class UnknownPlanError extends Error {
  override readonly name = 'UnknownPlanError';
}

/** Somebody else is carrying the plan out, or died over it: come again. */
export class PlanTakenError extends Error {
  override readonly name = 'PlanTakenError';
}
