import type { ResponseSettings } from '#shared/model/response-settings.ts';
import type { Level } from '#shared/model/rule.ts';
import type { Place } from '#shared/sigma/parse/located.ts';

/** What becomes of a rule: `off` does not run, `observe` records its alerts and tells nobody, `alert` tells them. */
export const modes = ['off', 'observe', 'alert'] as const;
/** One of {@link modes}. */
export type Mode = (typeof modes)[number];

/** What a user has decided on rules and alerts; `settings.schema.json` is the same in JSON Schema. */
export interface Settings {
  /** The file as the caller names it, for problems. */
  readonly file: string;
  /** The rules that come with Trailguard run. */
  readonly builtin: boolean;
  /** Folders and files of more rules, as written: relative to the settings file. */
  readonly rules: readonly PlacedText[];
  /** Folders and files of Sigma filters, as written: relative to the settings file. */
  readonly filters: readonly PlacedText[];
  /** Repeats that a rule's `dedup` folds into one alert lie no further apart than this. */
  readonly dedupWindowMs: number;
  /** In the file's order: a later one wins over an earlier one. */
  readonly overrides: readonly Override[];
  /** What playbooks may do. */
  readonly responses: ResponseSettings;
}

/** A text of the settings and where it stands. */
export interface PlacedText {
  readonly text: string;
  readonly place: Place;
}

/** What is different for some rules; where nothing is wrong with the settings, at least one of `mode` and `level` is given. */
export interface Override {
  /** Patterns of ids, names, titles or paths, at least one. */
  readonly rules: readonly PlacedText[];
  readonly mode?: Mode;
  readonly level?: Level;
  /** Why, in the user's words. */
  readonly reason?: string;
}
