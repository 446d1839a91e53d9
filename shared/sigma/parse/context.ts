import type { Report } from './located.ts';

/** What parsing a rule's detection needs besides its text. */
export interface ParseContext {
  readonly report: Report;
  /** What each placeholder stands for. */
  readonly placeholders: ReadonlyMap<string, readonly string[]>;
  /** Every path that there is under `derived.`; `undefined` when any may be. */
  readonly derivedFields: readonly string[] | undefined;
}
