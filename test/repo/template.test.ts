import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Json } from '#shared/model/json.ts';
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

test('the template is read whole', () => {
  expect({ functions: functions.size, roles: roles.length }).toEqual({ functions: 3, roles: 3 });
  expect(resources.length).toBeGreaterThan(15);
  expect(statements.length).toBeGreaterThan(20);
});

test('serverless.yml includes every function and every resource file', () => {
  const table = JSON.stringify(readYaml('serverless.yml'));
  const included = [...table.matchAll(/\$\{file\(([^)]*)\)\}/g)].map((match) => match[1]);
  expect(included.sort()).toEqual([
    'functions/on-cloudtrail-event/function.yml',
    'functions/on-log-object/function.yml',
    'functions/on-schedule/function.yml',
    'infra/alerts.yml',
    'infra/cloudtrail-events.yml',
    'infra/log-objects.yml',
    'infra/logs.yml',
    'infra/roles.yml',
    'infra/schedule.yml',
    'infra/state.yml',
  ]);
});

describe('least privilege', () => {
  /** The only wildcards in what is granted, each with its reason. */
  const wildcards = {
    'AlertKey AccountUsesIam kms:*': 'the key policy that lets IAM grant the key, and people manage it',
    'LogKey AccountUsesIam kms:*': 'the same',
    'LogKey CloudTrailEncrypts kms:GenerateDataKey*': 'as CloudTrail documents it; bound to our trail',
    'AlertKey AccountUsesIam *': 'in a key policy, * is this key',
    'LogKey AccountUsesIam *': 'the same',
    'LogKey CloudTrailDescribesKey *': 'the same',
    'LogKey CloudTrailEncrypts *': 'the same',
    'LogBucketPolicy CloudTrailWrites ${LogBucket.Arn}/AWSLogs/${AWS::AccountId}/*': 'CloudTrail names the objects',
    'OnLogObjectRole ReadLogObjects ${LogBucket.Arn}/AWSLogs/*': 'the same',
    'OnCloudTrailEventRole WriteOwnLog :log-group:/aws/lambda/${self:service}-${sls:stage}-on-cloudtrail-event:*':
      'Lambda names the streams of its log group',
    'OnLogObjectRole WriteOwnLog :log-group:/aws/lambda/${self:service}-${sls:stage}-on-log-object:*': 'the same',
    'OnScheduleRole WriteOwnLog :log-group:/aws/lambda/${self:service}-${sls:stage}-on-schedule:*': 'the same',
  };

  test('no wildcard is granted but those with a reason', () => {
    expect(grants.flatMap(wildcardsOf).sort()).toEqual(Object.keys(wildcards).sort());
  });

  test('no one is allowed anything who is not named', () => {
    expect(grants.filter(({ body }) => at(body, 'Principal') === '*' || at(body, 'Principal', 'AWS') === '*')).toEqual(
      [],
    );
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

  test('only the functions publish alerts', () => {
    const denial = statements.find(({ sid }) => sid === 'OnlyTrailguardPublishes');
    expect(denial?.effect).toBe('Deny');
    const exempt = listOf(at(denial?.body, 'Condition', 'ArnNotEquals', 'aws:PrincipalArn')).map(referredId);
    expect(exempt.sort()).toEqual([...functions.values()].map(({ role }) => role).sort());
  });

  test('records cannot be forged: only AWS itself may be the source of events', () => {
    const patterns = resourcesOf('AWS::Events::Rule').flatMap(({ properties }) => properties.EventPattern ?? []);
    expect(patterns.map((pattern) => at(pattern, 'source'))).toEqual([[{ prefix: 'aws.' }], ['aws.s3']]);
  });

  test('the functions may do with the state what the code does with it, and nothing else', () => {
    const called = readdirSync('shared/aws').flatMap((name) =>
      [...readFileSync(`shared/aws/${name}`, 'utf8').matchAll(/\bnew (\w+)Command\(/g)].flatMap(([, call]) =>
        name.startsWith('dynamo-') || name === 'query-pages.ts' ? [`dynamodb:${call}`] : [],
      ),
    );
    const granted = grants.filter(({ actions }) => actions.some((action) => action.startsWith('dynamodb:')));
    expect(granted.map(({ of, actions }) => [of.id, actions.toSorted()])).toEqual(
      roles.map((role) => [role, [...new Set(called)].sort()]),
    );
    expect(new Set(granted.map(({ body }) => JSON.stringify(body.Resource)))).toEqual(
      new Set(['{"Fn::GetAtt":"StateTable.Arn"}']),
    );
  });
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
    expect(at(readYaml('infra/alerts.yml'), 'Parameters', 'AlertEmail', 'Default')).toMatch(/^\$\{param:alertEmail,/);
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
    '$name carries nothing: the next minute does as well',
    ({ target }) => {
      expect(at(target, 'RetryPolicy')).toEqual({ MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 });
      expect(functions.get('on-schedule')).toMatchObject({ maximumRetryAttempts: 0, maximumEventAge: 60, timeout: 60 });
    },
  );

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

  test('the queue waits six times as long as its function may take', () => {
    const timeoutSeconds = Number(functions.get('on-log-object')?.timeout);
    const queue = resources.find(({ id }) => id === 'LogObjectQueue');
    expect(Number(queue?.properties.VisibilityTimeout)).toBeGreaterThanOrEqual(6 * timeoutSeconds);
  });

  test('one bad notice does not fail its batch', () => {
    const trigger = at(functions.get('on-log-object'), 'events', 0, 'sqs');
    expect(at(trigger, 'functionResponseType')).toBe('ReportBatchItemFailures');
  });
});

describe('everything is encrypted', () => {
  test.each([
    { type: 'AWS::SNS::Topic', path: ['KmsMasterKeyId', 'Fn::GetAtt'], value: 'AlertKey.Arn' },
    { type: 'AWS::CloudTrail::Trail', path: ['KMSKeyId', 'Fn::GetAtt'], value: 'LogKey.Arn' },
    { type: 'AWS::SQS::Queue', path: ['SqsManagedSseEnabled'], value: true },
    { type: 'AWS::KMS::Key', path: ['EnableKeyRotation'], value: true },
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
    // False is DynamoDB's own key; no table is without one.
    { type: 'AWS::DynamoDB::Table', path: ['SSESpecification', 'SSEEnabled'], value: false },
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
  const [table] = resourcesOf('AWS::DynamoDB::Table');

  test('can be restored, expires, and costs nothing at rest', () => {
    expect(table?.properties).toMatchObject({
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      BillingMode: 'PAY_PER_REQUEST',
    });
  });

  test.each([...functions])('%s is told where it is', (_, definition) => {
    expect(at(definition, 'environment')).toEqual({
      ALERT_TOPIC_ARN: { Ref: 'AlertTopic' },
      STATE_TABLE_NAME: { Ref: table?.id },
    });
  });
});

describe('what holds data says what becomes of it', () => {
  const stateful = ['AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::SQS::Queue', 'AWS::DynamoDB::Table'].flatMap(resourcesOf);
  /** What may go with the stack. */
  const expendable = {
    AlertKey: 'protects messages in flight only',
    LogObjectQueue: 'holds notices; the objects stay in the bucket',
    StateTable: 'was made of what the bucket holds, and all of it expires',
  };

  test.each(stateful)('$id', ({ id, deletionPolicy, updateReplacePolicy }) => {
    const kept = { deletionPolicy: 'RetainExceptOnCreate', updateReplacePolicy: 'Retain' };
    const dropped = { deletionPolicy: 'Delete', updateReplacePolicy: 'Delete' };
    expect({ deletionPolicy, updateReplacePolicy }).toEqual(Object.hasOwn(expendable, id) ? dropped : kept);
  });
});

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
