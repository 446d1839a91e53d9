import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonLines, runCli } from './run-cli.ts';

const open = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
const own = { ...open, Sid: 'Own', Principal: { AWS: '123456789012' } };
const policyOf = (...Statement: readonly object[]): string => JSON.stringify({ Version: '2012-10-17', Statement });

const check = (stdin: string, ...args: readonly string[]): ReturnType<typeof runCli> =>
  runCli(['policy', 'check', '-', ...args], { stdin });

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailguard-policy-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('policy check', () => {
  it('prints the judgement with the members that scripts read', async () => {
    const file = join(folder, 'policy.json');
    writeFileSync(file, policyOf(own, open));
    const run = await runCli(['policy', 'check', file]);
    expect(jsonLines(run.stdout)).toEqual([
      {
        public: true,
        certain: true,
        statements: [
          { sid: 'Own', index: 0, public: false, certain: true, why: 'Principal is fixed' },
          {
            sid: null,
            index: 1,
            public: true,
            certain: true,
            why: 'Principal is everyone; no Condition limits it',
          },
        ],
      },
    ]);
    expect(run).toMatchObject({ exitCode: 1, stderr: '' });
  });

  it('ends with 0 when nothing is public', async () => {
    expect(await check(policyOf(own))).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it.each<readonly [name: string, stdin: string]>([
    ['the policy with line breaks', JSON.stringify(JSON.parse(policyOf(own)), undefined, 2)],
    ['a JSON string', JSON.stringify(policyOf(own))],
    ['get-bucket-policy', JSON.stringify({ Policy: policyOf(own) })],
    ['get-repository-policy', JSON.stringify({ repositoryName: 'r', policyText: policyOf(own) })],
    ['get-resource-policy', JSON.stringify({ Name: 's', ResourcePolicy: policyOf(own) })],
    ['get-queue-attributes', JSON.stringify({ Attributes: { Policy: policyOf(own) } })],
    ['get-role', JSON.stringify({ Role: { AssumeRolePolicyDocument: JSON.parse(policyOf(own)) } })],
  ])('reads %s', async (_, stdin) => {
    const run = await check(stdin);
    expect(jsonLines(run.stdout)).toMatchObject([{ public: false, statements: [{ sid: 'Own' }] }]);
  });

  it('reads one policy a line, and goes on after one that it cannot read', async () => {
    const run = await check(`${policyOf(own)}\n\n{"Statement"\n${policyOf(own)}\n`);
    expect(jsonLines(run.stdout)).toMatchObject([{ public: false }, { public: false }]);
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toBe('standard input:3 is not JSON; give one policy document, or one document a line\n');
  });

  it('counts what is no policy as public, in doubt, and says why', async () => {
    const run = await check('{"Statement":[]}');
    expect(jsonLines(run.stdout)).toEqual([{ public: true, certain: false, statements: [] }]);
    expect(run).toMatchObject({
      exitCode: 1,
      stderr: 'standard input cannot be judged, and counts as public: the policy has no statements\n',
    });
  });

  it('counts a name that stands twice as a doubt', async () => {
    const run = await check('{"Statement":{"Effect":"Allow","Effect":"Deny","Principal":"*","Action":"*"}}');
    expect(jsonLines(run.stdout)).toMatchObject([{ public: true, certain: false }]);
  });
});

describe('--kind', () => {
  const points = {
    ...open,
    Condition: { ArnLike: { 's3:DataAccessPointArn': 'arn:aws:s3:eu-west-1:123456789012:accesspoint/*' } },
  };
  const accessPoint = { ...points, Resource: 'arn:aws:s3:eu-west-1:123456789012:accesspoint/a/object/*' };
  const trust = {
    Effect: 'Allow',
    Principal: { Federated: 'accounts.google.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { 'accounts.google.com:aud': 'app' } },
  };
  it.each<readonly [name: string, statement: object, args: readonly string[], exitCode: number]>([
    ['a bucket, by its action', points, [], 0],
    ['an access point, by its resource', accessPoint, [], 1],
    ['an access point, as it is told', points, ['--kind', 's3-access-point'], 1],
    ['a role, by its action', trust, [], 0],
    ['a queue, as it is told', trust, ['--kind', 'sqs'], 1],
    ['anything, by actions of two services', { ...trust, Action: ['sts:AssumeRole', 's3:GetObject'] }, [], 1],
  ])('%s', async (_, statement, args, exitCode) => {
    expect((await check(policyOf(statement), ...args)).exitCode).toBe(exitCode);
  });
});

describe('--format', () => {
  it('table says of every statement what decided', async () => {
    const run = await check(policyOf(own, open), '--format', 'table');
    expect(run.stdout).toBe(
      [
        'standard input: public, judged as s3-bucket',
        'ANSWER      STATEMENT, WHY',
        'not public  #0 Own',
        '            Principal is fixed',
        'public      #1',
        '            Principal is everyone; no Condition limits it',
        '',
      ].join('\n'),
    );
  });

  it('is table on a terminal', async () => {
    const run = await runCli(['policy', 'check', '-'], { stdin: policyOf(own), terminal: true });
    expect(run.stdout).toMatch(/^standard input: not public/);
  });

  it('json is the same with line breaks', async () => {
    const [ndjson, json] = [await check(policyOf(own)), await check(policyOf(own), '--format', 'json')];
    expect(JSON.parse(json.stdout)).toEqual(JSON.parse(ndjson.stdout));
    expect(json.stdout.split('\n').length).toBeGreaterThan(5);
  });

  const hostile = '\u001b[2J\u009b31m\u202e\u{e0041}';
  it.each(['table', 'ndjson', 'json'])('%s obeys no control characters of the policy', async (format) => {
    const run = await check(policyOf({ ...own, Sid: hostile }), '--format', format);
    expect(run.stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });

  it('ndjson gives a Sid back as it was', async () => {
    const run = await check(policyOf({ ...own, Sid: hostile }));
    expect(jsonLines(run.stdout)).toMatchObject([{ statements: [{ sid: hostile }] }]);
  });
});

describe('bad usage', () => {
  it.each<readonly [name: string, args: readonly string[], message: string]>([
    ['no verb', [], 'policy takes check'],
    ['no file', ['check'], 'name one file'],
    ['two files', ['check', 'a', 'b'], 'name one file'],
    ['an unknown kind', ['check', '-', '--kind', 'bucket'], '--kind is one of s3-bucket, s3-access-point'],
    ['an unknown format', ['check', '-', '--format', 'html'], '--format is one of table, ndjson, json'],
  ])('%s', async (_, args, message) => {
    const run = await runCli(['policy', ...args]);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toContain(message);
  });
});

it('a file that is not there cannot be read', async () => {
  const run = await runCli(['policy', 'check', join(folder, 'nothing.json')]);
  expect(run).toMatchObject({ exitCode: 3, stdout: '' });
  expect(run.stderr).toContain('there is no such file or folder');
});

it('standard input that is empty cannot be read', async () => {
  expect((await check('')).exitCode).toBe(3);
});
