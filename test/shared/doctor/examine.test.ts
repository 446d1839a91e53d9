import { describe, expect, it, test } from 'vitest';
import { checkGroups } from '#shared/doctor/check-groups.ts';
import type { DoctorFacts } from '#shared/doctor/doctor-facts.ts';
import { examine } from '#shared/doctor/examine.ts';
import type { Finding, FindingStatus } from '#shared/doctor/finding.ts';
import type { Found } from '#shared/ports/doctor/stack-facts.ts';
import {
  accountFacts,
  allOn,
  deadLetterUrl,
  denied,
  emptyDeadLetters,
  known,
  nowMs,
  onlyTls,
  policyOf,
  queueUrl,
  there,
  topicArn,
  wellAlarm,
  wellFacts,
  wellForwarder,
  wellFunction,
  wellQueue,
  wellRule,
  wellTrail,
  withBucket,
  withStack,
  withTrail,
  writes,
} from './well-facts.ts';

const minuteMs = 60_000;
const readsToo = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
const { keyArn: _, ...keylessTrail } = wellTrail;

function findingsOf(facts: DoctorFacts): readonly Finding[] {
  return examine(facts).flatMap(({ findings }) => findings);
}

function gone<Facts>(logicalId: string, physicalId: string): Found<Facts> {
  return { logicalId, physicalId, facts: known(undefined) };
}

function withStatus(change: object): DoctorFacts {
  return withTrail({
    status: known({ isLogging: true, startedMs: 0, deliveredMs: nowMs, digestMs: nowMs, ...change }),
  });
}

function withFunction(change: object): DoctorFacts {
  return withStack({ functions: [there('OnLogObject', wellFunction.name, { ...wellFunction, ...change })] });
}

function withRule(change: object): DoctorFacts {
  return withStack({ rules: [there('LogObjectRule', wellRule.name, { ...wellRule, ...change })] });
}

function withSubscriptions(...subscriptions: readonly { protocol: string; endpoint: string; isConfirmed: boolean }[]) {
  return withStack({ topics: [there('AlertTopic', topicArn, { arn: topicArn, subscriptions })] });
}

function withRegions(
  ...regions: readonly [region: string, hasChanges: boolean, forwarders: Readonly<Record<string, string>>][]
): DoctorFacts {
  return {
    ...wellFacts,
    regions: known(
      regions.map(([region, hasChanges, forwarders]) => ({
        region,
        hasChanges: known(hasChanges),
        forwarders: known(forwarders),
      })),
    ),
  };
}

function withAlarm(change: object): DoctorFacts {
  return withStack({ alarms: [there('Alarm', wellAlarm.name, { ...wellAlarm, ...change })] });
}

/** What is wrong, the check that says so, how bad it is, and words of it. */
const faults: readonly (readonly [string, DoctorFacts, string, FindingStatus, string])[] = [
  ['no trail', { ...accountFacts, trails: known([]) }, 'account-trail', 'problem', 'no trail records'],
  [
    'no stack of the stage',
    { ...wellFacts, stack: known(undefined) },
    'deployment',
    'problem',
    'no stack trailguard-prod',
  ],
  ['a failed deployment', withStack({ status: 'UPDATE_ROLLBACK_FAILED' }), 'deployment', 'problem', 'ROLLBACK_FAILED'],
  ['a deployment taken back', withStack({ status: 'UPDATE_ROLLBACK_COMPLETE' }), 'deployment', 'warning', 'ROLLBACK'],
  ['a first deployment taken back', withStack({ status: 'ROLLBACK_COMPLETE' }), 'deployment', 'problem', 'ROLLBACK'],
  ['a deployment under way', withStack({ status: 'UPDATE_IN_PROGRESS' }), 'deployment', 'warning', 'IN_PROGRESS'],
  ['a trail that writes elsewhere', withTrail({ bucket: 'other' }), 'trail-bucket', 'problem', 'no trail writes to'],
  ['a trail that is off', withStatus({ isLogging: false }), 'trail-logging', 'problem', 'off'],
  ['a trail that went', withTrail({ status: known(undefined) }), 'trail-logging', 'problem', 'gone'],
  ['a trail of one region', withTrail({ isMultiRegion: false }), 'trail-regions', 'problem', 'eu-central-1 only'],
  ['a trail without IAM', withTrail({ hasGlobalEvents: false }), 'trail-global-events', 'problem', 'leaves out IAM'],
  [
    'a trail of writes alone',
    withTrail({
      selectors: known({
        kind: 'basic',
        selectors: [
          {
            readWriteType: 'WriteOnly',
            includeManagementEvents: true,
            excludeManagementEventSources: [],
            dataResources: [],
          },
        ],
      }),
    }),
    'trail-management-events',
    'problem',
    'leaves out management events',
  ],
  ['a trail without digests', withTrail({ isValidated: false }), 'trail-validation', 'problem', 'no digests'],
  [
    'a delivery that S3 refuses',
    withStatus({ deliveryError: 'AccessDenied' }),
    'trail-delivery',
    'problem',
    'AccessDenied',
  ],
  [
    'a delivery two hours ago',
    withStatus({ deliveredMs: nowMs - 120 * minuteMs }),
    'trail-delivery',
    'warning',
    '2 h ago',
  ],
  [
    'a delivery two days ago',
    withStatus({ deliveredMs: nowMs - 2880 * minuteMs }),
    'trail-delivery',
    'problem',
    '48 h ago',
  ],
  ['no delivery at all', withStatus({ deliveredMs: undefined }), 'trail-delivery', 'problem', 'ever'],
  ['a digest that S3 refuses', withStatus({ digestError: 'NoSuchBucket' }), 'trail-digests', 'problem', 'NoSuchBucket'],
  ['a digest of this morning', withStatus({ digestMs: nowMs - 300 * minuteMs }), 'trail-digests', 'warning', '5 h ago'],
  [
    'a second paid copy',
    { ...wellFacts, trails: known([wellTrail, { ...wellTrail, arn: 'arn:other', bucket: 'other' }]) },
    'trail-copies',
    'warning',
    'arn:other',
  ],
  [
    'a bucket that is gone',
    { ...wellFacts, logBucket: { bucket: 'logs', facts: known(undefined) } },
    'bucket-there',
    'problem',
    'logs is not there',
  ],
  [
    'no public access block',
    withBucket({ accessBlock: known(undefined) }),
    'bucket-public-access',
    'problem',
    'not blocked',
  ],
  [
    'a public access block with one switch off',
    withBucket({ accessBlock: known({ ...allOn(true), restrictPublicBuckets: false }) }),
    'bucket-public-access',
    'problem',
    'not blocked',
  ],
  [
    'a public policy',
    withBucket({ policy: known(policyOf({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' })) }),
    'bucket-public-policy',
    'problem',
    'public',
  ],
  ['a policy without TLS', withBucket({ policy: known(policyOf(writes)) }), 'bucket-tls', 'warning', 'without TLS'],
  [
    'TLS asked of one principal only',
    withBucket({ policy: known(policyOf(writes, { ...onlyTls, Principal: { AWS: '123456789012' } })) }),
    'bucket-tls',
    'warning',
    'without TLS',
  ],
  [
    'TLS asked of one network only',
    withBucket({
      policy: known(
        policyOf(writes, {
          ...onlyTls,
          Condition: { Bool: { 'aws:SecureTransport': 'false' }, IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } },
        }),
      ),
    }),
    'bucket-tls',
    'warning',
    'without TLS',
  ],
  [
    'another writer',
    withBucket({
      policy: known(policyOf(writes, onlyTls, { ...writes, Sid: 'Partner', Principal: { AWS: '111122223333' } })),
    }),
    'bucket-writers',
    'warning',
    'Partner',
  ],
  [
    'CloudTrail for anybody',
    withBucket({ policy: known(policyOf({ ...writes, Condition: {} }, onlyTls)) }),
    'bucket-source',
    'warning',
    'CloudTrailWrites',
  ],
  [
    'CloudTrail for anybody but one',
    withBucket({
      policy: known(policyOf({ ...writes, Condition: { StringNotEquals: { 'aws:SourceArn': 'x' } } }, onlyTls)),
    }),
    'bucket-source',
    'warning',
    'CloudTrailWrites',
  ],
  [
    'no versioning',
    withBucket({ versioning: known({ isEnabled: false, needsMfa: false }) }),
    'bucket-versioning',
    'problem',
    'off',
  ],
  ['no lock', withBucket({ hasObjectLock: known(false) }), 'bucket-lock', 'warning', 'can be deleted'],
  ['no default encryption', withBucket({ encryption: known(undefined) }), 'bucket-encryption', 'warning', 'no default'],
  ['no lifecycle', withBucket({ hasLifecycle: known(false) }), 'bucket-lifecycle', 'warning', 'no lifecycle'],
  ['no notices', withBucket({ sendsToEventBridge: known(false) }), 'bucket-notices', 'problem', 'no object'],
  [
    'logs without a key',
    { ...wellFacts, trails: known([keylessTrail]) },
    'trail-encryption',
    'warning',
    "S3's own key",
  ],
  [
    'a rule for another bucket',
    withRule({ pattern: { source: ['aws.s3'], detail: { bucket: { name: ['other'] } } } }),
    'log-objects-way',
    'problem',
    'no enabled rule',
  ],
  ['a queue that nobody reads', withStack({ sourceMappings: [] }), 'log-objects-way', 'problem', 'no function reads'],
  [
    'a rule to nowhere of ours',
    withRule({ targets: [{ id: 'x', arn: 'arn:other' }] }),
    'log-objects-way',
    'problem',
    'no queue of the stack',
  ],
  [
    'a rule that is gone',
    withStack({ rules: [gone('LogObjectRule', 'log-objects')] }),
    'rule-there',
    'problem',
    'log-objects is not there',
  ],
  ['a disabled rule', withRule({ state: 'DISABLED' }), 'rule-state', 'problem', 'is DISABLED, and should be ENABLED'],
  [
    'a rule that sees no reads',
    { ...withStack({ ruleStates: known({ LogObjectRule: readsToo }) }) },
    'rule-state',
    'problem',
    'should be ENABLED_WITH_ALL',
  ],
  ['a rule without a target', withRule({ targets: [] }), 'rule-targets', 'problem', 'no target'],
  [
    'a rule to a stranger',
    withRule({ targets: [{ id: 'x', arn: 'arn:other' }] }),
    'rule-targets',
    'problem',
    'arn:other',
  ],
  [
    'a rule to a stranger, too',
    withRule({ targets: [...wellRule.targets, { id: 'x', arn: 'arn:other' }] }),
    'rule-targets',
    'warning',
    'arn:other',
  ],
  ['global services unheard', withRegions(['us-east-1', false, {}]), 'region-global-services', 'warning', 'us-east-1'],
  [
    'a busy region unheard',
    withRegions(['us-east-1', true, { [wellForwarder]: 'ENABLED' }], ['us-west-2', true, {}]),
    'region-activity',
    'warning',
    'us-west-2',
  ],
  [
    'a region whose rules are all off',
    withRegions(['us-east-1', true, { [wellForwarder]: 'DISABLED' }]),
    'region-global-services',
    'warning',
    'us-east-1',
  ],
  [
    'a forwarder that lacks a rule',
    withRegions(['us-east-1', true, { 'trailguard-prod-to-eu-central-1-Old': 'ENABLED' }]),
    'region-forwarders',
    'warning',
    'us-east-1: Changes0',
  ],
  [
    'a forwarder that sends no reads',
    {
      ...withStack({ ruleStates: known({ CloudTrailEventsChanges0: readsToo }) }),
      regions: withRegions(['us-east-1', true, { [wellForwarder]: 'ENABLED' }]).regions ?? known([]),
    },
    'region-forwarders',
    'warning',
    'us-east-1: Changes0',
  ],
  [
    'regions unlisted',
    { ...wellFacts, regions: denied('ec2:DescribeRegions') },
    'regions',
    'unknown',
    'ec2:DescribeRegions',
  ],
  [
    'a trigger that is gone',
    withStack({ sourceMappings: [gone('Mapping', 'm')] }),
    'trigger-there',
    'problem',
    'm is not there',
  ],
  [
    'a trigger that is off',
    withStack({
      sourceMappings: [there('M', 'm', { sourceArn: 'a:queue', functionArn: 'a:function', state: 'Disabled' })],
    }),
    'trigger-enabled',
    'problem',
    'function reads queue: Disabled',
  ],
  [
    'a function that is gone',
    withStack({ functions: [gone('F', 'f')] }),
    'function-there',
    'problem',
    'f is not there',
  ],
  [
    'a function that cannot run',
    withFunction({ state: 'Failed', stateReason: 'no role' }),
    'function-state',
    'problem',
    'no role',
  ],
  ['a failed update', withFunction({ update: 'Failed' }), 'function-state', 'problem', 'last update failed'],
  ['an update under way', withFunction({ update: 'InProgress' }), 'function-state', 'warning', 'being updated'],
  ['a runtime past its end', withFunction({ runtime: 'nodejs18.x' }), 'function-runtime', 'problem', '2025-09-01'],
  ['a runtime near its end', withFunction({ runtime: 'nodejs20.x' }), 'function-runtime', 'warning', '2026-04-30'],
  ['another version', withFunction({ version: '1.0.0' }), 'function-version', 'warning', '1.0.0'],
  ['no version', withFunction({ version: undefined }), 'function-version', 'warning', 'does not say'],
  ['a queue that is gone', withStack({ queues: [gone('Q', 'q')] }), 'queue-there', 'problem', 'q is not there'],
  [
    'dead letters, by their sender',
    withStack({
      queues: [there('Q', queueUrl, wellQueue), there('Dead', deadLetterUrl, { ...emptyDeadLetters, waiting: 2 })],
    }),
    'dead-letters',
    'problem',
    'about 2',
  ],
  [
    'dead letters, by their name',
    withStack({ rules: [], queues: [there('XDeadLetterQueue', deadLetterUrl, { ...emptyDeadLetters, waiting: 1 })] }),
    'dead-letters',
    'problem',
    'about 1',
  ],
  [
    'an old message',
    withStack({ queueAges: new Map([[queueUrl, known(45 * minuteMs)]]) }),
    'queue-age',
    'warning',
    '45 min',
  ],
  [
    'a table that is gone',
    withStack({ tables: [gone('StateTable', 'state')] }),
    'table-there',
    'problem',
    'state is not',
  ],
  [
    'a table in ruins',
    withStack({ tables: [there('T', 'state', { name: 'state', status: 'INACCESSIBLE_ENCRYPTION_CREDENTIALS' })] }),
    'table-state',
    'problem',
    'INACCESSIBLE',
  ],
  [
    'a table that grows',
    withStack({ tableSafety: new Map([['state', known({ expires: false, hasPointInTimeRecovery: true })]]) }),
    'table-expiry',
    'warning',
    'never expire',
  ],
  [
    'a table without a past',
    withStack({ tableSafety: new Map([['state', known({ expires: true, hasPointInTimeRecovery: false })]]) }),
    'table-recovery',
    'warning',
    'cannot be restored',
  ],
  ['a key that is gone', withStack({ keys: [gone('LogKey', 'key-1')] }), 'key-there', 'problem', 'key-1 is not there'],
  [
    'a key about to be deleted',
    withStack({ keys: [there('LogKey', 'key-1', { arn: 'k', state: 'PendingDeletion' })] }),
    'key-enabled',
    'problem',
    'PendingDeletion',
  ],
  [
    'a topic that is gone',
    withStack({ topics: [gone('AlertTopic', topicArn)] }),
    'topic-there',
    'problem',
    'is not there',
  ],
  ['nobody told', withSubscriptions(), 'topic-subscribers', 'problem', 'nobody'],
  [
    'nobody told but the responder',
    withSubscriptions({ protocol: 'sqs', endpoint: wellQueue.arn, isConfirmed: true }),
    'topic-subscribers',
    'problem',
    'nobody',
  ],
  [
    'a receiver who did not confirm',
    withSubscriptions({ protocol: 'email', endpoint: 'a@example.com', isConfirmed: false }),
    'topic-pending',
    'warning',
    'a@example.com',
  ],
  [
    'a kill switch that is gone',
    withStack({ parameters: [gone('KillSwitch', '/k')] }),
    'kill-switch-there',
    'problem',
    '/k is not there',
  ],
  [
    'a kill switch that holds',
    withStack({ parameters: [there('KillSwitch', '/k', 'stop')] }),
    'kill-switch',
    'warning',
    'change nothing',
  ],
  ['no alarm', withStack({ alarms: [] }), 'alarms', 'warning', 'no alarm'],
  ['an alarm that is gone', withStack({ alarms: [gone('Alarm', 'a')] }), 'alarm-there', 'problem', 'a is not there'],
  ['a raised alarm', withAlarm({ state: 'ALARM', reason: '5 errors' }), 'alarm-state', 'problem', '5 errors'],
  ['a mute alarm', withAlarm({ hasActions: false }), 'alarm-actions', 'warning', 'tells nobody'],
];

describe('checks', () => {
  it('find nothing wrong with a deployment that is well', () => {
    expect(findingsOf(wellFacts).filter(({ status }) => status !== 'ok')).toEqual([]);
  });

  it.each(faults)('find %s', (_name, facts, check, status, words) => {
    const own = findingsOf(facts).filter((finding) => finding.check === check && finding.status === status);
    expect(own).toHaveLength(1);
    expect(own[0]?.what).toContain(words);
    expect(own[0]?.why).toBeTruthy();
    expect(own[0]?.fix).toBeTruthy();
  });

  it('each have a fault that they find', () => {
    const found = new Set(faults.map(([, , check]) => check));
    const ids = checkGroups.flatMap(({ checks }) => checks.map(({ id }) => id));
    expect(ids.filter((id) => !found.has(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each<[string, DoctorFacts, string]>([
    [
      'the account blocks public access',
      withBucket({ accessBlock: known(undefined), accountAccessBlock: known(allOn(true)) }),
      'bucket-public-access',
    ],
    [
      'MFA Delete stands in for a lock',
      withBucket({ hasObjectLock: known(false), versioning: known({ isEnabled: true, needsMfa: true }) }),
      'bucket-lock',
    ],
    [
      'the trail was turned on just now',
      withStatus({ startedMs: nowMs - minuteMs, deliveredMs: undefined }),
      'trail-delivery',
    ],
    [
      'a second trail of data events is no copy',
      {
        ...wellFacts,
        trails: known([
          wellTrail,
          { ...wellTrail, arn: 'b', bucket: 'b', selectors: known({ kind: 'basic', selectors: [] }) },
        ]),
      },
      'trail-copies',
    ],
    [
      'a rule listens to buckets by a prefix',
      withRule({ pattern: { source: ['aws.s3'], detail: { bucket: { name: [{ prefix: 'trailguard-' }] } } } }),
      'log-objects-way',
    ],
    ['a sleeping function is no failure', withFunction({ state: 'Inactive' }), 'function-state'],
    ['an alarm without data is not raised', withAlarm({ state: 'INSUFFICIENT_DATA' }), 'alarm-state'],
    [
      'the deployment is where global services report',
      { ...wellFacts, place: { accountId: '123456789012', region: 'us-east-1' } },
      'region-global-services',
    ],
  ])('are content when %s', (_name, facts, check) => {
    const own = findingsOf(facts).filter((finding) => finding.check === check);
    expect(own.map(({ status }) => status)).toEqual(['ok']);
  });

  it.each<[string, DoctorFacts, string, string]>([
    [
      'trails',
      { ...accountFacts, trails: denied('cloudtrail:DescribeTrails') },
      'account-trail',
      'cloudtrail:DescribeTrails',
    ],
    [
      'the status of a trail',
      withTrail({ status: denied('cloudtrail:GetTrailStatus') }),
      'trail-logging',
      'cloudtrail:GetTrailStatus',
    ],
    ['a policy', withBucket({ policy: denied('s3:GetBucketPolicy') }), 'bucket-tls', 's3:GetBucketPolicy'],
    [
      'a deployment',
      { ...wellFacts, stack: denied('cloudformation:DescribeStacks') },
      'deployment',
      'cloudformation:DescribeStacks',
    ],
    [
      'a function',
      withStack({ functions: [{ logicalId: 'F', physicalId: 'f', facts: denied('lambda:GetFunctionConfiguration') }] }),
      'function-there',
      'lambda:GetFunctionConfiguration',
    ],
    [
      'the template',
      withStack({ ruleStates: denied('cloudformation:GetTemplate') }),
      'rule-state',
      'cloudformation:GetTemplate',
    ],
    [
      'what a region does',
      {
        ...wellFacts,
        regions: known([{ region: 'r', hasChanges: denied('cloudtrail:LookupEvents'), forwarders: known({}) }]),
      },
      'region-activity',
      'cloudtrail:LookupEvents',
    ],
  ])('cannot tell without permission to read %s, and say which', (_name, facts, check, permission) => {
    const [finding] = findingsOf(facts).filter((one) => one.check === check);
    expect(finding).toMatchObject({ status: 'unknown', fix: `allow ${permission} to whoever runs this` });
  });

  it('say of a bucket without a policy that TLS is not asked for, and no more', () => {
    const findings = findingsOf(withBucket({ policy: known(undefined) }));
    const own = findings.filter(({ check }) => ['bucket-tls', 'bucket-writers', 'bucket-source'].includes(check));
    expect(own).toMatchObject([{ check: 'bucket-tls', status: 'warning' }]);
  });

  it('say to try again when AWS is away', () => {
    const facts = withBucket({ policy: { ok: false, why: 'timeout', permission: 'p', kind: 'unavailable' } });
    expect(findingsOf(facts).find(({ check }) => check === 'bucket-tls')).toMatchObject({ fix: 'run it again' });
  });

  it('look at the trail alone where no stage is named', () => {
    const facts = {
      ...accountFacts,
      stackNames: known(['trailguard-dev']),
      logBucket: { bucket: 'b', facts: known({ ...wellBucketOff() }) },
    };
    const findings = findingsOf(facts);
    expect(findings.find(({ check }) => check === 'deployment')).toMatchObject({
      status: 'ok',
      what: expect.stringContaining('trailguard-dev'),
    });
    expect(findings.some(({ check }) => check === 'bucket-notices')).toBe(false);
    expect(findings.some(({ check }) => check === 'alarms')).toBe(false);
  });

  it('judge the trail that does most where several are', () => {
    const off = { ...wellTrail, arn: 'off', status: known({ isLogging: false }) };
    const findings = findingsOf({ ...accountFacts, stackNames: known([]), trails: known([off, wellTrail]) });
    expect(findings.find(({ check }) => check === 'trail-logging')).toMatchObject({
      status: 'ok',
      resource: wellTrail.arn,
    });
  });

  it('name the function that should have read what waits', () => {
    const facts = withStack({ queueAges: new Map([[queueUrl, known(45 * minuteMs)]]) });
    expect(findingsOf(facts).find(({ check, status }) => check === 'queue-age' && status === 'warning')?.fix).toBe(
      'aws logs tail /aws/lambda/trailguard-prod-on-log-object --since 1h --region eu-central-1',
    );
  });

  it('repeat what the deployment was given, where they say to deploy again', () => {
    const facts = withStack({ status: 'UPDATE_ROLLBACK_FAILED' });
    expect(findingsOf(facts).find(({ check }) => check === 'deployment')?.fix).toBe(
      'npm run deploy -- --stage prod --region eu-central-1 --param=alertEmail=security@example.com',
    );
  });

  it('name strange resources as one word of a shell', () => {
    const name = "a'; rm -rf /";
    const facts = withStack({ parameters: [there('KillSwitch', name, 'stop')] });
    const [finding] = findingsOf(facts).filter(({ check }) => check === 'kill-switch');
    expect(finding?.fix).toContain(`--name 'a'\\''; rm -rf /' --value`);
  });
});

function wellBucketOff() {
  const { logBucket } = withBucket({ sendsToEventBridge: known(false) });
  if (logBucket?.facts.ok !== true || logBucket.facts.value === undefined) throw new Error('the well bucket is known');
  return logBucket.facts.value;
}
