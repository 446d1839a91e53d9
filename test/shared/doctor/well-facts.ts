import type { DoctorFacts } from '#shared/doctor/doctor-facts.ts';
import type { JsonObject } from '#shared/model/json.ts';
import type { AccessBlock } from '#shared/ports/cloud/buckets.ts';
import type { BucketFacts } from '#shared/ports/doctor/bucket-facts.ts';
import type { Reading } from '#shared/ports/doctor/reading.ts';
import type {
  AlarmFacts,
  Found,
  FunctionFacts,
  QueueFacts,
  RuleFacts,
  StackFacts,
} from '#shared/ports/doctor/stack-facts.ts';
import type { TrailFacts } from '#shared/ports/doctor/trail-facts.ts';

/** 2026-03-09T00:00:00Z */
export const nowMs: number = Date.UTC(2026, 2, 9);
const minuteMs = 60_000;

export function known<T>(value: T): Reading<T> {
  return { ok: true, value };
}

export function denied(permission: string): Reading<never> {
  return { ok: false, why: `${permission} for x: access denied (AccessDenied)`, permission, kind: 'denied' };
}

export function allOn(isOn: boolean): AccessBlock {
  return { blockPublicAcls: isOn, ignorePublicAcls: isOn, blockPublicPolicy: isOn, restrictPublicBuckets: isOn };
}

export const trailArn: string = 'arn:aws:cloudtrail:eu-central-1:123456789012:trail/trailguard-prod';
const bucket = 'trailguard-prod-logs';

export const wellTrail: TrailFacts = {
  arn: trailArn,
  name: 'trailguard-prod',
  homeRegion: 'eu-central-1',
  bucket,
  keyArn: 'arn:aws:kms:eu-central-1:123456789012:key/1',
  isMultiRegion: true,
  hasGlobalEvents: true,
  isValidated: true,
  isOrganization: false,
  status: known({
    isLogging: true,
    startedMs: nowMs - 86_400_000,
    deliveredMs: nowMs - 4 * minuteMs,
    digestMs: nowMs - 30 * minuteMs,
  }),
  selectors: known({
    kind: 'basic',
    selectors: [
      { readWriteType: 'All', includeManagementEvents: true, excludeManagementEventSources: [], dataResources: [] },
    ],
  }),
};

const cloudTrail = { Service: 'cloudtrail.amazonaws.com' };
export const writes: JsonObject = {
  Sid: 'CloudTrailWrites',
  Effect: 'Allow',
  Principal: cloudTrail,
  Action: 's3:PutObject',
  Resource: `arn:aws:s3:::${bucket}/AWSLogs/123456789012/*`,
  Condition: { StringEquals: { 'aws:SourceArn': trailArn } },
};
export const onlyTls: JsonObject = {
  Sid: 'OnlyOverTls',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

export function policyOf(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

export const wellBucket: BucketFacts = {
  bucket,
  accessBlock: known(allOn(true)),
  accountAccessBlock: known(undefined),
  policy: known(policyOf(writes, onlyTls)),
  versioning: known({ isEnabled: true, needsMfa: false }),
  encryption: known('AES256'),
  hasLifecycle: known(true),
  hasObjectLock: known(true),
  sendsToEventBridge: known(true),
};

export function there<Facts>(logicalId: string, physicalId: string, facts: Facts): Found<Facts> {
  return { logicalId, physicalId, facts: known(facts) };
}

const sqs = 'arn:aws:sqs:eu-central-1:123456789012:';
const functionArn = 'arn:aws:lambda:eu-central-1:123456789012:function:trailguard-prod-on-log-object';
export const queueUrl: string = 'https://sqs.eu-central-1.amazonaws.com/123456789012/log-objects';
export const deadLetterUrl: string = 'https://sqs.eu-central-1.amazonaws.com/123456789012/dead-letters';
export const topicArn: string = 'arn:aws:sns:eu-central-1:123456789012:trailguard-prod-alerts';

export const wellFunction: FunctionFacts = {
  name: 'trailguard-prod-on-log-object',
  arn: functionArn,
  state: 'Active',
  update: 'Successful',
  runtime: 'nodejs22.x',
  version: '1.2.3',
  reachesMembers: false,
};
/** By which records come within seconds. */
export const wellFastRule: RuleFacts = {
  name: 'trailguard-prod-records-Changes0',
  arn: 'arn:aws:events:eu-central-1:123456789012:rule/trailguard-prod-records-Changes0',
  state: 'ENABLED',
  pattern: { source: [{ prefix: 'aws.' }] },
  targets: [{ id: 'on-log-object', arn: functionArn }],
};
/** The rule of another region that sends for it. */
export const wellForwarder = 'trailguard-prod-to-eu-central-1-Changes0';
export const wellRule: RuleFacts = {
  name: 'log-objects',
  arn: 'arn:aws:events:eu-central-1:123456789012:rule/log-objects',
  state: 'ENABLED',
  pattern: { source: ['aws.s3'], detail: { bucket: { name: [bucket] } } },
  targets: [{ id: 'queue', arn: `${sqs}log-objects`, deadLetterArn: `${sqs}dead-letters` }],
};
export const wellQueue: QueueFacts = {
  url: queueUrl,
  arn: `${sqs}log-objects`,
  waiting: 3,
  deadLetterArn: `${sqs}dead-letters`,
};
export const emptyDeadLetters: QueueFacts = { url: deadLetterUrl, arn: `${sqs}dead-letters`, waiting: 0 };
export const wellAlarm: AlarmFacts = { name: 'trailguard-prod-errors', state: 'OK', reason: 'below', hasActions: true };

export const wellStack: StackFacts = {
  name: 'trailguard-prod',
  status: 'UPDATE_COMPLETE',
  outputs: { LogBucketName: bucket },
  given: { AlertEmail: 'security@example.com', LogColdAfterDays: '90', MemberExternalId: '****' },
  functions: [there('OnLogObjectLambdaFunction', wellFunction.name, wellFunction)],
  sourceMappings: [
    there('OnLogObjectMapping', 'mapping-1', { sourceArn: `${sqs}log-objects`, functionArn, state: 'Enabled' }),
  ],
  rules: [
    there('LogObjectRule', wellRule.name, wellRule),
    there('CloudTrailEventsChanges0', wellFastRule.name, wellFastRule),
  ],
  queues: [
    there('LogObjectQueue', queueUrl, wellQueue),
    there('LogObjectDeadLetterQueue', deadLetterUrl, emptyDeadLetters),
  ],
  queueAges: new Map<string, Reading<number | undefined>>([
    [queueUrl, known(2000)],
    [deadLetterUrl, known(undefined)],
  ]),
  topics: [
    there('AlertTopic', topicArn, {
      arn: topicArn,
      subscriptions: [{ protocol: 'email', endpoint: 'security@example.com', isConfirmed: true }],
    }),
  ],
  tables: [there('StateTable', 'state', { name: 'state', status: 'ACTIVE' })],
  tableSafety: new Map([['state', known({ expires: true, hasPointInTimeRecovery: true })]]),
  keys: [there('LogKey', 'key-1', { arn: 'arn:aws:kms:eu-central-1:123456789012:key/1', state: 'Enabled' })],
  parameters: [there('KillSwitch', '/trailguard/prod/responses', 'allow')],
  alarms: [there('ErrorAlarm', wellAlarm.name, wellAlarm)],
  ruleStates: known({ LogObjectRule: 'ENABLED', CloudTrailEventsChanges0: 'ENABLED' }),
};

/** An account with which nothing is wrong, as far as it is known before a deployment is looked at. */
export const accountFacts: DoctorFacts = {
  place: { accountId: '123456789012', region: 'eu-central-1' },
  nowMs,
  version: '1.2.3',
  trails: known([wellTrail]),
  logBucket: { bucket, facts: known(wellBucket) },
};

/** The same with a deployment. */
export const wellFacts: DoctorFacts = {
  ...accountFacts,
  stage: 'prod',
  stack: known(wellStack),
  regions: known([
    { region: 'us-east-1', hasChanges: known(true), forwarders: known({ [wellForwarder]: 'ENABLED' }) },
    { region: 'us-west-2', hasChanges: known(false), forwarders: known({}) },
  ]),
};

export function withTrail(change: Partial<TrailFacts>): DoctorFacts {
  return { ...wellFacts, trails: known([{ ...wellTrail, ...change }]) };
}

export function withBucket(change: Partial<BucketFacts>): DoctorFacts {
  return { ...wellFacts, logBucket: { bucket, facts: known({ ...wellBucket, ...change }) } };
}

export function withStack(change: Partial<StackFacts>): DoctorFacts {
  return { ...wellFacts, stack: known({ ...wellStack, ...change }) };
}
