import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordFields } from '../shared/record-helpers.ts';
import { jsonLines, runCli } from './run-cli.ts';

let folder = '';
let rules = '';

const rule = `title: Trail stopped
id: 0b0e1c52-6f0e-4b52-9c2e-3c3b8f3a1d11
name: trail/stopped
level: high
tags: [attack.impact]
logsource: { product: aws, service: cloudtrail }
detection:
  call:
    eventName: StopLogging
  filter_test:
    awsRegion|startswith: eu-
  condition: call and not filter_test
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailguard-rules-'));
  rules = join(folder, 'rules');
  mkdirSync(join(rules, 'trail'), { recursive: true });
  writeFileSync(join(rules, 'trail', 'stopped.yml'), rule);
});

afterAll(() => rmSync(folder, { recursive: true }));

const own = (): readonly string[] => ['--rules', rules, '--no-builtin'];

describe('rules list', () => {
  it('ndjson has the members that scripts read', async () => {
    const run = await runCli(['rules', 'list', ...own(), '--format', 'ndjson']);
    expect(jsonLines(run.stdout)).toEqual([
      {
        id: '0b0e1c52-6f0e-4b52-9c2e-3c3b8f3a1d11',
        name: 'trail/stopped',
        title: 'Trail stopped',
        level: 'high',
        tags: ['attack.impact'],
        path: 'trail/stopped.yml',
        mode: 'alert',
      },
    ]);
  });

  it('shows the rules that come with Trailguard, gravest first', async () => {
    const run = await runCli(['rules', 'list']);
    const levels = run.stdout
      .split('\n')
      .slice(1, -1)
      .map((line) => line.split(' ')[0]);
    const scale = ['critical', 'high', 'medium', 'low', 'informational'];
    const ranks = levels.map((level) => scale.indexOf(level ?? ''));
    expect(ranks).toEqual([...ranks].sort());
    expect(ranks).not.toContain(-1);
    expect(ranks).toContain(0);
  });
});

describe('rules check', () => {
  it('says how many rules are sound', async () => {
    const run = await runCli(['rules', 'check', ...own()]);
    expect(run).toMatchObject({ exitCode: 0, stdout: '1 rule and 0 correlations in 1 file: no problems\n' });
  });

  describe('of a rule that cannot be meant', () => {
    const odd = (): string => join(folder, 'odd.yml');
    beforeAll(() => writeFileSync(odd(), rule.replace('call and not filter_test', 'call')));

    it('prints warnings before the verdict', async () => {
      const run = await runCli(['rules', 'check', odd()]);
      const place = `${odd()}:10:3`;
      expect(run).toMatchObject({
        exitCode: 0,
        stdout: `${place} the condition never uses the selection "filter_test" [unused-selection]
    name it in the condition, or delete it
1 warning in 1 file
1 rule and 0 correlations in 1 file: no problems
`,
      });
    });

    it('fails with --strict', async () => {
      expect((await runCli(['rules', 'check', odd(), '--strict'])).exitCode).toBe(2);
      expect((await runCli(['rules', 'check', rules, '--strict'])).exitCode).toBe(0);
    });

    it('tells warnings from problems in ndjson', async () => {
      const bad = join(folder, 'bad.yml');
      writeFileSync(bad, rule.replace('level: high', 'level: hihg').replace(/^id.*\nname.*$/m, ''));
      const run = await runCli(['rules', 'check', odd(), bad, '--format', 'ndjson']);
      expect(run.exitCode).toBe(2);
      expect(jsonLines(run.stdout)).toMatchObject([
        { severity: 'problem', file: bad },
        { severity: 'warning', file: odd(), code: 'unused-selection' },
      ]);
    });
  });

  it('checks only what is named', async () => {
    const run = await runCli(['rules', 'check', rules]);
    expect(run.stdout).toBe('1 rule and 0 correlations in 1 file: no problems\n');
  });

  it('gives problems to editors as ndjson', async () => {
    const bad = join(folder, 'bad.yml');
    writeFileSync(bad, rule.replace('|startswith', '|startwith'));
    const run = await runCli(['rules', 'check', '--rules', bad, '--no-builtin', '--format', 'ndjson']);
    expect(run.exitCode).toBe(2);
    expect(jsonLines(run.stdout)).toMatchObject([{ file: bad, line: 11 }]);
  });
});

describe('rules test', () => {
  const caseFile = (name: string, ...records: readonly unknown[]): string => {
    const cases = join(folder, `cases-${name}`);
    mkdirSync(join(cases, 'trail', 'stopped'), { recursive: true });
    writeFileSync(
      join(cases, 'trail', 'stopped', `${name}.json`),
      records.map((record) => JSON.stringify(record)).join('\n'),
    );
    return cases;
  };
  const stop = recordFields({ eventName: 'StopLogging', awsRegion: 'us-east-1' });
  const other = recordFields({ eventName: 'StartLogging', awsRegion: 'us-east-1' });

  it.each<[string, string, readonly unknown[], number, string]>([
    ['a match that matches', 'match-a', [stop], 0, '1 case passed, 0 failed'],
    ['a match among others', 'match-b', [other, stop], 0, '1 case passed, 0 failed'],
    ['a match that does not', 'match-c', [other], 1, 'no alert was raised'],
    ['an ignore that does not match', 'ignore-a', [other], 0, '1 case passed, 0 failed'],
    ['an ignore that matches', 'ignore-b', [stop], 1, 'an alert was raised: Trail stopped'],
    ['a case without a record', 'match-d', [{ hello: 'world' }], 1, 'something else than records'],
  ])('%s', async (_, name, records, exitCode, text) => {
    const run = await runCli(['rules', 'test', ...own(), '--cases', caseFile(name, ...records)]);
    expect(run.exitCode).toBe(exitCode);
    expect(run.stdout).toContain(text);
  });

  it('a case of a rule that there is not fails', async () => {
    const cases = join(folder, 'cases-stranger');
    mkdirSync(join(cases, 'no', 'rule'), { recursive: true });
    writeFileSync(join(cases, 'no', 'rule', 'match-a.json'), JSON.stringify(stop));
    const run = await runCli(['rules', 'test', ...own(), '--cases', cases]);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain('there is no such rule');
    expect(run.stdout).toContain('no cases trail/stopped.yml');
  });
});

describe('rules explain', () => {
  it.each(['0b0e1c52-6f0e-4b52-9c2e-3c3b8f3a1d11', 'trail/stopped', 'Trail stopped', 'trail/stopped.yml'])(
    'finds a rule as %s',
    async (name) => {
      const run = await runCli(['rules', 'explain', name, ...own()]);
      expect(run.exitCode).toBe(0);
      expect(run.stdout).toContain('HIGH Trail stopped\n');
      expect(run.stdout).toContain('eventName is "StopLogging"');
    },
  );

  it('suggests rules whose name is near', async () => {
    const run = await runCli(['rules', 'explain', 'stopped', ...own()]);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('there is trail/stopped');
  });

  it('shows which part held and which did not', async () => {
    const record = recordFields({ eventName: 'StopLogging', awsRegion: 'eu-west-1' });
    const run = await runCli(['rules', 'explain', 'trail/stopped', '-', ...own()], { stdin: JSON.stringify(record) });
    expect(run.stdout).toContain('does not match Trail stopped\n');
    expect(run.stdout).toMatch(/✓ eventName is "StopLogging" {2}\("StopLogging"\)/);
    expect(run.stdout).toMatch(/✗ not\n/);
  });

  it('says when there is no record', async () => {
    const run = await runCli(['rules', 'explain', 'trail/stopped', '-', ...own()], { stdin: '{"hello":1}' });
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toContain('there is no CloudTrail record in it');
  });
});
