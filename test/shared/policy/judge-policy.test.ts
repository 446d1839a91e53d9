import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '#shared/model/json.ts';
import { judgePolicy } from '#shared/policy/judge-policy.ts';
import { allow, policy, variable } from './statement.ts';

type Answer = 'public' | 'closed' | 'public?' | 'closed?';

/** The answer in a word, with a question mark where it is not certain. */
function answer(document: Json): Answer {
  const judgement = judgePolicy(document);
  return `${judgement.public ? 'public' : 'closed'}${judgement.certain ? '' : '?'}` as Answer;
}

type Row = readonly [name: string, value: Json, expected: Answer];

describe('principals', () => {
  const rows: readonly Row[] = [
    ['everyone', '*', 'public'],
    ['everyone, as an AWS principal', { AWS: '*' }, 'public'],
    ['everyone in a list', { AWS: ['arn:aws:iam::123456789012:root', '*'] }, 'public'],
    ['an account', { AWS: '123456789012' }, 'closed'],
    ['a role', { AWS: 'arn:aws:iam::123456789012:role/reader' }, 'closed'],
    ['the id of a principal since deleted', { AWS: 'AIDAEXAMPLEEXAMPLE' }, 'closed'],
    ['a service', { Service: 'cloudtrail.amazonaws.com' }, 'closed'],
    ['a service beside everyone', { Service: 'cloudtrail.amazonaws.com', AWS: '*' }, 'public'],
    ['a canonical user', { CanonicalUser: 'c0ffee' }, 'closed'],
    ['a social login', { Federated: 'accounts.google.com' }, 'public'],
    ['a SAML provider', { Federated: 'arn:aws:iam::123456789012:saml-provider/corp' }, 'closed?'],
    ['any account’s role of a name', { AWS: 'arn:aws:iam::*:role/reader' }, 'public?'],
    ['any role of an account', { AWS: 'arn:aws:iam::123456789012:role/*' }, 'closed?'],
    ['a policy variable', { AWS: variable('aws:PrincipalArn') }, 'public?'],
    ['every service', { Service: '*' }, 'public?'],
    ['a kind that does not exist', { Everyone: '*' }, 'public?'],
    ['no principal in the list', { AWS: [] }, 'public?'],
    ['a number', { AWS: 123456789012 }, 'public?'],
    ['null', null, 'public?'],
  ];
  test.each(rows)('%s', (_, Principal, expected) => {
    expect(answer(policy(allow({ Principal })))).toBe(expected);
  });

  test('everyone but some, beside an account', () => {
    const statement = allow({ Principal: { AWS: '123456789012' }, NotPrincipal: { AWS: '111122223333' } });
    expect(answer(policy(statement))).toBe('public?');
  });

  test('everyone but some', () => {
    const { Principal: _everyone, ...rest } = allow();
    const statement = { ...rest, NotPrincipal: { AWS: 'arn:aws:iam::123456789012:root' } };
    expect(answer(policy(statement))).toBe('public');
  });
});

const condition = (operator: string, key: string, value: Json): JsonObject => ({ [operator]: { [key]: value } });

describe('conditions on everyone', () => {
  const rows: readonly Row[] = [
    ['none', {}, 'public'],
    ['a VPC', condition('StringEquals', 'aws:SourceVpc', 'vpc-1'), 'closed'],
    ['a VPC, the key in another case', condition('StringEquals', 'AWS:SOURCEVPC', 'vpc-1'), 'closed'],
    ['a VPC, the operator in another case', condition('stringequals', 'aws:SourceVpc', 'vpc-1'), 'closed'],
    ['a VPC, StringLike without wildcard', condition('StringLike', 'aws:SourceVpc', 'vpc-1'), 'closed'],
    ['any VPC', condition('StringLike', 'aws:SourceVpc', 'vpc-*'), 'public'],
    ['one VPC and any', condition('StringLike', 'aws:SourceVpc', ['vpc-1', '*']), 'public'],
    ['a wildcard compared as text', condition('StringEquals', 'aws:SourceVpc', 'vpc-*'), 'public?'],
    ['the literal star', condition('StringLike', 'aws:SourceVpc', `vpc-${variable('*')}`), 'closed'],
    ['a policy variable', condition('StringEquals', 'aws:SourceAccount', variable('aws:PrincipalAccount')), 'public'],
    ['an account', condition('StringEquals', 'aws:SourceAccount', '123456789012'), 'closed'],
    ['an account as a number', condition('StringEquals', 'aws:SourceAccount', 123456789012), 'closed'],
    ['an account compared as a number', condition('NumericEquals', 'aws:SourceAccount', 123456789012), 'public?'],
    ['an organization', condition('StringEquals', 'aws:PrincipalOrgID', 'o-1'), 'closed'],
    [
      'an organizational unit',
      condition('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-1/r-1/ou-1/*'),
      'closed',
    ],
    ['any organization', condition('ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-*/r-1/*'), 'public'],
    ['a caller’s account', condition('StringEquals', 'kms:CallerAccount', '123456789012'), 'closed'],
    ['an encryption key', condition('StringEquals', 's3:x-amz-server-side-encryption-aws-kms-key-id', 'k'), 'closed'],
    ['a user id', condition('StringEquals', 'aws:userid', 'AIDAEXAMPLE'), 'closed'],
    ['any session of a role', condition('StringLike', 'aws:userid', 'AROAEXAMPLE:*'), 'public'],
    ['a mount target', condition('Bool', 'elasticfilesystem:AccessedViaMountTarget', 'true'), 'closed'],
    ['no mount target', condition('Bool', 'elasticfilesystem:AccessedViaMountTarget', false), 'public'],
    ['a key that keeps nobody out', condition('StringEquals', 'aws:Referer', 'https://example.com'), 'public'],
    ['encrypted transport', condition('Bool', 'aws:SecureTransport', 'true'), 'public'],
    ['all values but one', condition('StringNotEquals', 'aws:SourceVpc', 'vpc-1'), 'public'],
    ['all addresses but some', condition('NotIpAddress', 'aws:SourceIp', '192.0.2.0/24'), 'public'],
    ['if the key exists', condition('StringEqualsIfExists', 'aws:SourceVpc', 'vpc-1'), 'public'],
    ['for any value', condition('ForAnyValue:StringEquals', 'aws:SourceAccount', ['123456789012']), 'closed'],
    [
      'a quantifier that does not exist',
      condition('ForAnyValues:StringEquals', 'aws:SourceAccount', '123456789012'),
      'public?',
    ],
    ['for all values', condition('ForAllValues:StringEquals', 'aws:SourceAccount', ['123456789012']), 'public'],
    [
      'for all values, of which there must be some',
      {
        ...condition('ForAllValues:StringEquals', 'aws:SourceAccount', ['123456789012']),
        ...condition('Null', 'aws:SourceAccount', 'false'),
      },
      'closed',
    ],
    [
      'if the key exists, which it must not',
      { ...condition('StringEqualsIfExists', 'aws:SourceVpc', 'vpc-1'), ...condition('Null', 'aws:SourceVpc', true) },
      'public',
    ],
    ['the key must exist', condition('Null', 'aws:PrincipalOrgID', 'false'), 'public'],
    [
      'a limit beside one that is none',
      {
        StringEquals: { 'aws:SourceVpc': 'vpc-1', 'aws:Referer': 'x' },
        StringNotEquals: { 'aws:SourceVpce': 'vpce-1' },
      },
      'closed',
    ],
    ['no values', condition('StringEquals', 'aws:SourceVpc', []), 'public?'],
    ['an empty value', condition('StringEquals', 'aws:SourceVpc', ''), 'public?'],
    ['an operator that does not exist', condition('StringMatches', 'aws:SourceVpc', 'vpc-1'), 'public?'],
    ['text', 'aws:SourceVpc', 'public?'],
    ['an operator without keys', { StringEquals: 'vpc-1' }, 'public?'],
    ['an object for a value', condition('StringEquals', 'aws:SourceVpc', { vpc: 1 }), 'public?'],
  ];
  test.each(rows)('%s', (_, Condition, expected) => {
    expect(answer(policy(allow({ Condition })))).toBe(expected);
  });
});

describe('addresses', () => {
  const rows: readonly Row[] = [
    ['one address', '192.0.2.7', 'closed'],
    ['a network', '192.0.2.0/24', 'closed'],
    ['the broadest network that counts as fixed', '16.0.0.0/8', 'closed'],
    ['a broader one', '16.0.0.0/7', 'public'],
    ['every address', '0.0.0.0/0', 'public'],
    ['a private network', '10.0.0.0/8', 'closed'],
    ['a list with a broad one', ['192.0.2.0/24', '128.0.0.0/1'], 'public'],
    ['an IPv6 network', '2001:db8::/32', 'closed'],
    ['a broader one of IPv6', '2001:db0::/29', 'public'],
    ['every IPv4 address, mapped to IPv6', '::ffff:0:0/96', 'public'],
    ['an anonymised network', '392.0.2.0/0', 'public'],
    ['no address', 'the office', 'public?'],
  ];
  test.each(rows)('%s', (_, value, expected) => {
    const Condition = condition('IpAddress', 'aws:SourceIp', value);
    expect(answer(policy(allow({ Condition })))).toBe(expected);
  });

  test('if there is one', () => {
    const Condition = condition('IpAddressIfExists', 'aws:SourceIp', '192.0.2.7');
    expect(answer(policy(allow({ Condition })))).toBe('public?');
  });

  test('compared as text', () => {
    const Condition = condition('StringEquals', 'aws:SourceIp', '192.0.2.7');
    expect(answer(policy(allow({ Condition })))).toBe('public?');
  });
});

describe('ARNs', () => {
  const rows: readonly (readonly [operator: string, key: string, value: string, expected: Answer])[] = [
    ['ArnEquals', 'aws:SourceArn', 'arn:aws:sns:eu-west-1:123456789012:t', 'closed'],
    ['ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::123456789012:role/reader', 'closed'],
    ['StringEquals', 'aws:SourceArn', 'arn:aws:s3:::b', 'closed'],
    ['ArnLike', 'aws:SourceArn', '*', 'public'],
    ['ArnLike', 'aws:SourceArn', 'arn:aws:sns:*:*:*', 'public'],
    ['ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/reader', 'public'],
    // The account is fixed, though the ARN is not.
    ['ArnLike', 'aws:SourceArn', 'arn:aws:sns:*:123456789012:*', 'closed?'],
    ['StringLike', 'aws:SourceArn', 'arn:aws:sns:eu-west-1:123456789012:*', 'closed?'],
    // Text matching lets a star run over colons, into another account.
    ['StringLike', 'aws:SourceArn', 'arn:aws:logs:*:123456789012:*', 'public?'],
    ['StringEquals', 'aws:SourceArn', 'arn:aws:sns:eu-west-1:123456789012:*', 'public?'],
    // A bucket's name is unique, and its ARN has neither region nor account.
    ['ArnLike', 'aws:SourceArn', 'arn:aws:s3:*:*:b', 'public?'],
    ['ArnLike', 'aws:SourceArn', 'arn:aws:s3:*:*:*', 'public'],
    ['StringLike', 's3:DataAccessPointArn', 'arn:aws:s3:eu-west-1:*:accesspoint/*', 'public'],
    ['StringEquals', 's3:DataAccessPointAccount', '123456789012', 'closed'],
    ['IpAddress', 'aws:SourceArn', 'arn:aws:s3:::b', 'public?'],
  ];
  test.each(rows)('%s %s %s', (operator, key, value, expected) => {
    expect(answer(policy(allow({ Condition: condition(operator, key, value) })))).toBe(expected);
  });
});

describe('statements', () => {
  const closed = allow({ Principal: { AWS: '123456789012' } });
  const saml = allow({ Principal: { Federated: 'arn:aws:iam::123456789012:saml-provider/corp' } });
  const deny = { ...allow({ Effect: 'Deny' }), Action: 's3:*', Resource: '*' };
  const rows: readonly (readonly [name: string, document: Json, expected: Answer])[] = [
    ['a lone statement, not in a list', { Statement: allow() }, 'public'],
    ['one public among others', policy(closed, allow()), 'public'],
    ['none public', policy(closed, closed), 'closed'],
    ['JSON text', JSON.stringify(policy(closed)), 'closed'],
    ['none public, one not for certain', policy(closed, saml), 'closed?'],
    [
      'a doubt that a condition settles',
      policy({ ...saml, Condition: condition('StringEquals', 'aws:SourceVpc', 'vpc-1') }),
      'closed',
    ],
    ['statements twice, in two cases', { Statement: closed, statement: allow() }, 'public?'],
    [
      'a Deny to everyone but some',
      policy(allow(), { Effect: 'Deny', NotPrincipal: { AWS: '123456789012' }, NotAction: 's3:List*', Resource: '*' }),
      'public?',
    ],
    [
      'a Deny inside a VPC',
      policy(allow(), { ...deny, Condition: condition('StringEquals', 'aws:SourceVpc', 'vpc-1') }),
      'public',
    ],
    [
      'a Deny for any of several values',
      policy(allow(), { ...deny, Condition: condition('ForAnyValue:StringNotEquals', 'aws:SourceVpc', 'vpc-1') }),
      'public',
    ],
    ['only a Deny', policy(deny), 'closed'],
    [
      'all but some actions',
      policy({ Effect: 'Allow', Principal: '*', NotAction: 's3:Put*', Resource: '*' }),
      'public',
    ],
    [
      'no Resource, as a repository has it',
      policy({ Effect: 'Allow', Principal: '*', Action: 'ecr:BatchGetImage' }),
      'public',
    ],
    ['a Deny of something else', policy(allow(), { ...deny, Action: 's3:PutObject' }), 'public'],
    ['a Deny to someone', policy(allow(), { ...deny, Principal: { AWS: '111122223333' } }), 'public'],
    [
      'a Deny of plain transport',
      policy(allow(), { ...deny, Condition: condition('Bool', 'aws:SecureTransport', 'false') }),
      'public',
    ],
    ['a Deny to all', policy(allow(), deny), 'public?'],
    [
      'a Deny to all but the sessions of a role',
      policy(allow(), { ...deny, Condition: condition('StringNotLike', 'aws:userid', 'AROAEXAMPLEEXAMPLE:*') }),
      'public?',
    ],
    [
      'a Deny to all but sessions of a name',
      policy(allow(), { ...deny, Condition: condition('StringNotLike', 'aws:userid', '*:session') }),
      'public',
    ],
    [
      'a Deny to all but AWS services',
      policy(allow(), { ...deny, Condition: condition('Bool', 'aws:PrincipalIsAWSService', 'false') }),
      'public?',
    ],
    [
      'a Deny to AWS services',
      policy(allow(), { ...deny, Condition: condition('Bool', 'aws:PrincipalIsAWSService', 'true') }),
      'public',
    ],
    [
      'a Deny of what services do for no one',
      policy(allow(), { ...deny, Condition: condition('Bool', 'aws:ViaAWSService', 'false') }),
      'public',
    ],
    [
      'a Deny outside an organization, with exceptions',
      policy(allow(), {
        ...deny,
        Condition: {
          StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5', 'aws:PrincipalTag/exempt': 'true' },
          BoolIfExists: { 'aws:PrincipalIsAWSService': 'false', 'aws:ViaAWSService': 'false' },
        },
      }),
      'public?',
    ],
    [
      'a Deny outside an organization, of plain transport',
      policy(allow(), {
        ...deny,
        Condition: {
          StringNotEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' },
          Bool: { 'aws:SecureTransport': 'false' },
        },
      }),
      'public',
    ],
    ['a Deny whose Condition cannot be read', policy(allow(), { ...deny, Condition: 'never' }), 'public?'],
    ['a Deny whose Principal cannot be read', policy(allow(), { ...deny, Principal: 7 }), 'public?'],
    ['only a Deny that cannot be read', policy({ ...deny, Condition: 'never' }), 'closed?'],
    ['only a Deny without principals', policy({ ...deny, Principal: [] }), 'closed?'],
    [
      'a Deny outside a VPC',
      policy(allow(), { ...deny, Condition: condition('StringNotEquals', 'aws:SourceVpc', 'vpc-1') }),
      'public?',
    ],
    [
      'a Deny outside every VPC',
      policy(allow(), { ...deny, Condition: condition('StringNotLike', 'aws:SourceVpc', 'vpc-*') }),
      'public',
    ],
    ['an Effect in lower case', policy(allow({ Effect: 'allow' })), 'public?'],
    ['no Effect', policy({ Principal: '*', Action: '*', Resource: '*' }), 'public?'],
    ['no Action', policy({ Effect: 'Allow', Principal: '*', Resource: '*' }), 'public?'],
    ['no Principal', policy({ Effect: 'Allow', Action: '*', Resource: '*' }), 'public?'],
    ['an element twice, in two cases', policy({ ...closed, principal: '*' }), 'closed?'],
    ['a statement that is none', policy('Allow'), 'public?'],
    ['no statements', policy(), 'public?'],
    ['text that is no JSON', '{"Statement"', 'public?'],
    ['an empty object', {}, 'public?'],
    ['null', null, 'public?'],
    ['a list', [policy(closed)], 'public?'],
  ];
  test.each(rows)('%s', (_, document, expected) => {
    expect(answer(document)).toBe(expected);
  });
});

test('each statement is told with its place, its Sid and what decided', () => {
  const document = policy(
    allow({ Sid: 'Read' }),
    allow({ Condition: condition('StringEquals', 'aws:SourceVpc', 'vpc-1') }),
  );
  expect(judgePolicy(document).statements).toEqual([
    { index: 0, sid: 'Read', public: true, certain: true, why: 'Principal is everyone; no Condition limits it' },
    { index: 1, public: false, certain: true, why: 'limited to fixed values of aws:SourceVpc' },
  ]);
});

test('a document that cannot be read says why', () => {
  expect(judgePolicy('nonsense')).toMatchObject({ statements: [], problem: 'the policy is not a JSON object' });
});
