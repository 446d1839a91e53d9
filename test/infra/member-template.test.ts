import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { playbooks } from '#shared/respond/playbooks/registry.ts';
import { memberTemplate } from '../../infra/member-template.ts';

const file = 'infra/member-role.yml';
const template = parse(readFileSync(file, 'utf8'));

describe('the role for other accounts', () => {
  it('is what `npm run docs` makes', () => {
    expect(readFileSync(file, 'utf8')).toBe(memberTemplate(playbooks));
  });

  it('means words where it writes words, also to readers of YAML 1.1', () => {
    const old = parse(readFileSync(file, 'utf8'), { version: '1.1' });
    expect(old).toEqual(template);
    expect(old.Parameters.KmsKeyDeletion.AllowedValues).toEqual(['off', 'plan', 'change']);
  });

  it('lets in the roles of the two functions that playbooks run in, by an external id', () => {
    expect(template.Resources.MemberRole.Properties.AssumeRolePolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { AWS: { Ref: 'HomeRoleArns' } },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } },
      },
    ]);
  });

  it.each(playbooks)('only looks for $id until that account says otherwise', ({ id, permissions }) => {
    const name = id
      .split('-')
      .map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`)
      .join('');
    const { Parameters, Conditions, Resources } = template;
    expect(Parameters[name].Default).toBe('plan');
    expect(Conditions[`${name}Changes`]).toEqual({ 'Fn::Equals': [{ Ref: name }, 'change'] });
    const granted = (policy: string): unknown => {
      const { Condition, Properties } = Resources[`${name}${policy}`];
      return [Condition, Properties.PolicyDocument.Statement];
    };
    const allow = (actions: readonly string[]): object => ({
      Effect: 'Allow',
      Action: actions.toSorted(),
      Resource: '*',
    });
    expect(granted('LookPolicy')).toEqual([`${name}Looks`, [allow([...new Set(permissions.read)])]]);
    expect(granted('ChangePolicy')).toEqual([
      `${name}Changes`,
      [allow([...new Set([...permissions.apply, ...permissions.undo])])],
    ]);
  });
});
