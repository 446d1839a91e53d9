import { expect, test } from 'vitest';
import { actsAsCode } from '#shared/enrich/actor/acts-as-code.ts';
import type { ActorKind } from '#shared/model/derived.ts';
import type { JsonObject } from '#shared/model/json.ts';

const terraform = 'APN/1.0 HashiCorp/1.0 Terraform/1.11.0 (+https://www.terraform.io) terraform-provider-aws/5.89.0';
const stack = { userIdentity: { invokedBy: 'cloudformation.amazonaws.com' } };

test.each<readonly [name: string, fields: JsonObject, kind: ActorKind, expected: boolean | undefined]>([
  ['Terraform with a role', { userAgent: terraform }, 'role', true],
  ['OpenTofu with a role', { userAgent: 'APN/1.0 OpenTofu/1.9.0' }, 'role', true],
  ['Pulumi with a role', { userAgent: 'APN/1.0 Pulumi/1.0 PulumiAws/6.1' }, 'role', true],
  ['Crossplane with a role', { userAgent: 'crossplane/1.17.0 upjet' }, 'role', true],
  ['a word that only begins alike', { userAgent: 'terraformed/1.0' }, 'role', false],
  ['another program', { userAgent: 'aws-cli/2.24.10' }, 'role', false],
  ['what says with a user’s key that it is Terraform', { userAgent: terraform }, 'user', false],
  ['CloudFormation for a role', stack, 'role', true],
  ['CloudFormation for a user', stack, 'user', true],
  ['CloudFormation for root', stack, 'root', true],
  ['another service', { userIdentity: { invokedBy: 'backup.amazonaws.com' } }, 'role', false],
  ['CloudFormation in its own name', stack, 'service', undefined],
  ['a federated user', { userAgent: terraform }, 'federated', undefined],
])('%s', (_, fields, kind, expected) => {
  expect(actsAsCode(fields, kind)).toBe(expected);
});
