import type { JsonObject } from '#shared/model/json.ts';

/** A rule of EventBridge, as the bus of a deployment needs it. */
export interface EventRule {
  /** Letters and digits; stays while what it lets through grows or shrinks a little. */
  readonly id: string;
  /** With the longer state it also gets read-only calls, which EventBridge otherwise withholds.
   * @see EventBridge user guide, "Receiving read-only management events from AWS services" */
  readonly state: 'ENABLED' | 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
  /** At most {@link maxPatternLength} characters as compact JSON. */
  readonly pattern: JsonObject;
  /** Ids of the Sigma rules that need what it lets through, in the order of the pack. */
  readonly ruleIds: readonly string[];
}

/** What EventBridge takes by default.
 * @see EventBridge quotas, "Event pattern size" */
export const maxPatternLength = 2048;
