import type { TrailSelectors } from '#shared/model/trail-selectors.ts';
import type { Buckets } from '../cloud/buckets.ts';
import type { CloudPlace } from '../cloud/cloud.ts';
import type { BucketSettings } from './bucket-facts.ts';
import type {
  AlarmFacts,
  FunctionFacts,
  KeyFacts,
  QueueFacts,
  RuleFacts,
  SourceMappingFacts,
  StackDescription,
  StackResource,
  TableFacts,
  TableSafety,
  TopicFacts,
} from './stack-facts.ts';
import type { TrailDescription, TrailStatus } from './trail-facts.ts';

/** What is looked at to say whether a deployment and the account around it are well. Nothing is changed. Each method throws a
 * {@link CloudError} that names the permission it needs; what is not there is `undefined`. */
export interface FactReader {
  readonly place: CloudPlace;
  readonly trails: TrailReader;
  readonly buckets: Pick<Buckets, 'getPolicy' | 'getAccessBlock' | 'getAccountAccessBlock'> & BucketSettings;
  readonly stacks: StackReader;
  readonly resources: ResourceReader;
  readonly regions: RegionReader;
}

/** CloudTrail's trails, each asked in its home region. */
export interface TrailReader {
  /** Those that log this region, also of other regions and of the organization. `cloudtrail:DescribeTrails` */
  list(): Promise<readonly TrailDescription[]>;
  /** `cloudtrail:GetTrailStatus` */
  getStatus(trail: TrailDescription): Promise<TrailStatus | undefined>;
  /** `cloudtrail:GetEventSelectors` */
  getSelectors(trail: TrailDescription): Promise<TrailSelectors | undefined>;
}

export interface StackReader {
  /** The names of stacks that are there, beginning with a text. `cloudformation:ListStacks` */
  listNames(prefix: string): Promise<readonly string[]>;
  /** `cloudformation:DescribeStacks` */
  describe(name: string): Promise<StackDescription | undefined>;
  /** `cloudformation:ListStackResources` */
  listResources(name: string): Promise<readonly StackResource[]>;
  /** The state that the template gives each EventBridge rule, by logical id. `cloudformation:GetTemplate` */
  getRuleStates(name: string): Promise<Readonly<Record<string, string>>>;
}

/** Each resource by its physical id. */
export interface ResourceReader {
  /** `lambda:GetFunctionConfiguration` */
  getFunction(name: string): Promise<FunctionFacts | undefined>;
  /** `lambda:GetEventSourceMapping` */
  getSourceMapping(id: string): Promise<SourceMappingFacts | undefined>;
  /** `events:DescribeRule`, `events:ListTargetsByRule` */
  getRule(name: string): Promise<RuleFacts | undefined>;
  /** `sqs:GetQueueAttributes` */
  getQueue(url: string): Promise<QueueFacts | undefined>;
  /** Milliseconds, the most of the last quarter of an hour; `undefined` where nothing was measured. `cloudwatch:GetMetricStatistics` */
  getQueueAge(url: string): Promise<number | undefined>;
  /** `sns:ListSubscriptionsByTopic` */
  getTopic(arn: string): Promise<TopicFacts | undefined>;
  /** `dynamodb:DescribeTable` */
  getTable(name: string): Promise<TableFacts | undefined>;
  /** `dynamodb:DescribeTimeToLive`, `dynamodb:DescribeContinuousBackups` */
  getTableSafety(name: string): Promise<TableSafety>;
  /** `kms:DescribeKey` */
  getKey(id: string): Promise<KeyFacts | undefined>;
  /** `ssm:GetParameter` */
  getParameter(name: string): Promise<string | undefined>;
  /** `cloudwatch:DescribeAlarms` */
  getAlarm(name: string): Promise<AlarmFacts | undefined>;
}

export interface RegionReader {
  /** The regions that the account can use. `ec2:DescribeRegions` */
  listNames(): Promise<readonly string[]>;
  /** Whether somebody changed anything there in the last week. `cloudtrail:LookupEvents` */
  hasChanges(region: string): Promise<boolean>;
  /** The rules of the region's default bus that send events to the default bus at home, and the state of each, by name.
   * `events:ListRuleNamesByTarget`, `events:ListRules`
   * @param prefix of the rules' names: others may send there for other ends */
  listForwarders(region: string, prefix: string): Promise<Readonly<Record<string, string>>>;
}
