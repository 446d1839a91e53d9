import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';

let folder = '';

const ruleText = (title: string, selection: string): string =>
  `title: ${title}\nlogsource: {product: aws, service: cloudtrail}\ndetection:\n  selection: ${selection}\n  condition: selection\nlevel: low\n`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailguard-pattern-'));
  writeFileSync(
    join(folder, 'stopped.yml'),
    ruleText('Stopped', '{eventName: StopLogging, requestParameters.name: x}'),
  );
  writeFileSync(join(folder, 'wide.yml'), ruleText('Wide', '{requestID: x}'));
  writeFileSync(join(folder, 'users.yml'), ruleText('Users', '{userIdentity.type: IAMUser, requestID: x}'));
  writeFileSync(join(folder, 'service.yml'), ruleText('Service', '{eventSource: s3.amazonaws.com, requestID: x}'));
  writeFileSync(
    join(folder, 'off.yml'),
    'builtin: false\nrules: [stopped.yml, wide.yml]\noverrides: [{ rules: [Wide], mode: off }]\n',
  );
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('rules pattern', () => {
  it('prints the patterns, what each rule passes, and why not less', async () => {
    const run = await runCli(['rules', 'pattern', join(folder, 'stopped.yml')]);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toBe(
      [
        'Changes  ENABLED  137 of 2048 characters, for 1 rule',
        '{"source":[{"prefix":"aws."}],"detail-type":[{"suffix":" via CloudTrail"}],"detail":{"eventName":[{"equals-ignore-case":"StopLogging"}]}}',
        '',
        'stopped.yml',
        '  passes eventName StopLogging',
        '  wider than: requestParameters.name is "x" (EventBridge is asked only about fields that AWS always writes in one form)',
        '',
      ].join('\n'),
    );
  });

  it('warns of a rule that passes nearly every record, and says what would help', async () => {
    const run = await runCli(['rules', 'pattern', join(folder, 'wide.yml')]);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('passes every record');
    expect(run.stderr).toMatch(
      /^wide wide\.yml: nearly every record passes .* Name in it the eventName or the eventSource/,
    );
  });

  it('warns of a rule that only names the kind of identity that most records have', async () => {
    const run = await runCli(['rules', 'pattern', join(folder, 'users.yml')]);
    expect(run.stderr).toMatch(/^wide users\.yml: nearly every record passes/);
  });

  it('warns of a service that passes whole', async () => {
    const run = await runCli(['rules', 'pattern', join(folder, 'service.yml')]);
    expect(run.stderr).toMatch(/^wide every call, or every change, of s3\.amazonaws\.com passes/);
  });

  it('prints the same for programs', async () => {
    const run = await runCli(['rules', 'pattern', '--format', 'json', join(folder, 'stopped.yml')]);
    expect(JSON.parse(run.stdout)).toMatchObject({
      eventRules: [{ id: 'Changes', state: 'ENABLED', pattern: { source: [{ prefix: 'aws.' }] } }],
      rules: [
        { path: 'stopped.yml', alternatives: [{}], passesNearlyAll: false, widenings: [{ why: expect.any(String) }] },
      ],
    });
  });

  it('leaves out what settings turn off', async () => {
    const run = await runCli(['rules', 'pattern', '--settings', join(folder, 'off.yml')]);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).not.toContain('wide.yml');
  });

  it('refuses a format that it does not have', async () => {
    const run = await runCli(['rules', 'pattern', '--format', 'yaml']);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('--format is one of table, json');
  });
});
