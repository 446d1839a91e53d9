import { describe, expect, it } from 'vitest';
import { eventRules } from '#shared/event-rules.ts';
import { eventRuleTemplate } from '../../infra/cloudtrail-patterns.ts';
import { loadOwnRules } from '../../infra/load-own-rules.ts';
import { at, listOf, readYaml, resources } from '../repo/read-template.ts';

const rules = eventRules(loadOwnRules());
const generated = Object.entries(eventRuleTemplate(rules)['Resources'] ?? {});

describe('the generated rules of EventBridge', () => {
  it('are those of the Sigma rules, with their patterns and states', () => {
    const found = generated.map(([, body]) => [
      at(body, 'Type'),
      at(body, 'Properties', 'State'),
      at(body, 'Properties', 'EventPattern'),
    ]);
    expect(found).toEqual(rules.map(({ state, pattern }) => ['AWS::Events::Rule', state, pattern]));
    expect(generated.filter(([id]) => !/^[A-Za-z\d]{1,255}$/.test(id))).toEqual([]);
  });

  it('let in AWS alone: records cannot be forged', () => {
    for (const [, body] of generated) {
      expect(at(body, 'Properties', 'EventPattern', 'source')).toEqual([{ prefix: 'aws.' }]);
    }
  });

  it('hand over for six hours, then to the dead-letter queue', () => {
    for (const [, body] of generated) {
      expect(listOf(at(body, 'Properties', 'Targets'))).toEqual([
        {
          Id: 'on-cloudtrail-event',
          Arn: { 'Fn::GetAtt': ['OnCloudTrailEventLambdaFunction', 'Arn'] },
          RetryPolicy: { MaximumEventAgeInSeconds: 21_600, MaximumRetryAttempts: 185 },
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['CloudTrailEventDeadLetterQueue', 'Arn'] } },
        },
      ]);
    }
  });

  it('may invoke the function and send to the queue by their names, which EventBridge takes', () => {
    for (const [, body] of generated) {
      const [separator, parts] = listOf(at(body, 'Properties', 'Name', 'Fn::Join'));
      const [stack, ...others] = listOf(parts);
      expect([separator, stack, others[0]]).toEqual(['-', { Ref: 'AWS::StackName' }, 'records']);
      // What EventBridge takes is 64 characters; a stack's name may be half of them.
      expect(others.join('-').length).toBeLessThan(32);
    }
    const named = /:rule\/\$\{AWS::StackName\}-records-\*$/;
    const [permission, policy] = ['CloudTrailEventPermission', 'CloudTrailEventDeadLetterQueuePolicy'].map((id) =>
      resources.find((resource) => resource.id === id),
    );
    expect(at(permission?.properties, 'SourceArn', 'Fn::Sub')).toMatch(named);
    const statement = at(policy?.properties, 'PolicyDocument', 'Statement', 0);
    expect(at(statement, 'Condition', 'ArnLike', 'aws:SourceArn', 'Fn::Sub')).toMatch(named);
  });

  it('are part of what is deployed', () => {
    expect(JSON.stringify(readYaml('serverless.yml'))).toContain('{file(dist/event-rules.json)}');
  });
});
