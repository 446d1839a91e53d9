import type { Json } from './json.ts';
import type { Target } from './target.ts';

/** What a playbook did, or why it did nothing. Carried by alerts of kind `outcome`.
 *  - `planned`: this is what it would do; `waiting`: it does so when somebody approves
 *  - `applied`: done and verified; `undone`: taken back
 *  - `skipped`: nothing to do, or not allowed to; `failed`: tried, and `why` says what is now */
export type OutcomeStatus = 'planned' | 'waiting' | 'applied' | 'undone' | 'skipped' | 'failed';

export interface Outcome {
  readonly status: OutcomeStatus;
  readonly playbook: string;
  readonly alertId: string;
  readonly target: Target;
  /** One sentence. */
  readonly why: string;
  /** What was or would be done, a sentence each. */
  readonly steps: readonly string[];
  /** The plan that can be approved, applied or undone; absent where nothing was planned. */
  readonly planId?: string;
  readonly before?: Json;
  readonly after?: Json;
  /** Both states in a few words, which anybody may read who may read the alert; absent where nothing was done, or it failed. */
  readonly inWords?: { readonly before: string; readonly after: string };
  /** What to type next: to approve, apply or undo. */
  readonly command?: string;
  /** The beginning of a plan that this tells the end of, for who tells it to strike out; it is not told itself. */
  readonly begun?: { readonly planId: string; readonly at?: string };
}
