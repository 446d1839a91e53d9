import { describe, expect, test } from 'vitest';
import type { Json } from '#shared/model/json.ts';
import { removePublicStatements } from '#shared/policy/remove-public-statements.ts';
import { allow, policy } from './statement.ts';

const open = allow({ Sid: 'Open' });
const own = allow({ Sid: 'Own', Principal: { AWS: '123456789012' }, Note: [1, { b: null, a: 2 }] });
const why = 'Principal is everyone; no Condition limits it';

describe('what is taken out', () => {
  test('the public statement, and nothing else', () => {
    const document = { Id: 'x', Statement: [own, open, own], Version: '2012-10-17', Later: 1 };
    const removal = removePublicStatements(document, { kind: 's3-bucket' });
    expect(removal).toEqual({
      ok: true,
      document: { Id: 'x', Statement: [own, own], Version: '2012-10-17', Later: 1 },
      removed: [{ index: 1, sid: 'Open', why, statement: open }],
    });
    const left = removal.ok ? removal.document : undefined;
    expect(JSON.stringify(left)).toBe(JSON.stringify({ ...document, Statement: [own, own] }));
  });

  test('of a text, every other character stays', () => {
    const [first, second, third] = [own, open, own].map((statement) => JSON.stringify(statement, undefined, 1));
    const text = (list: string): string =>
      `{\n  "statement" : [ ${list}\t],\n "Version":"2012-10-17", "Big": 12345678901234567890 }\n`;
    const removal = removePublicStatements(text(`${first},\n   ${second} , ${third} `));
    expect(removal.ok && removal.document).toBe(text(`${first}, ${third} `));
  });

  test.each<readonly [name: string, document: Json]>([
    ['a list', policy(open, allow())],
    ['a lone statement', { Statement: open }],
    ['a text', JSON.stringify(policy(open))],
  ])('all of %s: no document is left', (_, document) => {
    expect(removePublicStatements(document)).toMatchObject({ ok: true, document: undefined });
  });

  test.each<readonly [name: string, document: Json]>([
    ['statements in a list', policy(own)],
    ['a lone statement', { Statement: own }],
    ['a text with white space', ` { "Statement" : ${JSON.stringify(own)} } `],
    ['a Deny', policy(allow({ Effect: 'Deny' }))],
  ])('nothing of %s that is not public', (_, document) => {
    expect(removePublicStatements(document)).toEqual({ ok: true, document, removed: [] });
  });

  test('a Deny stays, though nothing is left for it to deny', () => {
    const deny = { ...allow({ Effect: 'Deny' }), Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
    expect(removePublicStatements(policy(open, deny))).toMatchObject({ ok: true, document: policy(deny) });
  });

  test('what is public for that kind of resource alone', () => {
    const points = { ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:eu-west-1:123456789012:accesspoint/*' } };
    const document = policy(own, allow({ Condition: points }));
    expect(removePublicStatements(document, { kind: 's3-bucket' })).toMatchObject({ removed: [] });
    expect(removePublicStatements(document, { kind: 's3-access-point' })).toMatchObject({ removed: [{ index: 1 }] });
  });
});

describe('refused', () => {
  const closing = { ...allow({ Effect: 'Deny' }), Action: 's3:*', Resource: '*' };
  test.each<readonly [name: string, document: Json, problem: string]>([
    ['no JSON', '{"Statement":', 'the policy is not a JSON object'],
    ['no statements', {}, 'the policy has no statements'],
    [
      'a name that stands twice in a text',
      `{"Statement":[${JSON.stringify(open)}],"Statement":[${JSON.stringify(own)}]}`,
      'an object of the policy has two members of one name',
    ],
    [
      'a public statement that a Deny may close',
      policy(allow(), { ...closing, Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } }),
      'statement 0 cannot be judged with certainty: Principal is everyone; no Condition limits it; a Deny may keep the public out',
    ],
    [
      'a doubt in another statement than the public one',
      policy(open, allow({ Principal: { AWS: 'arn:aws:iam::123456789012:role/*' } })),
      'statement 1 cannot be judged with certainty: Principal has a wildcard or a policy variable',
    ],
    ['a statement that is none', policy(open, null), 'statement 1 cannot be judged with certainty'],
  ])('%s', (_, document, problem) => {
    expect(removePublicStatements(document)).toMatchObject({ ok: false, problem: expect.stringContaining(problem) });
  });
});
