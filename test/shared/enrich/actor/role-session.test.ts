import { expect, test } from 'vitest';
import { roleSession } from '#shared/enrich/actor/role-session.ts';
import type { JsonObject } from '#shared/model/json.ts';

const terraform = 'APN/1.0 HashiCorp/1.0 Terraform/1.11.0 (+https://www.terraform.io) terraform-provider-aws/5.89.0';
const deploy = { type: 'AssumedRole', arn: 'arn:aws:sts::123456789012:assumed-role/deploy/run-7' };
const session = 'arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/erin';
const issuer =
  'arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef';

const program = { workload: true, infrastructureCode: false };
const code = { workload: true, infrastructureCode: true };
const person = { workload: false, infrastructureCode: false };

test.each<readonly [name: string, fields: JsonObject, mfa: boolean | undefined, expected: typeof program]>([
  ['a program', { userIdentity: deploy, userAgent: 'aws-cli/2.24.10' }, false, program],
  ['a program of which nothing is known', {}, undefined, program],
  ['Terraform', { userIdentity: deploy, userAgent: terraform }, false, code],
  ['OpenTofu', { userIdentity: deploy, userAgent: 'APN/1.0 OpenTofu/1.9.0' }, undefined, code],
  ['Pulumi', { userIdentity: deploy, userAgent: 'APN/1.0 Pulumi/1.0 PulumiAws/6.1' }, false, code],
  ['CloudFormation', { userIdentity: { ...deploy, invokedBy: 'cloudformation.amazonaws.com' } }, false, code],
  ['another service', { userIdentity: { ...deploy, invokedBy: 'backup.amazonaws.com' } }, false, program],
  ['a word that only begins alike', { userIdentity: deploy, userAgent: 'terraformed/1.0' }, false, program],
  ['a second factor', { userIdentity: deploy, userAgent: terraform }, true, person],
  ['a browser', { userIdentity: deploy, userAgent: 'Mozilla/5.0 (X11; Linux x86_64)' }, undefined, person],
  ['a page of the console', { userIdentity: deploy, userAgent: 'console.ec2.amazonaws.com' }, undefined, person],
  ['a host that only ends alike', { userIdentity: deploy, userAgent: 'myconsole.amazonaws.com' }, undefined, program],
  ['the console', { userIdentity: deploy, sessionCredentialFromConsole: 'true' }, false, person],
  ['Identity Center, by the session', { userIdentity: { ...deploy, arn: session } }, undefined, person],
  [
    'Identity Center, by the role',
    { userIdentity: { ...deploy, sessionContext: { sessionIssuer: { arn: issuer } } }, userAgent: terraform },
    false,
    person,
  ],
])('%s', (_, fields, mfa, expected) => {
  expect(roleSession(fields, mfa)).toEqual(expected);
});
