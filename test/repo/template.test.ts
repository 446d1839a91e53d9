import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { untoldPartition } from '#shared/aws/response-keys.ts';
import { isJsonObject, type Json } from '#shared/model/json.ts';
import { playbooks } from '#shared/respond/playbooks/registry.ts';
import manifest from '../../package.json' with { type: 'json' };
import {
  at,
  functions,
  listOf,
  type Resource,
  readYaml,
  referredId,
  resources,
  resourcesOf,
  type Statement,
  statements,
} from './read-template.ts';

const grants = statements.filter(({ effect }) => effect === 'Allow');
const roles = resourcesOf('AWS::IAM::Role').map(({ id }) => id);
/** The roles of the functions that playbooks run in. */
const responders: readonly string[] = ['OnAlertRole', 'OnRequestRole'];

test('the template is read whole', () => {
  expect({ functions: functions.size, roles: roles.length }).toEqual({ functions: 5, roles: 6 });
  expect(resources.length).toBeGreaterThan(15);
  expect(statements.length).toBeGreaterThan(20);
});

test('serverless.yml includes every function and every resource file', () => {
  const table = JSON.stringify(readYaml('serverless.yml'));
  const included = [...table.matchAll(/\$\{file\(([^)]*)\)\}/g)].map((match) => match[1]);
  expect(included.sort()).toEqual([
    'dist/event-rules.json',
    'functions/on-alert/function.yml',
    'functions/on-cloudtrail-event/function.yml',
    'functions/on-log-object/function.yml',
    'functions/on-request/function.yml',
    'functions/on-schedule/function.yml',
    'infra/alerts.yml',
    'infra/cloudtrail-events.yml',
    'infra/forwarded-events.yml',
    'infra/log-objects.yml',
    'infra/logs.yml',
    'infra/responder.yml',
    'infra/roles.yml',
    'infra/schedule.yml',
    'infra/state.yml',
    'infra/subscribers.yml',
    'infra/tracing.yml',
    'infra/watching.yml',
  ]);
});

describe('least privilege', () => {
  /** The only wildcards in what is granted, each with its reason. */
  const wildcards = {
    'AlertKey AccountUsesIam kms:*': 'the key policy that lets IAM grant the key, and people manage it',
    'AlertKey AlarmsEncrypt *': 'in a key policy, * is this key',
    'LogKey AccountUsesIam kms:*': 'the same',
    'LogKey CloudTrailEncrypts kms:GenerateDataKey*': 'as CloudTrail documents it; bound to our trail',
    'AlertKey AccountUsesIam *': 'in a key policy, * is this key',
    'LogKey AccountUsesIam *': 'the same',
    'LogKey CloudTrailDescribesKey *': 'the same',
    'LogKey CloudTrailEncrypts *': 'the same',
    'LogBucketPolicy CloudTrailWrites ${LogBucket.Arn}/AWSLogs/${AWS::AccountId}/*': 'CloudTrail names the objects',
    'LogBucketPolicy CloudTrailWrites ${LogBucket.Arn}/AWSLogs/${OrganizationTrail}/*': 'the same',
    'OnLogObjectRole ReadLogObjects ${LogBucket.Arn}/AWSLogs/*': 'the same',
    'OnLogObjectRole ReadLogObjects arn:${AWS::Partition}:s3:::${TrailBucket}/${TrailPrefix}AWSLogs/*': 'the same',
    'TracingPolicy SendTraces *': 'X-Ray has no resources to name',
    'ResponseKey AccountUsesIam kms:*': 'the same',
    'ResponseKey AccountUsesIam *': 'the same',
    'SealKey AccountUsesIam kms:*': 'the same; who seals is denied to all but five roles',
    'SealKey AccountUsesIam *': 'the same',
    'OnAlertRole EnterMemberAccounts arn:${AWS::Partition}:iam::*:role/${self:service}-${sls:stage}-member':
      'which accounts let it in is for them to say',
    'OnRequestRole EnterMemberAccounts arn:${AWS::Partition}:iam::*:role/${self:service}-${sls:stage}-member':
      'the same',
    'OnAlertRole WriteOwnLog :log-group:/aws/lambda/${self:service}-${sls:stage}-on-alert:*': 'the same',
    'OnCloudTrailEventRole WriteOwnLog :log-group:/aws/lambda/${self:service}-${sls:stage}-on-cloudtrail-event:*':
      'Lambda names the streams of its log group',
    'OnLogObjectRole WriteOwnLog :log-group:/aws/lambda/${self:service}-${sls:stage}-on-log-object:*': 'the same',
    'OnRequestRole WriteOwnLog :log-group:/aws/lambda/${self:service}-${sls:stage}-on-request:*': 'the same',
    'OnScheduleRole WriteOwnLog :log-group:/aws/lambda/${self:service}-${sls:stage}-on-schedule:*': 'the same',
  };

  test('no wildcard is granted but those with a reason', () => {
    expect(grants.flatMap(wildcardsOf).sort()).toEqual(Object.keys(wildcards).sort());
  });

  test('no one is allowed anything who is not named', () => {
    const anybody = grants.filter(({ body }) => at(body, 'Principal') === '*' || at(body, 'Principal', 'AWS') === '*');
    // Whoever sends events from other accounts is named by organisation and role.
    expect(anybody.map(({ of, body }) => [of.id, at(body, 'Condition')])).toEqual([
      [
        'OrganizationSendsEvents',
        {
          StringEquals: { 'aws:PrincipalOrgID': { Ref: 'OrganizationId' } },
          ArnLike: { 'aws:PrincipalArn': { 'Fn::Sub': expect.stringContaining(`-forward-\${AWS::Region}-*`) } },
        },
      ],
    ]);
  });

  test.each([...functions])('%s has a role of its own', (name, { role }) => {
    const others = [...functions].filter(([other]) => other !== name).map(([, definition]) => definition.role);
    expect(roles).toContain(role);
    expect(others).not.toContain(role);
  });

  test('every service that is let in is bound to one of our resources', () => {
    const services = grants.filter(({ of, body }) => of.type !== 'AWS::IAM::Role' && at(body, 'Principal', 'Service'));
    expect(services.length).toBeGreaterThan(0);
    expect(services.filter(({ body }) => !JSON.stringify(body.Condition).includes('aws:SourceArn'))).toEqual([]);
  });

  test.each(['OnlyTrailguardPublishes', 'OnlyTrailguardSeals'])('only the functions publish and seal: %s', (sid) => {
    const denial = statements.find((statement) => statement.sid === sid);
    expect(denial?.effect).toBe('Deny');
    expect(denial?.body.Principal).toBe('*');
    const exempt = listOf(at(denial?.body, 'Condition', 'ArnNotEquals', 'aws:PrincipalArn')).map(referredId);
    expect(exempt.sort()).toEqual([...functions.values()].map(({ role }) => role).sort());
  });

  test('what takes sealing away leaves the management of the key alone', () => {
    const [denial, ...others] = statements.filter(({ of, effect }) => of.id === 'SealKey' && effect === 'Deny');
    expect({ actions: denial?.actions, others }).toEqual({ actions: ['kms:GenerateMac'], others: [] });
  });

  test('who detects seals, who answers verifies, too', () => {
    const sealers = resourcesOf('AWS::IAM::Policy').filter(({ properties }) =>
      JSON.stringify(properties).includes('SealKey.Arn'),
    );
    const granted = sealers.flatMap((policy) =>
      listOf(policy.properties.Roles).map((role) => [
        referredId(role),
        grants.filter(({ of }) => of.id === policy.id).flatMap(({ actions }) => actions),
      ]),
    );
    expect(Object.fromEntries(granted)).toEqual({
      OnCloudTrailEventRole: ['kms:GenerateMac'],
      OnLogObjectRole: ['kms:GenerateMac'],
      OnScheduleRole: ['kms:GenerateMac'],
      OnAlertRole: ['kms:GenerateMac', 'kms:VerifyMac'],
      OnRequestRole: ['kms:GenerateMac', 'kms:VerifyMac'],
    });
  });

  test('the dead-letter queue of alerts takes messages from nobody in his own name but on-request', () => {
    const denial = statements.find(({ sid }) => sid === 'OnlyTrailguardSends');
    expect(denial?.effect).toBe('Deny');
    expect(denial?.actions).toEqual(['sqs:SendMessage']);
    expect(at(denial?.body, 'Condition')).toEqual({
      ArnNotEquals: { 'aws:PrincipalArn': { 'Fn::GetAtt': 'OnRequestRole.Arn' } },
      Bool: { 'aws:PrincipalIsAWSService': 'false', 'aws:ViaAWSService': 'false' },
    });
  });

  test('records cannot be forged: only AWS itself may be the source of events', () => {
    const patterns = resourcesOf('AWS::Events::Rule').flatMap(({ properties }) => properties.EventPattern ?? []);
    // Those that are made of the Sigma rules are looked at in test/infra/cloudtrail-patterns.test.ts.
    expect(patterns.map((pattern) => at(pattern, 'source'))).toEqual([['aws.s3']]);
  });

  test('the functions may do with their tables what the code does with them, and nothing else', () => {
    const granted = (roleId: string, table: string): readonly string[] =>
      grants
        .filter(({ of, body }) => of.id === roleId && referredId(body.Resource) === table)
        .flatMap(({ actions }) => actions)
        .sort();
    const ofDetectors = actionsOf('dynamo-agenda', 'dynamo-alert-ledger', 'dynamo-correlation-store', 'query-pages');
    const detectors = [...functions.values()]
      .map(({ role }) => String(role))
      .filter((role) => !responders.includes(role));
    expect(detectors.map((role) => [role, granted(role, 'StateTable')])).toEqual(
      detectors.map((role) => [role, ofDetectors]),
    );
    expect(granted('OnAlertRole', 'StateTable')).toEqual(actionsOf('dynamo-alert-ledger'));
    expect(granted('OnRequestRole', 'StateTable')).toEqual([]);
    expect(responders.map((role) => granted(role, 'ResponseTable'))).toEqual(
      responders.map(() => actionsOf('dynamo-response-store', 'query-pages')),
    );
    expect(detectors.flatMap((role) => granted(role, 'ResponseTable'))).toEqual([]);
  });

  test('no plan is ever deleted, only that it is yet to be told', () => {
    const deleting = grants.filter(
      ({ body, actions }) => actions.includes('dynamodb:DeleteItem') && referredId(body.Resource) === 'ResponseTable',
    );
    expect(deleting.map(({ of, actions, body }) => [of.id, actions, body.Condition])).toEqual(
      responders.map((role) => [
        role,
        ['dynamodb:DeleteItem'],
        { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [untoldPartition] } },
      ]),
    );
  });
});

describe('the responder', () => {
  const changes = new Set(playbooks.flatMap(({ permissions }) => [...permissions.apply, ...permissions.undo]));

  test('has what its playbooks need beside its own roles', () => {
    const beside = resourcesOf('AWS::IAM::Policy')
      .filter(({ properties }) => properties.PolicyName === 'playbooks')
      .map(({ properties }) => [referredId(at(properties, 'Roles', 0)), at(properties, 'PolicyDocument', 'Statement')]);
    expect(Object.fromEntries(beside)).toEqual({
      OnAlertRole: `\${file(dist/responder-statements.json):onAlert}`,
      OnRequestRole: `\${file(dist/responder-statements.json):onRequest}`,
    });
  });

  test('has the only functions that can change a resource of the account', () => {
    /** What the functions do by themselves: log, trace, tell, remember, take from and give to queues, read logs. */
    const plumbing =
      /^(?:logs:(?:CreateLogStream|PutLogEvents)|sns:Publish|dynamodb:\w+|sqs:\w+|kms:(?:Decrypt|DescribeKey|Encrypt|GenerateDataKey|GenerateMac|VerifyMac)|s3:GetObject(?:Version)?|ssm:GetParameter|sts:AssumeRole|xray:Put\w+)$/;
    const actions = grants
      .filter(({ of }) => of.type.startsWith('AWS::IAM::') && of.id !== 'ChatApproval')
      .flatMap((one) => one.actions);
    expect(actions.filter((action) => !plumbing.test(action))).toEqual([]);
    expect(actions.filter((action) => changes.has(action))).toEqual([]);
    const entering = grants.filter((one) => one.of.type === 'AWS::IAM::Role' && one.actions.includes('sts:AssumeRole'));
    expect(entering.filter(({ body }) => body.Principal === undefined).map(({ of }) => of.id)).toEqual(responders);
  });

  test('answers detections whose rule names a playbook, never outcomes', () => {
    const [subscription] = resourcesOf('AWS::SNS::Subscription').filter(
      ({ properties }) => properties.Protocol === 'sqs',
    );
    expect(subscription?.properties).toMatchObject({
      FilterPolicyScope: 'MessageAttributes',
      FilterPolicy: { kind: ['detection'], playbook: [{ exists: true }] },
      RawMessageDelivery: true,
    });
  });

  test('is stopped by a parameter that allows at first', () => {
    expect(resourcesOf('AWS::SSM::Parameter').map(({ properties }) => properties)).toMatchObject([
      { Name: expect.stringMatching(/^\/.+\/responses$/), Value: 'allow' },
    ]);
  });

  test('keeps plans for good, in a table that nobody deletes by mistake', () => {
    const table = resources.find(({ id }) => id === 'ResponseTable');
    expect(table?.properties).toMatchObject({
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: { 'Fn::GetAtt': 'ResponseKey.Arn' } },
    });
    expect(table?.properties.TimeToLiveSpecification).toBeUndefined();
  });

  test.each(['on-alert', 'on-request'])(
    'is given less time than it takes until its plans count as left behind: %s',
    (name) => {
      const source = readFileSync('shared/respond/plan-progress.ts', 'utf8');
      const leftMs = Number(/leftMs = ([\d_]+)/.exec(source)?.[1]?.replaceAll('_', ''));
      expect(Number(functions.get(name)?.timeout) * 1000).toBeLessThan(leftMs);
    },
  );
});

describe('what AWS refuses at deployment, and no validator knows', () => {
  const own = { 'AWS::SNS::TopicPolicy': 'Topics', 'AWS::SQS::QueuePolicy': 'Queues' };

  test.each(Object.entries(own))('%s: a statement names one resource, the one that carries it', (type, key) => {
    const found = statements.filter(({ of }) => of.type === type);
    expect(found.length).toBeGreaterThan(0);
    expect(found.map(({ body }) => listOf(body.Resource).map(referredId))).toEqual(
      found.map(({ of }) => listOf(of.properties[key]).map(referredId)),
    );
    expect(found.filter(({ body }) => listOf(body.Resource).length !== 1)).toEqual([]);
  });

  test('the first deployment passes no parameters: its template holds the deployment bucket alone', () => {
    expect(at(readYaml('serverless.yml'), 'provider', 'stackParameters')).toBeUndefined();
    for (const file of ['subscribers', 'logs', 'responder', 'tracing', 'forwarded-events']) {
      const parameters = Object.entries(at(readYaml(`infra/${file}.yml`), 'Parameters') ?? {});
      expect(parameters.length).toBeGreaterThan(0);
      for (const [name, parameter] of parameters) {
        const param = `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
        expect(at(parameter, 'Default')).toMatch(new RegExp(`^\\$\\{param:${param}, `));
      }
    }
  });

  test('an organisation’s trail alone opens the bus to nobody, nor makes alerts of other accounts count as missed', () => {
    const { Conditions: ofEvents, Resources } = readYaml('infra/forwarded-events.yml');
    const { Conditions: ofLogs, Resources: logs } = readYaml('infra/logs.yml');
    const given = (name: string): object => ({ 'Fn::Not': [{ 'Fn::Equals': [{ Ref: name }, ''] }] });
    expect(at(ofEvents, 'HasOrganization')).toEqual(given('OrganizationId'));
    expect(at(Resources, 'OrganizationSendsEvents', 'Condition')).toBe('HasOrganization');
    expect(at(functions.get('on-log-object'), 'environment', 'FAST_ACCOUNT_ID')).toEqual({
      'Fn::If': ['HasOrganization', '', { Ref: 'AWS::AccountId' }],
    });
    expect(at(ofLogs, 'IsOrganizationTrail')).toEqual(given('OrganizationTrail'));
    expect(JSON.stringify(logs)).not.toContain('OrganizationId');
  });

  test('names of an account, not of a region, have the region in them', () => {
    const named = [
      ...resourcesOf('AWS::Chatbot::SlackChannelConfiguration').map(({ properties }) => properties.ConfigurationName),
      ...resourcesOf('AWS::Chatbot::CustomAction').map(({ properties }) => properties.ActionName),
      ...resourcesOf('AWS::CloudWatch::Dashboard').map(({ properties }) => properties.DashboardName),
    ];
    expect(named).toHaveLength(4);
    for (const name of named) expect(at(name, 'Fn::Sub')).toContain(`\${AWS::Region}`);
    expect(resourcesOf('AWS::IAM::Role').filter(({ properties }) => properties.RoleName !== undefined)).toEqual([]);
  });

  test('what is deployed is packaged with the stage, region and parameters of that command', () => {
    expect(manifest.scripts.deploy).toBe('osls deploy');
    expect(manifest.scripts.predeploy).toBe('npm run package');
  });
});

describe('every hop retries and has a dead-letter queue', () => {
  const targets = resourcesOf('AWS::Events::Rule').flatMap((rule) =>
    listOf(at(rule.properties, 'Targets')).map((target) => ({
      name: `${rule.id} → ${at(target, 'Id')}`,
      rule,
      target,
    })),
  );
  const isClock = ({ properties }: Resource): boolean => properties.ScheduleExpression !== undefined;

  test.each(targets.filter(({ rule }) => isClock(rule)))(
    '$name carries nothing: the next does as well',
    ({ target }) => {
      expect(at(target, 'RetryPolicy')).toEqual({ MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 });
    },
  );

  test('on-schedule: what one minute does not do is done in the next', () => {
    expect(functions.get('on-schedule')).toMatchObject({ maximumRetryAttempts: 0, maximumEventAge: 60, timeout: 60 });
  });

  test.each(targets.filter(({ rule }) => !isClock(rule)))('$name', ({ rule, target }) => {
    expect(at(target, 'RetryPolicy', 'MaximumRetryAttempts')).toBe(185);
    const queue = referredId(at(target, 'DeadLetterConfig', 'Arn'));
    expect(senders(queue)).toContain(rule.id);
  });

  test.each(resourcesOf('AWS::SQS::Queue').filter(isWorkQueue))('$id', ({ properties }) => {
    expect(at(properties, 'RedrivePolicy', 'maxReceiveCount')).toBeGreaterThanOrEqual(5);
    expect(deadLetterQueues()).toContain(referredId(at(properties, 'RedrivePolicy', 'deadLetterTargetArn')));
  });

  test('on-cloudtrail-event, which EventBridge invokes asynchronously', () => {
    const definition = functions.get('on-cloudtrail-event');
    expect(definition?.maximumRetryAttempts).toBe(2);
    expect(deadLetterQueues()).toContain(referredId(at(definition, 'destinations', 'onFailure', 'arn')));
  });

  const byQueue = [
    ['on-log-object', 'LogObjectQueue'],
    ['on-alert', 'AlertQueue'],
  ] as const;

  test.each(byQueue)('%s: its queue waits six times as long as it may take', (name, queueId) => {
    const timeoutSeconds = Number(functions.get(name)?.timeout);
    const queue = resources.find(({ id }) => id === queueId);
    expect(Number(queue?.properties.VisibilityTimeout)).toBeGreaterThanOrEqual(6 * timeoutSeconds);
  });

  test.each(byQueue)('%s: one bad message does not fail its batch', (name) => {
    const trigger = at(functions.get(name), 'events', 0, 'sqs');
    expect(at(trigger, 'functionResponseType')).toBe('ReportBatchItemFailures');
  });

  test('on-alert: a burst of alerts does not use up what the account may run at once', () => {
    expect(at(functions.get('on-alert'), 'events', 0, 'sqs', 'maximumConcurrency')).toBe(5);
  });

  test('on-log-object: nor does a bucket that was not read for a while', () => {
    expect(at(functions.get('on-log-object'), 'events', 0, 'sqs', 'maximumConcurrency')).toBe(10);
  });

  test('on-request, which people may invoke without waiting', () => {
    const definition = functions.get('on-request');
    expect(definition?.maximumRetryAttempts).toBe(2);
    expect(deadLetterQueues()).toContain(referredId(at(definition, 'destinations', 'onFailure', 'arn')));
  });

  test('the topic, when a queue does not take an alert', () => {
    const toQueues = resourcesOf('AWS::SNS::Subscription').filter(({ properties }) => properties.Protocol === 'sqs');
    expect(
      toQueues.map(({ properties }) => referredId(at(properties, 'RedrivePolicy', 'deadLetterTargetArn'))),
    ).toEqual(['AlertDeadLetterQueue']);
    expect(senders('AlertDeadLetterQueue')).toContain('AlertTopic');
  });
});

describe('everything is encrypted', () => {
  test.each([
    { type: 'AWS::SNS::Topic', path: ['KmsMasterKeyId', 'Fn::GetAtt'], value: 'AlertKey.Arn' },
    { type: 'AWS::CloudTrail::Trail', path: ['KMSKeyId', 'Fn::GetAtt'], value: 'LogKey.Arn' },
    { type: 'AWS::SQS::Queue', path: ['SqsManagedSseEnabled'], value: true },
    {
      type: 'AWS::S3::Bucket',
      path: [
        'BucketEncryption',
        'ServerSideEncryptionConfiguration',
        0,
        'ServerSideEncryptionByDefault',
        'SSEAlgorithm',
      ],
      value: 'AES256',
    },
  ])('at rest: $type', ({ type, path, value }) => {
    const found = resourcesOf(type);
    expect(found.map(({ properties }) => at(properties, ...path))).toEqual(found.map(() => value));
    expect(found.length).toBeGreaterThan(0);
  });

  test.each([
    { policies: 'AWS::SNS::TopicPolicy', key: 'Topics', guarded: 'AWS::SNS::Topic' },
    { policies: 'AWS::SQS::QueuePolicy', key: 'Queues', guarded: 'AWS::SQS::Queue' },
    { policies: 'AWS::S3::BucketPolicy', key: 'Bucket', guarded: 'AWS::S3::Bucket' },
  ])('in transit: $guarded', ({ policies, key, guarded }) => {
    const tlsOnly = statements.filter(({ of, body }) => of.type === policies && deniesPlainText(body));
    const covered = tlsOnly.flatMap(({ of }) => listOf(of.properties[key]).map(referredId));
    expect(covered.sort()).toEqual(
      resourcesOf(guarded)
        .map(({ id }) => id)
        .sort(),
    );
  });

  test('with keys that rotate, as far as KMS rotates them', () => {
    for (const { properties } of resourcesOf('AWS::KMS::Key')) {
      const isOfMacs = properties.KeyUsage === 'GENERATE_VERIFY_MAC';
      expect(properties.EnableKeyRotation).toBe(isOfMacs ? undefined : true);
      expect(properties.KeySpec).toBe(isOfMacs ? 'HMAC_256' : undefined);
    }
  });

  test('no bucket can be made public', () => {
    for (const { properties } of resourcesOf('AWS::S3::Bucket')) {
      expect(properties.PublicAccessBlockConfiguration).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
    }
  });
});

describe('the state', () => {
  const table = resources.find(({ id }) => id === 'StateTable');

  test('can be restored, expires, and costs nothing at rest', () => {
    expect(table?.properties).toMatchObject({
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      BillingMode: 'PAY_PER_REQUEST',
    });
  });

  // Encrypted with DynamoDB's own key, as no table is without one.
  test('has no key of ours', () => {
    expect(at(table?.properties, 'SSESpecification', 'SSEEnabled')).toBe(false);
  });

  test.each([...functions])('%s is told where it is', (_, definition) => {
    expect(at(definition, 'environment')).toMatchObject({
      ALERT_TOPIC_ARN: { Ref: 'AlertTopic' },
      STATE_TABLE_NAME: { Ref: table?.id },
    });
  });

  test.each([...functions])('%s is told what its code asks for, and nothing else', (name, definition) => {
    const environment = at(definition, 'environment');
    const told = Object.keys(isJsonObject(environment) ? environment : {}).sort();
    const isResponder = responders.includes(String(definition.role));
    const code = `functions/runtime/${isResponder ? 'connect-responder' : 'connect'}.ts`;
    const text = [code, `functions/${name}/handler.ts`].map((file) => readFileSync(file, 'utf8')).join('');
    const asked = [...text.matchAll(/requiredEnv\('(\w+)'\)|\{ (\w+): \w+ = '' \} = process\.env/g)];
    const names = asked.map(([, required, optional]) => required ?? optional ?? '');
    // What begins with AWS_ is Lambda's own to tell.
    expect(told).toEqual(names.filter((asking) => !asking.startsWith('AWS_')).sort());
  });
});

describe('what holds data says what becomes of it', () => {
  const stateful = ['AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::SQS::Queue', 'AWS::DynamoDB::Table'].flatMap(resourcesOf);
  /** What may go with the stack. */
  const expendable = {
    AlertKey: 'protects messages in flight only',
    AlertQueue: 'holds alerts on their way; what was answered is in the table of responses',
    LogObjectQueue: 'holds notices; the objects stay in the bucket',
    StateTable: 'was made of what the bucket holds, and all of it expires',
  };

  /** What stays also when the deployment that made it is taken back. */
  const undeletable: readonly string[] = ['LogBucket', 'ResponseTable'];

  test.each(stateful)('$id', ({ id, deletionPolicy, updateReplacePolicy }) => {
    const policy = undeletable.includes(id) ? 'Retain' : 'RetainExceptOnCreate';
    const kept = { deletionPolicy: policy, updateReplacePolicy: 'Retain' };
    const dropped = { deletionPolicy: 'Delete', updateReplacePolicy: 'Delete' };
    expect({ deletionPolicy, updateReplacePolicy }).toEqual(Object.hasOwn(expendable, id) ? dropped : kept);
  });
});

/** The actions that adapters of `shared/aws` call by the commands they make. Each item of a transaction is allowed as by itself. */
function actionsOf(...adapters: readonly string[]): readonly string[] {
  const commands = adapters.flatMap((name) =>
    [...readFileSync(`shared/aws/${name}.ts`, 'utf8').matchAll(/\bnew (\w+)Command\(/g)].map(([, call]) => call),
  );
  const actions = commands.map((call) => `dynamodb:${call === 'TransactWriteItems' ? 'PutItem' : call}`);
  return [...new Set(actions)].sort();
}

function wildcardsOf({ of, sid, actions, resources }: Statement): readonly string[] {
  // An ARN's head, "arn:${AWS::Partition}:…", only repeats where the stack is.
  const texts = [...actions, ...resources].map((text) =>
    text.replace(/^.*"Fn::Sub":"(arn:[^/]*?(?=:log-group))?(.*)".*$/, '$2'),
  );
  return texts.filter((text) => text.includes('*')).map((text) => `${of.id} ${sid} ${text}`);
}

function isWorkQueue({ id }: Resource): boolean {
  return !deadLetterQueues().includes(id);
}

function deadLetterQueues(): readonly string[] {
  return resourcesOf('AWS::SQS::Queue')
    .map(({ id }) => id)
    .filter((id) => id.endsWith('DeadLetterQueue'));
}

/** The rules whose messages a queue takes. */
function senders(queue: string | undefined): readonly (string | undefined)[] {
  return grants
    .filter(({ of, actions }) => of.type === 'AWS::SQS::QueuePolicy' && actions.includes('sqs:SendMessage'))
    .filter(({ body }) => listOf(body.Resource).map(referredId).includes(queue))
    .map(({ body }) => referredId(at(body, 'Condition', 'ArnEquals', 'aws:SourceArn')));
}

function deniesPlainText(body: Json): boolean {
  return at(body, 'Effect') === 'Deny' && at(body, 'Condition', 'Bool', 'aws:SecureTransport') === 'false';
}
