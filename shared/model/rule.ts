/** Sigma levels, weakest first. */
export const levels = ['informational', 'low', 'medium', 'high', 'critical'] as const;

/** A Sigma level. */
export type Level = (typeof levels)[number];

/** The position of a level on the scale: 0 for informational up to 4 for critical. */
export function levelRank(level: Level): number {
  return levels.indexOf(level);
}

/** What people need to know of a rule; carried by every detection it makes. */
export interface RuleMeta {
  /** The rule's own `id`; where it has none its `name`, else its title. */
  readonly id: string;
  readonly name?: string;
  readonly title: string;
  readonly level: Level;
  readonly status?: string;
  readonly description?: string;
  readonly author?: string;
  readonly tags: readonly string[];
  readonly references: readonly string[];
  readonly falsepositives: readonly string[];
  /** Its alerts are recorded and page nobody; absent for a rule that alerts. Settings say so, never the rule. */
  readonly mode?: 'observe';
  /** Our own additions, under the rule's `trailguard:` key. */
  readonly trailguard: TrailguardRuleOptions;
  /** Where the rule was read from, relative to its rule folder, with forward slashes. */
  readonly path: string;
}

/** The keys that a rule may carry under `trailguard:`. */
export interface TrailguardRuleOptions {
  /** Id of the playbook that can put the harm right. */
  readonly playbook?: string;
  /** What to do, in order: one concrete step each. */
  readonly runbook?: readonly string[];
  /** Fields whose values fold repeated alerts of this rule into one. */
  readonly dedup?: readonly string[];
  /** EventBridge is not asked for the rule's records, which come with the log files: for rules that only correlations use, about calls
   * that are made by the thousand, each of which would invoke a function by itself. */
  readonly fastWay?: false;
}
