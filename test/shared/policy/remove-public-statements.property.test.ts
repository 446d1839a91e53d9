import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '#shared/model/json.ts';
import { judgePolicy } from '#shared/policy/judge-policy.ts';
import { policyKinds } from '#shared/policy/policy-kind.ts';
import { removePublicStatements } from '#shared/policy/remove-public-statements.ts';
import { allow } from './statement.ts';

const statement = fc
  .record({
    Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
    Principal: fc.constantFrom<Json>(
      '*',
      { AWS: '123456789012' },
      { Service: 'sns.amazonaws.com' },
      { AWS: ['*'] },
      { AWS: 'arn:aws:iam::123456789012:role/*' },
    ),
    Condition: fc.constantFrom<Json>(
      {},
      { StringEquals: { 'aws:SourceVpc': 'vpc-1' } },
      { IpAddress: { 'aws:SourceIp': ['192.0.2.0/24', '0.0.0.0/0'] } },
      { ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:eu-west-1:123456789012:accesspoint/*' } },
      { Bool: { 'aws:SecureTransport': 'true' } },
    ),
    // Members that nobody knows stay as they are, whatever their values and names.
    Extra: fc.jsonValue() as fc.Arbitrary<Json>,
  })
  .map((changes): JsonObject => allow(changes));
const kind = fc.constantFrom(...policyKinds);
const members = fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<Json>, { maxKeys: 3 });
const isOther = (name: string): boolean => name.toLowerCase() !== 'statement';

/** A policy with members before and after its statements. */
const document = fc
  .tuple(members, fc.oneof(statement, fc.array(statement, { minLength: 1, maxLength: 5 })), members)
  .map(([before, Statement, after]): JsonObject => {
    const others = (object: Record<string, Json>): [string, Json][] =>
      Object.entries(object).filter(([name]) => isOther(name));
    return Object.fromEntries<Json>([...others(before), ['Statement', Statement], ...others(after)]);
  });

const listed = (policy: JsonObject): Json[] => [policy['Statement'] ?? []].flat() as Json[];

test('what is left is not public, and with what was removed it is the policy that was given', () => {
  fc.assert(
    fc.property(document, kind, (policy, of) => {
      const removal = removePublicStatements(policy, { kind: of });
      if (!removal.ok) return;
      if (removal.document !== undefined) {
        expect(judgePolicy(removal.document, { kind: of })).toMatchObject({ public: false, certain: true });
      }
      const left = removal.document as JsonObject | undefined;
      const restored = left === undefined ? [] : listed(left).slice();
      for (const { index, statement: removed } of removal.removed) restored.splice(index, 0, removed);
      const isLone = !Array.isArray(policy['Statement']);
      const whole = { ...policy, ...left, Statement: isLone ? (restored[0] ?? null) : restored };
      expect(JSON.stringify(whole)).toBe(JSON.stringify(policy));
    }),
  );
});

test('a policy is refused exactly where one of its statements is in doubt', () => {
  fc.assert(
    fc.property(document, kind, (policy, of) => {
      const isInDoubt = judgePolicy(policy, { kind: of }).statements.some(({ certain }) => !certain);
      expect(removePublicStatements(policy, { kind: of }).ok).toBe(!isInDoubt);
    }),
  );
});

test('a text and its value lose the same', () => {
  fc.assert(
    fc.property(document, kind, fc.constantFrom('', ' ', '\n\t'), (policy, of, space) => {
      const removal = removePublicStatements(JSON.stringify(policy, undefined, space), { kind: of });
      const expected = removePublicStatements(policy, { kind: of });
      const text = removal.ok ? removal.document : undefined;
      expect(typeof text === 'string' ? { ...removal, document: JSON.parse(text) } : removal).toEqual(
        JSON.parse(JSON.stringify(expected), (_, value: Json) => value) as typeof expected,
      );
    }),
  );
});

test('nothing is removed twice', () => {
  fc.assert(
    fc.property(document, kind, (policy, of) => {
      const removal = removePublicStatements(policy, { kind: of });
      if (!removal.ok || removal.document === undefined) return;
      expect(removePublicStatements(removal.document, { kind: of })).toEqual({ ...removal, removed: [] });
    }),
  );
});

test('never throws, whatever the document', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      removePublicStatements(value as Json);
      removePublicStatements(JSON.stringify(value));
      removePublicStatements({ Statement: value as Json });
    }),
  );
});
