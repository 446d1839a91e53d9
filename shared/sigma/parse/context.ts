import type { Report } from './located.ts';

/** What parsing a rule's detection needs besides its text. */
export interface ParseContext {
  readonly report: Report;
  /** What each placeholder stands for. */
  readonly placeholders: ReadonlyMap<string, readonly string[]>;
}
