import type { Json } from '#shared/model/json.ts';
import type { Reading } from './reading.ts';

/** A deployment, as CloudFormation tells it. */
export interface StackDescription {
  readonly name: string;
  /** As CloudFormation writes it: `UPDATE_COMPLETE`. */
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** What it was deployed with, by the parameter's name in the template; asterisks for what CloudFormation does not show. */
  readonly given: Readonly<Record<string, string>>;
}

export interface StackResource {
  readonly logicalId: string;
  /** Such as `AWS::SQS::Queue`. */
  readonly type: string;
  /** By which its service knows it: a name, an ARN, a URL, as the type has it. */
  readonly physicalId: string;
}

export interface FunctionFacts {
  readonly name: string;
  readonly arn: string;
  /** `Active`, `Pending`, `Inactive` or `Failed`. */
  readonly state: string;
  readonly stateReason?: string;
  /** `Successful`, `Failed` or `InProgress`. */
  readonly update: string;
  readonly updateReason?: string;
  /** Absent for an image. */
  readonly runtime?: string;
  /** The version of Trailguard that it was packaged with, as its environment says. */
  readonly version?: string;
  /** It was given what lets it into other accounts. */
  readonly reachesMembers: boolean;
}

/** What reads a queue for a function. */
export interface SourceMappingFacts {
  readonly sourceArn: string;
  readonly functionArn: string;
  /** `Enabled`, `Disabled`, and what lies between. */
  readonly state: string;
}

export interface RuleFacts {
  readonly name: string;
  readonly arn: string;
  /** `ENABLED`, `DISABLED` or `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`. */
  readonly state: string;
  /** `undefined` for a schedule. */
  readonly pattern?: Json;
  readonly targets: readonly RuleTarget[];
}

export interface RuleTarget {
  readonly id: string;
  readonly arn: string;
  readonly deadLetterArn?: string;
}

export interface QueueFacts {
  readonly url: string;
  readonly arn: string;
  /** Messages that wait; about right, as SQS counts. */
  readonly waiting: number;
  /** Where messages go that failed too often. */
  readonly deadLetterArn?: string;
}

export interface TopicFacts {
  readonly arn: string;
  readonly subscriptions: readonly Subscription[];
}

export interface Subscription {
  /** `email`, `sqs`, `lambda`, … */
  readonly protocol: string;
  readonly endpoint: string;
  readonly isConfirmed: boolean;
}

export interface TableFacts {
  readonly name: string;
  /** `ACTIVE`, or what it is becoming. */
  readonly status: string;
}

export interface KeyFacts {
  readonly arn: string;
  /** `Enabled`, `Disabled`, `PendingDeletion`, … */
  readonly state: string;
}

export interface AlarmFacts {
  readonly name: string;
  /** `OK`, `ALARM` or `INSUFFICIENT_DATA`. */
  readonly state: string;
  readonly reason: string;
  readonly hasActions: boolean;
}

/** A resource of the stack and what its service says of it: `undefined` where it is gone. */
export interface Found<Facts> {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly facts: Reading<Facts | undefined>;
}

/** All that is known of a deployment. */
export interface StackFacts extends StackDescription {
  readonly functions: readonly Found<FunctionFacts>[];
  readonly sourceMappings: readonly Found<SourceMappingFacts>[];
  readonly rules: readonly Found<RuleFacts>[];
  readonly queues: readonly Found<QueueFacts>[];
  /** Milliseconds for which the oldest message of a queue has waited lately, by its URL. */
  readonly queueAges: ReadonlyMap<string, Reading<number | undefined>>;
  readonly topics: readonly Found<TopicFacts>[];
  readonly tables: readonly Found<TableFacts>[];
  /** Whether items expire, and whether any moment can be gone back to, by the table's name. */
  readonly tableSafety: ReadonlyMap<string, Reading<TableSafety>>;
  readonly keys: readonly Found<KeyFacts>[];
  readonly parameters: readonly Found<string>[];
  readonly alarms: readonly Found<AlarmFacts>[];
  /** The state that the template gives each rule, by logical id. */
  readonly ruleStates: Reading<Readonly<Record<string, string>>>;
}

export interface TableSafety {
  readonly expires: boolean;
  readonly hasPointInTimeRecovery: boolean;
}
