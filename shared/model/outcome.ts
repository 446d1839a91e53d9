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
  /** What to type next: to approve, apply or undo. */
  readonly command?: string;
}
