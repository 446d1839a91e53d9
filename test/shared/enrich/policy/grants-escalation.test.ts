import { describe, expect, test } from 'vitest';
import { grantsEscalation } from '#shared/enrich/policy/grants-escalation.ts';
import type { JsonObject } from '#shared/model/json.ts';
import { parsePolicy } from '#shared/policy/parse-policy.ts';
import { policy } from '../../policy/statement.ts';

function escalates(statement: JsonObject): boolean {
  const reading = parsePolicy(policy({ Effect: 'Allow', Resource: '*', ...statement }));
  if (!reading.ok) throw new Error(reading.problem);
  return grantsEscalation(reading.statements);
}

describe('a policy lets its holder become an administrator', () => {
  test.each<readonly [name: string, statement: JsonObject]>([
    ['by everything', { Action: '*' }],
    ['by all of IAM', { Action: 'iam:*' }],
    ['by one call of IAM, whatever its case', { Action: ['s3:GetObject', 'IAM:putUserPolicy'] }],
    ['by a pattern that covers one', { Action: 'iam:Put*Policy' }],
    ['by a pattern with a question mark', { Action: 'iam:PassRol?' }],
    ['by any role there is', { Action: 'sts:AssumeRole' }],
    ['by every role of an account', { Action: 'iam:PassRole', Resource: 'arn:aws:iam::123456789012:role/*' }],
    ['by every user of any account', { Action: 'iam:CreateAccessKey', Resource: ['arn:aws:iam::*:user/*'] }],
    ['by all resources but some', { Action: 'iam:PassRole', Resource: null, NotResource: 'arn:aws:iam::*:role/x' }],
    ['by all actions but some others', { NotAction: ['organizations:*', 'account:*'] }],
  ])('%s', (_, statement) => {
    expect(escalates(statement)).toBe(true);
  });
});

describe('a policy does not, that', () => {
  test.each<readonly [name: string, statement: JsonObject]>([
    ['reads IAM', { Action: ['iam:Get*', 'iam:List*'] }],
    ['denies', { Effect: 'Deny', Action: 'iam:*' }],
    ['passes one role', { Action: 'iam:PassRole', Resource: 'arn:aws:iam::123456789012:role/app' }],
    ['passes the roles of one prefix', { Action: 'iam:PassRole', Resource: 'arn:aws:iam::123456789012:role/app-*' }],
    [
      'passes any role to one service',
      { Action: 'iam:PassRole', Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } },
    ],
    ['changes the holder alone', { Action: 'iam:*', Resource: 'arn:aws:iam::123456789012:user/alice' }],
    ['leaves out what would', { NotAction: ['iam:*', 'sts:*'] }],
    ['names no action', { Action: [null, 7] }],
  ])('%s', (_, statement) => {
    expect(escalates(statement)).toBe(false);
  });
});
