import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Json } from '#shared/model/json.ts';
import { playbooks } from '#shared/respond/playbooks/registry.ts';
import { validateTemplate } from '../../infra/validate-template.ts';
import { at, listOf, referredId } from '../repo/read-template.ts';
import { all, ofType, type Synthesized, statements, template, templateFile, valuesOf } from './synthesized.ts';

const deadLetterQueues = ofType('AWS::SQS::Queue').filter(({ id }) => id.endsWith('DeadLetterQueue'));
const isSent = (queue: string | undefined): boolean => deadLetterQueues.some(({ id }) => id === queue);

test.each([templateFile, 'infra/member-role.yml', 'dist/forwarder.yml'])(
  'AWS’s validator finds no error in %s',
  (file) => {
    expect(validateTemplate(file).errors).toEqual([]);
  },
);

test('the template keeps to the quotas of CloudFormation', () => {
  expect(readFileSync(templateFile).byteLength).toBeLessThan(1_000_000);
  expect(all.length).toBeLessThan(500);
  expect(Object.keys(template.Parameters ?? {}).length).toBeLessThan(200);
});

describe('what is granted', () => {
  const logsOf = (name: string): string =>
    `arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:/aws/lambda/trailguard-dev-${name}:*`;
  const members = `arn:\${AWS::Partition}:iam::*:role/trailguard-dev-member`;

  /** The only wildcards, whole, each with its reason. */
  const reasons: Readonly<Record<string, string>> = {
    'AlertKey AccountUsesIam kms:*': 'lets IAM grant the key and people manage it',
    'LogKey AccountUsesIam kms:*': 'the same',
    'ResponseKey AccountUsesIam kms:*': 'the same',
    'SealKey AccountUsesIam kms:*': 'the same',
    'AlertKey AccountUsesIam *': 'in the policy of a key, * is that key',
    'LogKey AccountUsesIam *': 'the same',
    'ResponseKey AccountUsesIam *': 'the same',
    'SealKey AccountUsesIam *': 'the same',
    'AlertKey AlarmsEncrypt *': 'the same',
    'LogKey CloudTrailDescribesKey *': 'the same',
    'LogKey CloudTrailEncrypts *': 'the same',
    'LogKey CloudTrailEncrypts kms:GenerateDataKey*': 'as CloudTrail documents it; bound to our trail',
    'LogBucketPolicy CloudTrailWrites ${LogBucket.Arn}/AWSLogs/${AWS::AccountId}/*': 'CloudTrail names the objects',
    'LogBucketPolicy CloudTrailWrites ${LogBucket.Arn}/AWSLogs/${OrganizationTrail}/*': 'the same',
    'OnLogObjectRole ReadLogObjects ${LogBucket.Arn}/AWSLogs/*': 'the same',
    'OnLogObjectRole ReadLogObjects arn:${AWS::Partition}:s3:::${TrailBucket}/${TrailPrefix}AWSLogs/*': 'the same',
    [`OnAlertRole WriteOwnLog ${logsOf('on-alert')}`]: 'Lambda names the streams of the log group',
    [`OnCloudTrailEventRole WriteOwnLog ${logsOf('on-cloudtrail-event')}`]: 'the same',
    [`OnLogObjectRole WriteOwnLog ${logsOf('on-log-object')}`]: 'the same',
    [`OnRequestRole WriteOwnLog ${logsOf('on-request')}`]: 'the same',
    [`OnScheduleRole WriteOwnLog ${logsOf('on-schedule')}`]: 'the same',
    [`OnAlertRole EnterMemberAccounts ${members}`]: 'which accounts let it in, by that role, is for them to say',
    [`OnRequestRole EnterMemberAccounts ${members}`]: 'the same',
    'OnAlertPlaybooks ReadForPlaybooks *': 'which resource will be harmed nobody knows beforehand',
    'OnRequestPlaybooks ReadForPlaybooks *': 'the same',
    'OnAlertPlaybooks ChangeForPlaybooks *': 'the same, for the playbooks that trailguard.yml lets change things',
    'OnRequestPlaybooks ChangeForPlaybooks *': 'the same, for those that people may approve',
    'TracingPolicy SendTraces *': 'X-Ray has no resources to name',
  };

  test('has no wildcard without a reason', () => {
    const found = statements
      .filter(({ body }) => body.Effect === 'Allow')
      .flatMap(({ of, body }) =>
        [...valuesOf(body.Action), ...valuesOf(body.Resource)]
          .filter((text) => text.includes('*'))
          .map((text) => `${of.id} ${body.Sid} ${text}`),
      );
    expect(found.filter((text) => !Object.hasOwn(reasons, text))).toEqual([]);
    expect(found.length).toBeGreaterThan(10);
  });

  test('is granted to nobody who is not named', () => {
    const anybody = statements.filter(({ body }) => body.Effect === 'Allow' && valuesOf(body.Principal).includes('*'));
    expect(anybody.map(({ of }) => of.id)).toEqual(['OrganizationSendsEvents']);
  });

  test('changes resources of the account only where a playbook needs it', () => {
    const known = new Set(playbooks.flatMap(({ permissions: { read, apply, undo } }) => [...read, ...apply, ...undo]));
    const granted = ofType('AWS::IAM::Policy')
      .filter(({ Properties }) => Properties.PolicyName === 'playbooks')
      .flatMap(({ id }) => statements.filter(({ of, body }) => of.id === id && body.Effect === 'Allow'));
    expect(granted.flatMap(({ body }) => valuesOf(body.Action)).filter((action) => !known.has(action))).toEqual([]);
  });
});

describe('every hop tries again, and has somewhere to put what it gives up', () => {
  const targets = ofType('AWS::Events::Rule').flatMap((rule) =>
    listOf(rule.Properties.Targets).map((target) => ({ name: `${rule.id} → ${at(target, 'Id')}`, rule, target })),
  );

  test.each(targets)('$name', ({ rule, target }) => {
    // A tick carries nothing: the next one does as well.
    if (rule.Properties.ScheduleExpression !== undefined) {
      expect(at(target, 'RetryPolicy')).toBeDefined();
      return;
    }
    expect(at(target, 'RetryPolicy', 'MaximumRetryAttempts')).toBe(185);
    expect(isSent(referredId(at(target, 'DeadLetterConfig', 'Arn')))).toBe(true);
  });

  test.each(ofType('AWS::Lambda::EventSourceMapping'))('$id', ({ Properties }) => {
    const queue = all.find(({ id }) => id === referredId(Properties.EventSourceArn));
    expect(Properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
    expect(at(queue?.Properties, 'RedrivePolicy', 'maxReceiveCount')).toBeGreaterThanOrEqual(5);
    expect(isSent(referredId(at(queue?.Properties, 'RedrivePolicy', 'deadLetterTargetArn')))).toBe(true);
  });

  test.each(ofType('AWS::Lambda::EventInvokeConfig'))('$id', ({ id, Properties }) => {
    if (id.startsWith('OnSchedule')) return;
    expect(Properties.MaximumRetryAttempts).toBe(2);
    expect(isSent(referredId(at(Properties, 'DestinationConfig', 'OnFailure', 'Destination')))).toBe(true);
  });

  test.each(ofType('AWS::SNS::Subscription').filter(({ Properties }) => Properties.Protocol !== 'email'))(
    '$id',
    ({ Properties }) => {
      expect(isSent(referredId(at(Properties, 'RedrivePolicy', 'deadLetterTargetArn')))).toBe(true);
    },
  );
});

describe('what is kept', () => {
  /** What may go with the stack, and why. */
  const expendable: Readonly<Record<string, string>> = {
    AlertKey: 'protects messages in flight only',
    AlertQueue: 'holds alerts on their way; what was answered is in the table of responses',
    LogObjectQueue: 'holds notices; the objects stay in the bucket',
    StateTable: 'was made of what the bucket holds, and all of it expires',
    ServerlessDeploymentBucket: 'the framework’s: holds the code, and is emptied before it is deleted',
  };

  /** What stays also when the deployment that made it is taken back, and why: a stack is stuck with what cannot be deleted. */
  const undeletable: Readonly<Record<string, string>> = {
    LogBucket: 'CloudTrail writes to it as soon as the trail is there, and S3 deletes no bucket that holds something',
    ResponseTable: 'DynamoDB deletes no table that is protected from it',
  };

  test.each(ofType('AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::SQS::Queue', 'AWS::DynamoDB::Table'))(
    '$id stays when the stack goes, or it is said why not',
    ({ id, DeletionPolicy, UpdateReplacePolicy }) => {
      if (Object.hasOwn(expendable, id)) return;
      expect({ DeletionPolicy, UpdateReplacePolicy }).toEqual({
        DeletionPolicy: Object.hasOwn(undeletable, id) ? 'Retain' : 'RetainExceptOnCreate',
        UpdateReplacePolicy: 'Retain',
      });
    },
  );

  test('what is protected from deletion is not deleted when a deployment is taken back', () => {
    const protectedOnes = ofType('AWS::DynamoDB::Table').filter(
      ({ Properties }) => Properties.DeletionProtectionEnabled,
    );
    expect(protectedOnes.map(({ id, DeletionPolicy }) => [id, DeletionPolicy])).toEqual([['ResponseTable', 'Retain']]);
  });

  test('the bucket of the logs keeps its policy', () => {
    expect(ofType('AWS::S3::BucketPolicy').find(({ id }) => id === 'LogBucketPolicy')).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('logs that expire are deleted a month later, with what marks them as deleted', () => {
    const lifecycle = all.find(({ id }) => id === 'LogBucket')?.Properties.LifecycleConfiguration;
    expect(listOf(at(lifecycle, 'Rules')).find((rule) => at(rule, 'Id') === 'DropReplaced')).toMatchObject({
      NoncurrentVersionExpiration: { NoncurrentDays: { 'Fn::If': ['LogsExpire', 30, 365] } },
      ExpiredObjectDeleteMarker: true,
    });
  });

  test.each(ofType('AWS::SQS::Queue'))('$id is encrypted', ({ Properties }) => {
    expect(Properties.SqsManagedSseEnabled).toBe(true);
  });

  test('keys rotate, but the one of message authentication codes, which cannot', () => {
    const keys = ofType('AWS::KMS::Key').filter(({ Properties }) => Properties.KeySpec === undefined);
    expect(keys.length).toBeGreaterThan(2);
    expect(keys.filter(({ Properties }) => Properties.EnableKeyRotation !== true)).toEqual([]);
  });

  test('logs of functions are kept for a time that is said', () => {
    const groups = ofType('AWS::Logs::LogGroup');
    expect(groups).toHaveLength(ofType('AWS::Lambda::Function').length);
    expect(groups.filter(({ Properties }) => !(Number(Properties.RetentionInDays) > 0))).toEqual([]);
  });
});

describe('alarms', () => {
  const alarms = ofType('AWS::CloudWatch::Alarm');
  const watches = (metric: string, dimension: string): readonly (string | undefined)[] =>
    alarms
      .filter(({ Properties }) => Properties.MetricName === metric)
      .flatMap(({ Properties }) => listOf(Properties.Dimensions))
      .filter((found) => at(found, 'Name') === dimension)
      .map((found) => referredId(at(found, 'Value')));

  test.each(alarms)('$id reaches the topic, which lets it', ({ Properties }) => {
    expect(listOf(Properties.AlarmActions).map(referredId)).toEqual(['AlertTopic']);
    expect(Properties.AlarmName).toMatch(/^trailguard-dev-/);
  });

  test.each(['AlertTopicPolicy', 'AlertKey'])('%s lets in alarms of this stack, and no others', (id) => {
    const [grant, ...others] = statements.filter(
      ({ of, body }) => of.id === id && at(body, 'Principal', 'Service') === 'cloudwatch.amazonaws.com',
    );
    expect(others).toEqual([]);
    expect(grant?.body.Condition).toEqual({
      StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
      ArnLike: { 'aws:SourceArn': { 'Fn::Sub': expect.stringMatching(/:alarm:trailguard-dev-\*$/) } },
    });
  });

  test('the topic’s denial spares AWS’s own requests, and nobody else’s', () => {
    const denial = statements.find(({ body }) => body.Sid === 'OnlyTrailguardPublishes')?.body;
    expect(at(denial, 'Condition', 'BoolIfExists')).toEqual({ 'aws:PrincipalIsAWSService': 'false' });
  });

  test.each(['Errors', 'Throttles'])('watch the %s of each function', (metric) => {
    expect([...watches(metric, 'FunctionName')].sort()).toEqual(
      ofType('AWS::Lambda::Function')
        .map(({ id }) => id)
        .sort(),
    );
  });

  test('watch each dead-letter queue, and the age of each queue that is worked off', () => {
    const isDeadLetter = (queue: Synthesized): boolean => deadLetterQueues.includes(queue);
    const queues = ofType('AWS::SQS::Queue');
    const idsOf = (some: readonly Synthesized[]): readonly string[] => some.map(({ id }) => id).sort();
    expect([...watches('ApproximateNumberOfMessagesVisible', 'QueueName')].sort()).toEqual(idsOf(deadLetterQueues));
    expect([...watches('ApproximateAgeOfOldestMessage', 'QueueName')].sort()).toEqual(
      idsOf(queues.filter((queue) => !isDeadLetter(queue))),
    );
  });

  test('watch metrics that there are, of functions that count them', () => {
    const counted = readFileSync('functions/runtime/telemetry.ts', 'utf8');
    const names = ofType('AWS::Lambda::Function').map(({ Properties }) => Properties.FunctionName);
    for (const { id, Properties } of alarms.filter((alarm) => alarm.Properties.Namespace === 'Trailguard')) {
      expect(counted, id).toContain(`| '${Properties.MetricName}'`);
      expect(names, id).toContain(at(Properties.Dimensions, 0, 'Value'));
    }
  });

  test('hear of silence', () => {
    const silent = alarms.filter(({ Properties }) => Properties.TreatMissingData === 'breaching').map(({ id }) => id);
    expect(silent).toEqual(['NoLogFileAlarm', 'ClockStoppedAlarm']);
  });
});

describe('rules of EventBridge', () => {
  const rules = ofType('AWS::Events::Rule');

  test.each(rules)('$id keeps to the quotas', ({ Properties }) => {
    expect(JSON.stringify(Properties.EventPattern ?? '').length).toBeLessThanOrEqual(2048);
    expect(listOf(Properties.Targets).length).toBeLessThanOrEqual(5);
  });

  test('take events from AWS alone', () => {
    const sources = rules.flatMap(({ Properties }) => listOf(at(Properties.EventPattern, 'source')));
    expect(sources.length).toBeGreaterThan(1);
    expect(sources.filter((source) => source !== 'aws.s3' && at(source, 'prefix') !== 'aws.')).toEqual([]);
  });

  test('are few enough for a bus, with those that have wildcards', () => {
    expect(rules.length).toBeLessThan(300);
    expect(rules.filter((rule) => JSON.stringify(rule.Properties).includes('"wildcard"')).length).toBeLessThanOrEqual(
      30,
    );
  });
});

describe('what only some deployments have', () => {
  const conditionOf = new Map(all.flatMap(({ id, Condition }) => (Condition === undefined ? [] : [[id, Condition]])));
  /** A condition that is part of another holds where that one does. */
  const implied: Readonly<Record<string, readonly string[]>> = { ChatApproves: ['HasChat'] };

  const outputs = Object.entries(template.Outputs ?? {}).map(([id, body]) => ({
    id: `output ${id}`,
    condition: at(body, 'Condition'),
    value: body,
  }));
  const holders = [
    ...all.map(({ id, Condition, Properties }) => ({ id, condition: Condition, value: Properties })),
    ...outputs,
  ];

  test.each(holders)('$id refers to it only where it is there', ({ condition, value }) => {
    const known = typeof condition === 'string' ? [condition, ...(implied[condition] ?? [])] : [];
    expect(danglingIn(value as Json, known)).toEqual([]);
  });

  /** The conditional resources that are referred to outside their condition. */
  function danglingIn(value: Json, holding: readonly string[]): readonly string[] {
    if (Array.isArray(value)) return value.flatMap((item) => danglingIn(item, holding));
    if (typeof value !== 'object' || value === null) return [];
    const [condition, then, otherwise] = listOf(at(value, 'Fn::If'));
    if (condition !== undefined) {
      return [...danglingIn(then ?? null, [...holding, String(condition)]), ...danglingIn(otherwise ?? null, holding)];
    }
    const text = at(value, 'Fn::Sub');
    const named = typeof text === 'string' ? [...text.matchAll(/\$\{(\w+)[.}]/g)].map(([, id]) => id) : [];
    const target = 'Ref' in value || 'Fn::GetAtt' in value ? [referredId(value)] : [];
    const missing = [...named, ...target].filter((id): id is string => {
      const needed = conditionOf.get(id ?? '');
      return needed !== undefined && !holding.includes(needed);
    });
    return [...missing, ...Object.values(value).flatMap((item) => danglingIn(item as Json, holding))];
  }
});

test('functions are not traced unless asked for', () => {
  const modes = ofType('AWS::Lambda::Function').map(({ Properties }) => at(Properties, 'TracingConfig', 'Mode'));
  expect(new Set(modes)).toEqual(new Set(['PassThrough']));
});

test('the code of each function is there', () => {
  for (const { id, Properties } of ofType('AWS::Lambda::Function')) {
    const key = String(at(Properties, 'Code', 'S3Key'));
    expect(existsSync(`.serverless/${key.slice(key.lastIndexOf('/') + 1)}`), id).toBe(true);
  }
});
