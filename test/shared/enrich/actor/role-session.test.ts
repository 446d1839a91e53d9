import { expect, test } from 'vitest';
import { isWorkload } from '#shared/enrich/actor/role-session.ts';
import type { JsonObject } from '#shared/model/json.ts';

const terraform = 'APN/1.0 HashiCorp/1.0 Terraform/1.11.0 (+https://www.terraform.io) terraform-provider-aws/5.89.0';
const deploy = { type: 'AssumedRole', arn: 'arn:aws:sts::123456789012:assumed-role/deploy/run-7' };
const session = 'arn:aws:sts::123456789012:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/erin';
const issuer =
  'arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef';

test.each<readonly [name: string, fields: JsonObject, mfa: boolean | undefined, workload: boolean]>([
  ['a program', { userIdentity: deploy, userAgent: 'aws-cli/2.24.10' }, false, true],
  ['a program of which nothing is known', {}, undefined, true],
  ['a second factor', { userIdentity: deploy, userAgent: terraform }, true, false],
  ['a browser', { userIdentity: deploy, userAgent: 'Mozilla/5.0 (X11; Linux x86_64)' }, undefined, false],
  ['a page of the console', { userIdentity: deploy, userAgent: 'console.ec2.amazonaws.com' }, undefined, false],
  ['a host that only ends alike', { userIdentity: deploy, userAgent: 'myconsole.amazonaws.com' }, undefined, true],
  ['the console', { userIdentity: deploy, sessionCredentialFromConsole: 'true' }, false, false],
  ['Identity Center, by the session', { userIdentity: { ...deploy, arn: session } }, undefined, false],
  [
    'Identity Center, by the role',
    { userIdentity: { ...deploy, sessionContext: { sessionIssuer: { arn: issuer } } }, userAgent: terraform },
    false,
    false,
  ],
])('%s', (_, fields, mfa, workload) => {
  expect(isWorkload(fields, mfa)).toBe(workload);
});
