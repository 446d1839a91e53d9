import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isJsonObject, type Json, type JsonObject } from '#shared/model/json.ts';
import { judgePolicy } from '#shared/policy/judge-policy.ts';
import { type PolicyKind, policyKinds } from '#shared/policy/policy-kind.ts';
import { allow, policy, variable } from './statement.ts';

const key = fc.constantFrom(
  'aws:SourceIp',
  'aws:SourceVpc',
  'aws:SourceArn',
  'aws:PrincipalOrgID',
  'aws:Referer',
  's3:DataAccessPointArn',
);
const operator = fc
  .tuple(
    fc.constantFrom('', 'ForAnyValue:', 'ForAllValues:'),
    fc.constantFrom(
      'StringEquals',
      'StringLike',
      'StringNotEquals',
      'ArnLike',
      'IpAddress',
      'NotIpAddress',
      'Bool',
      'Null',
    ),
    fc.constantFrom('', 'IfExists'),
  )
  .map((parts) => parts.join(''));
const value = fc.constantFrom(
  '*',
  'vpc-1',
  '192.0.2.0/24',
  '0.0.0.0/0',
  'arn:aws:sns:*:123456789012:*',
  'arn:aws:s3:::b',
  variable('aws:username'),
  'false',
);
const condition = fc.dictionary(
  operator,
  fc.dictionary(key, fc.array(value, { minLength: 1, maxLength: 3 }), { maxKeys: 2 }),
  {
    maxKeys: 3,
  },
);
const principal = fc.constantFrom<Json>(
  '*',
  { AWS: ['*'] },
  { AWS: ['123456789012'] },
  { Service: ['sns.amazonaws.com'] },
  { Federated: ['accounts.google.com'] },
  { AWS: ['arn:aws:iam::*:role/r'] },
);
const statement = fc
  .record({ Effect: fc.constantFrom('Allow', 'Deny'), Principal: principal, Condition: condition })
  .map((changes): JsonObject => allow(changes as JsonObject));
const statements = fc.array(statement, { minLength: 1, maxLength: 4 });

const kind = fc.constantFrom(...policyKinds);

/** What the answer is, apart from the places of the statements. */
function answer(document: Json, of: PolicyKind): JsonObject {
  const judgement = judgePolicy(document, { kind: of });
  return { public: judgement.public, certain: judgement.certain };
}

test('never throws, whatever the document', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (document) => {
      judgePolicy(document as Json);
      judgePolicy(policy(document as Json));
      judgePolicy(policy(allow({ Principal: document as Json, Condition: document as Json })), { kind: 'role-trust' });
    }),
  );
});

test('a further public statement makes every policy public', () => {
  fc.assert(
    fc.property(statements, kind, (list, of) => {
      expect(judgePolicy(policy(...list, allow()), { kind: of }).public).toBe(true);
    }),
  );
});

test('a further statement never makes a policy less public', () => {
  fc.assert(
    fc.property(statements, statement, kind, (list, further, of) => {
      fc.pre(judgePolicy(policy(...list), { kind: of }).public);
      expect(judgePolicy(policy(...list, further), { kind: of }).public).toBe(true);
    }),
  );
});

test('the order of statements makes no difference', () => {
  fc.assert(
    fc.property(statements, kind, (list, of) => {
      expect(answer(policy(...list.toReversed()), of)).toEqual(answer(policy(...list), of));
    }),
  );
});

test('JSON text and object make no difference', () => {
  fc.assert(
    fc.property(statements, (list) => {
      expect(judgePolicy(JSON.stringify(policy(...list)))).toEqual(judgePolicy(policy(...list)));
    }),
  );
});

test('a list of one and its only value make no difference', () => {
  fc.assert(
    fc.property(statement, (one) => {
      const unwrapped = JSON.parse(JSON.stringify(one), (_, found) =>
        Array.isArray(found) && found.length === 1 ? found[0] : found,
      );
      expect(judgePolicy({ Statement: unwrapped })).toEqual(judgePolicy({ Statement: [one] }));
    }),
  );
});

test('the order of members and of values makes no difference', () => {
  const turned = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(turned).reverse();
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value)
        .map(([name, member]): [string, Json] => [name, turned(member)])
        .reverse(),
    );
  };
  fc.assert(
    fc.property(statements, kind, (list, of) => {
      expect(answer(turned(policy(...list)), of)).toEqual(answer(policy(...list), of));
    }),
  );
});

test('the case of element names makes no difference', () => {
  const inCase = (value: JsonObject, change: (name: string) => string): JsonObject =>
    Object.fromEntries(Object.entries(value).map(([name, member]) => [change(name), member]));
  fc.assert(
    fc.property(statements, kind, fc.boolean(), (list, of, isUpper) => {
      const change = (name: string): string => (isUpper ? name.toUpperCase() : name.toLowerCase());
      const document = inCase({ Statement: list.map((one) => inCase(one, change)) }, change);
      expect(judgePolicy(document, { kind: of })).toEqual(judgePolicy(policy(...list), { kind: of }));
    }),
  );
});

test('the case of condition keys and operators makes no difference', () => {
  fc.assert(
    fc.property(statement, (one) => {
      const shouting = JSON.stringify(one['Condition'] ?? {}, (_, found: Json) => found).replace(
        /"([A-Za-z0-9:]+)":/g,
        (name) => name.toUpperCase(),
      );
      expect(judgePolicy(policy({ ...one, Condition: JSON.parse(shouting) }))).toEqual(judgePolicy(policy(one)));
    }),
  );
});

test('a further value never makes a public condition less public', () => {
  fc.assert(
    fc.property(operator, key, fc.array(value, { minLength: 1 }), value, (op, name, values, more) => {
      // `Null` asks whether the key is there, and a negated test keeps its values out: for both, more values are fewer callers.
      fc.pre(!/Not|Null/.test(op));
      const limited = (list: readonly string[]): boolean =>
        judgePolicy(policy(allow({ Condition: { [op]: { [name]: list } } }))).public;
      expect(limited(values) && !limited([...values, more])).toBe(false);
    }),
  );
});
