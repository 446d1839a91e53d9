import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { eventRules } from '#shared/event-rules.ts';
import { forwarderTemplate } from '../../infra/forwarder-template.ts';
import { loadOwnRules } from '../../infra/load-own-rules.ts';

const rules = eventRules(loadOwnRules());
const text = forwarderTemplate(rules);
const { Resources, Conditions } = parse(text);
const forwarding = Object.values<{ Properties: Record<string, unknown> }>(Resources).filter(
  ({ Properties }) => Properties?.['EventPattern'] !== undefined,
);

describe('the forwarder of another region or account', () => {
  it('sends what the deployment itself listens to, and nothing else', () => {
    expect(forwarding.length).toBeGreaterThan(0);
    expect(forwarding.map(({ Properties }) => [Properties['State'], Properties['EventPattern']])).toEqual(
      rules.map(({ state, pattern }) => [state, pattern]),
    );
  });

  it('is small enough for CloudFormation to read from a bucket', () => {
    expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
  });

  it('has no name twice in an account: what is the account’s has the region in it', () => {
    expect(Resources.ForwardRole.Properties.RoleName).toEqual({ 'Fn::Sub': `\${Deployment}-forward-\${AWS::Region}` });
    const names = forwarding.map(({ Properties }) => JSON.stringify(Properties['Name']));
    expect(new Set(names).size).toBe(forwarding.length);
  });

  it('sends nothing at home, where it would send to itself without end', () => {
    const [home] = Conditions.IsAway['Fn::Not'];
    expect(JSON.stringify(home)).toContain('AWS::Region');
    expect(JSON.stringify(home)).toContain('AWS::AccountId');
    const always = Object.entries<{ Condition?: string }>(Resources).filter(
      ([, { Condition }]) => Condition !== 'IsAway',
    );
    expect(always.map(([id]) => id)).toEqual(['Nothing']);
  });

  it('may send to that bus, and do nothing else', () => {
    const { Policies, AssumeRolePolicyDocument } = Resources.ForwardRole.Properties;
    expect(
      Policies.flatMap(({ PolicyDocument }: { PolicyDocument: { Statement: object[] } }) => PolicyDocument.Statement),
    ).toEqual([{ Effect: 'Allow', Action: 'events:PutEvents', Resource: { Ref: 'HomeBusArn' } }]);
    expect(AssumeRolePolicyDocument.Statement[0].Condition.ArnLike['aws:SourceArn']['Fn::Sub']).toMatch(
      /:rule\/\$\{Deployment\}-forward-\*$/,
    );
  });

  it.each(forwarding)('tries for six hours and keeps what it gives up: $Properties.Name', ({ Properties }) => {
    expect(Properties['Targets']).toMatchObject([
      {
        Arn: { Ref: 'HomeBusArn' },
        RetryPolicy: { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 21600 },
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['DeadLetterQueue', 'Arn'] } },
      },
    ]);
  });
});
