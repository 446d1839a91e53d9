import type { CorrelationRule, DetectionRule } from './ast.ts';

/** A set of checked rules as plain JSON: made at build time for Lambdas, at start for the command line. */
export interface RulePack {
  readonly version: 1;
  readonly rules: readonly DetectionRule[];
  readonly correlations: readonly CorrelationRule[];
  /** Repeats that a rule's `dedup` folds into one alert lie no further apart than this. */
  readonly dedupWindowMs: number;
}

/** One hour, when settings say nothing. */
export const defaultDedupWindowMs: number = 60 * 60 * 1000;
