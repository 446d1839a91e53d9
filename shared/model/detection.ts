import type { AlertActor } from './alert.ts';
import type { Json } from './json.ts';
import type { RuleMeta } from './rule.ts';
import type { Subject } from './target.ts';

/** Why a rule matched: one test of one selection that held. */
export interface Reason {
  /** The selection's identifier in the rule. */
  readonly selection: string;
  /** The field as the rule spells it; absent for keywords. */
  readonly field?: string;
  /** The record's value that satisfied the test; `null` where the test is for absence. */
  readonly value: Json;
  /** The test in the rule's own words: `contains: AdministratorAccess`. */
  readonly test: string;
}

/** What an alert shows of one record. Plain JSON: it crosses threads and stores. */
export interface Evidence {
  readonly eventID: string;
  readonly eventTimeMs?: number;
  readonly eventName?: string;
  readonly eventSource?: string;
  readonly awsRegion?: string;
  readonly accountId?: string;
  readonly errorCode?: string;
  /** The call went through (`derived.call.succeeded`); a failed console sign-in has no `errorCode` to tell it by. */
  readonly succeeded?: boolean;
  readonly actor: AlertActor;
  readonly sourceIPAddress?: string;
  readonly userAgent?: string;
  /** ARNs, sorted and distinct. */
  readonly resources: readonly string[];
  /** What the call changed, where a playbook may be sent to it. */
  readonly subject?: Subject;
  /** The record is the first of an episode that another correlation counts, and stands for so many as were known when it held. */
  readonly standsFor?: number;
}

/** One rule matched one record. */
export interface RecordDetection {
  readonly kind: 'record';
  readonly rule: RuleMeta;
  readonly evidence: Evidence;
  readonly reasons: readonly Reason[];
}

/** One episode, from its first crossing to quiet: a correlation held over several detections, or a rule whose `dedup` folds its
 * repeats matched again and again. */
export interface CorrelationDetection {
  readonly kind: 'correlation';
  readonly rule: RuleMeta;
  /** The group-by fields and their values. */
  readonly group: Readonly<Record<string, string>>;
  /** The episode's records in event-time order, at most `maxEvidence` of them. */
  readonly evidence: readonly Evidence[];
  /** All records of the episode, also those beyond `evidence`; of other correlations' episodes those known when these held. */
  readonly eventCount: number;
  /** eventID of the episode's first record as known when the episode was first told: it names the alert. */
  readonly firstEventID: string;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  readonly reasons: readonly Reason[];
  /** firstEventID of episodes that were told before a late record showed them to be part of this one. */
  readonly joined: readonly string[];
  /** What is told anew of an episode that was told before. */
  readonly update?: 'growing' | 'over';
}

/** What the detecting and correlating stages hand to `alert`. */
export type Detection = RecordDetection | CorrelationDetection;

/** Most records that an alert names. */
export const maxEvidence = 25;
