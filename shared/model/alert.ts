import type { ActorKind } from './derived.ts';
import type { Reason } from './detection.ts';
import type { Outcome } from './outcome.ts';
import type { Level } from './rule.ts';
import type { Target } from './target.ts';

/** What people and playbooks receive; version 1. `shared/alert/alert.schema.json` is the same in JSON Schema.
 *
 * Times are ISO 8601 UTC. A member that the records do not tell is absent. */
export interface Alert {
  readonly version: '1';
  /** 32 hexadecimal digits; the same for the same records, everywhere and every time. */
  readonly id: string;
  readonly kind: 'detection' | 'outcome' | 'health';
  readonly rule: AlertRule;
  readonly title: string;
  /** One sentence: who did what, to what, from where, and whether it succeeded. */
  readonly summary: string;
  readonly severity: Level;
  /** Recorded and told to nobody, as settings ask for this rule; absent for an alert that is told. */
  readonly mode?: 'observe';
  readonly accountId?: string;
  readonly region?: string;
  readonly actor: AlertActor;
  readonly source: { readonly ip?: string; readonly userAgent?: string };
  readonly resources: readonly string[];
  readonly firstSeen?: string;
  readonly lastSeen?: string;
  /** Records behind this alert; `events` names the first 25. */
  readonly eventCount: number;
  readonly events: readonly AlertEvent[];
  /** What this tells anew of an alert that was told before: the episode grows, or it is over. Absent the first time. */
  readonly update?: 'growing' | 'over';
  /** Ids of alerts that a late record showed to be about the same episode. */
  readonly linked?: readonly string[];
  /** How Trailguard came to know: by EventBridge, or only by the log files in S3; absent in a scan. */
  readonly foundVia?: FoundVia;
  /** For a correlation: its group-by fields and their values. */
  readonly group: Readonly<Record<string, string>>;
  readonly reasons: readonly Reason[];
  /** What to do, in order. */
  readonly runbook: readonly string[];
  /** Harmless explanations that the rule's author knows of. */
  readonly falsepositives: readonly string[];
  readonly playbook?: string;
  /** What the playbook is to look at; absent without a playbook. */
  readonly targets?: readonly Target[];
  /** What a playbook did; for alerts of kind `outcome` alone. */
  readonly outcome?: Outcome;
  readonly links: { readonly console?: string };
  /** Members that were shortened to fit a message, with the number of their entries that were left out or cut. */
  readonly truncated?: Readonly<Record<string, number>>;
}

/** The ways by which records come to the functions. */
export type FoundVia = 'eventbridge' | 's3';

export interface AlertRule {
  readonly id: string;
  readonly name?: string;
  readonly title: string;
  readonly level: Level;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly references: readonly string[];
}

export interface AlertActor {
  readonly kind: ActorKind;
  readonly arn?: string;
  readonly name?: string;
  readonly accountId?: string;
  readonly accessKeyId?: string;
  readonly sessionIssuer?: string;
  readonly mfa?: boolean;
}

export interface AlertEvent {
  readonly eventID: string;
  readonly eventName?: string;
  readonly eventSource?: string;
  readonly eventTime?: string;
  readonly errorCode?: string;
  /** The call went through; absent when the record does not say. */
  readonly succeeded?: boolean;
}
