import { stringify } from 'yaml';
import { forwarderName } from '#shared/doctor/forwarder-name.ts';
import type { EventRule } from '#shared/sigma/pattern/event-rule.ts';

/** The template that sends a region's events to the deployment's bus: CloudFormation, as YAML text. One for every region and every account,
 * by hand or as a StackSet; what has a name has the region in it where names are the account's.
 * @param rules what the deployment itself listens to: nothing else is sent, for each event sent costs */
export function forwarderTemplate(rules: readonly EventRule[]): string {
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Sends what Trailguard needs of this region to the event bus of the region and account where it runs',
    Parameters: parameters,
    Conditions: { IsAway: { 'Fn::Not': [{ 'Fn::And': [isHome(3, 'AWS::Region'), isHome(4, 'AWS::AccountId')] }] } },
    Resources: {
      // A stack must have a resource, also at home, where there is nothing to send: a bus that sends to itself would never end.
      Nothing: { Type: 'AWS::CloudFormation::WaitConditionHandle' },
      ForwardRole: forwardRole,
      ...Object.fromEntries(rules.map((rule) => [`Forward${rule.id}`, forwardRule(rule)])),
      DeadLetterQueue: deadLetterQueue,
      DeadLetterQueuePolicy: deadLetterQueuePolicy,
    },
  };
  return `${head}${stringify(template, { version: '1.1', lineWidth: 0, singleQuote: true, aliasDuplicateObjects: false })}`;
}

const head = `# What a region sends to Trailguard in another region or account: docs/organisations.md. Made by npm run package from the rules that run.
`;

const parameters = {
  HomeBusArn: {
    Type: 'String',
    AllowedPattern: 'arn:[\\w-]+:events:[\\w-]+:\\d{12}:event-bus/default',
    Description: 'HomeBusArn of the outputs of the deployment',
  },
  Deployment: {
    Type: 'String',
    // Names are made of it, of regions' names and ids; roles and rules take 64 characters.
    AllowedPattern: '[\\w-]{1,22}',
    ConstraintDescription: 'has at most 22 characters',
    Default: 'trailguard-dev',
    Description: 'Service and stage, as the deployment has them',
  },
};

/** A text in which `${Home}` is the deployment's region: one account may have deployments of a stage in several. */
function withHome(text: string): object {
  return { 'Fn::Sub': [text, { Home: ofBus(3) }] };
}

/** The name of a rule, as text of {@link withHome}. */
function ruleName(id: string): string {
  return forwarderName(id, `\${Deployment}`, `\${Home}`);
}

const ruleArns = withHome(`arn:\${AWS::Partition}:events:\${AWS::Region}:\${AWS::AccountId}:rule/${ruleName('*')}`);

const forwardRole = {
  Type: 'AWS::IAM::Role',
  Condition: 'IsAway',
  Properties: {
    // As the deployment's bus lets in: infra/forwarded-events.yml.
    RoleName: withHome(`\${Deployment}-forward-\${Home}-\${AWS::Region}`),
    Description: 'Sends events to the bus of Trailguard',
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: {
            StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
            ArnLike: { 'aws:SourceArn': ruleArns },
          },
        },
      ],
    },
    Policies: [
      {
        PolicyName: 'send',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'events:PutEvents', Resource: { Ref: 'HomeBusArn' } }],
        },
      },
    ],
  },
};

function forwardRule({ id, state, pattern }: EventRule): object {
  return {
    Type: 'AWS::Events::Rule',
    Condition: 'IsAway',
    Properties: {
      Name: withHome(ruleName(id)),
      Description: 'CloudTrail records that Trailguard needs',
      State: state,
      EventPattern: pattern,
      Targets: [
        {
          Id: 'home-bus',
          Arn: { Ref: 'HomeBusArn' },
          RoleArn: { 'Fn::GetAtt': ['ForwardRole', 'Arn'] },
          RetryPolicy: { MaximumEventAgeInSeconds: 21600, MaximumRetryAttempts: 185 },
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['DeadLetterQueue', 'Arn'] } },
        },
      ],
    },
  };
}

// It goes with the stack: its records are in the log files, too.
const deadLetterQueue = {
  Type: 'AWS::SQS::Queue',
  Condition: 'IsAway',
  DeletionPolicy: 'Delete',
  UpdateReplacePolicy: 'Delete',
  Properties: { MessageRetentionPeriod: 1209600, SqsManagedSseEnabled: true },
};

const queueArn = { 'Fn::GetAtt': ['DeadLetterQueue', 'Arn'] };

const deadLetterQueuePolicy = {
  Type: 'AWS::SQS::QueuePolicy',
  Condition: 'IsAway',
  Properties: {
    Queues: [{ Ref: 'DeadLetterQueue' }],
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'RulesSendWhatTheyCouldNotDeliver',
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: queueArn,
          Condition: { ArnLike: { 'aws:SourceArn': ruleArns } },
        },
        {
          Sid: 'OnlyOverTls',
          Effect: 'Deny',
          Principal: '*',
          Action: 'sqs:*',
          Resource: queueArn,
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    },
  },
};

/** Whether this is what a field of the bus's ARN names. */
function isHome(field: number, pseudoParameter: string): object {
  return { 'Fn::Equals': [ofBus(field), { Ref: pseudoParameter }] };
}

/** A field of the bus's ARN. */
function ofBus(field: number): object {
  return { 'Fn::Select': [field, { 'Fn::Split': [':', { Ref: 'HomeBusArn' }] }] };
}
