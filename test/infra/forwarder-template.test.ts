import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { forwarderName } from '#shared/doctor/forwarder-name.ts';
import { eventRules } from '#shared/event-rules.ts';
import { forwarderTemplate } from '../../infra/forwarder-template.ts';
import { loadOwnRules } from '../../infra/load-own-rules.ts';
import { at, readYaml } from '../repo/read-template.ts';

const rules = eventRules(loadOwnRules());
const text = forwarderTemplate(rules);
const { Parameters, Resources, Conditions } = parse(text);
const forwarding = Object.values<{ Properties: Record<string, unknown> }>(Resources).filter(
  ({ Properties }) => Properties?.['EventPattern'] !== undefined,
);

const example = { Deployment: 'D', Home: 'eu-central-1', 'AWS::Region': 'us-east-1' };

/** What CloudFormation makes of a text with variables. */
function textOf(value: unknown, variables: Readonly<Record<string, string>> = example): string {
  const [text, { Home }] = (value as { 'Fn::Sub': [string, { Home: object }] })['Fn::Sub'];
  expect(Home).toEqual({ 'Fn::Select': [3, { 'Fn::Split': [':', { Ref: 'HomeBusArn' }] }] });
  return text.replace(/\$\{([\w:]+)\}/g, (_, name: string) => variables[name] ?? '');
}

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
    expect(textOf(Resources.ForwardRole.Properties.RoleName)).toBe('D-forward-eu-central-1-us-east-1');
    const names = forwarding.map(({ Properties }) => JSON.stringify(Properties['Name']));
    expect(new Set(names).size).toBe(forwarding.length);
  });

  it('has names of 64 characters at most, with the longest stage, regions and ids', () => {
    const longest = { Deployment: 'd'.repeat(22), Home: 'ap-southeast-1', 'AWS::Region': 'ap-southeast-2' };
    expect(textOf(Resources.ForwardRole.Properties.RoleName, longest).length).toBeLessThanOrEqual(64);
    // How long ids may be, test/infra/cloudtrail-patterns.test.ts says.
    expect(forwarderName('i'.repeat(23), longest.Deployment, longest.Home)).toHaveLength(64);
    expect(new RegExp(`^${Parameters.Deployment.AllowedPattern}$`).test(`${longest.Deployment}d`)).toBe(false);
  });

  it('sends in a role that the bus lets in, and by rules that the role and doctor know', () => {
    const { Resources: bus } = readYaml('infra/forwarded-events.yml');
    const condition = at(bus, 'OrganizationSendsEvents', 'Properties', 'Statement', 'Condition', 'ArnLike');
    // There the region is the deployment's own.
    expect(at(condition, 'aws:PrincipalArn', 'Fn::Sub')).toMatch(
      /:role\/\$\{self:service\}-\$\{sls:stage\}-forward-\$\{AWS::Region\}-\*$/,
    );
    expect(forwarding.map(({ Properties }) => textOf(Properties['Name']))).toEqual(
      rules.map(({ id }) => forwarderName(id, 'D', 'eu-central-1')),
    );
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
    expect(textOf(AssumeRolePolicyDocument.Statement[0].Condition.ArnLike['aws:SourceArn'])).toMatch(
      /:rule\/D-to-eu-central-1-\*$/,
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
