import type { JsonObject } from '#shared/model/json.ts';
import type { EventRule } from '#shared/sigma/pattern/event-rule.ts';

/** Write the rules of EventBridge as CloudFormation: each hands its records to on-cloudtrail-event, and for six hours what that cannot take.
 *
 * Their names begin as infra/cloudtrail-events.yml lets in: a function's policy has no room for each of them. */
export function eventRuleTemplate(rules: readonly EventRule[]): JsonObject {
  const resources = rules.map((rule) => [`CloudTrailEvents${rule.id}`, ruleResource(rule)] as const);
  return { Resources: Object.fromEntries(resources) };
}

function ruleResource({ id, state, pattern }: EventRule): JsonObject {
  const what = state === 'ENABLED' ? 'Changes' : 'Calls, with those that only read,';
  return {
    Type: 'AWS::Events::Rule',
    Properties: {
      Name: { 'Fn::Join': ['-', [{ Ref: 'AWS::StackName' }, 'records', id]] },
      Description: `${what} that Trailguard's rules can match`,
      State: state,
      EventPattern: pattern,
      Targets: [
        {
          Id: 'on-cloudtrail-event',
          Arn: { 'Fn::GetAtt': ['OnCloudTrailEventLambdaFunction', 'Arn'] },
          RetryPolicy: { MaximumEventAgeInSeconds: 21_600, MaximumRetryAttempts: 185 },
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['CloudTrailEventDeadLetterQueue', 'Arn'] } },
        },
      ],
    },
  };
}
