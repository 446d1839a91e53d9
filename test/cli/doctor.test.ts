import { describe, expect, it } from 'vitest';
import { runDoctor } from '#cli/doctor/run-doctor.ts';
import { version } from '#cli/version.ts';
import type { DoctorFacts } from '#shared/doctor/doctor-facts.ts';
import { CloudError } from '#shared/ports/cloud/cloud.ts';
import { readerOf } from '../shared/doctor/reader-of.ts';
import {
  accountFacts,
  denied,
  known,
  nowMs,
  there,
  wellFunction,
  withBucket,
  withStack,
} from '../shared/doctor/well-facts.ts';
import { type CliRun, jsonLines, runCli, runWithIo } from './run-cli.ts';

const deployed = withStack({ functions: [there('F', 'on-log-object', { ...wellFunction, version })] });

function check(facts: DoctorFacts, args: readonly string[]): Promise<CliRun> {
  return runWithIo((io) => runDoctor(args, io, async () => readerOf(facts)), { nowMs });
}

function sameFunctions(facts: DoctorFacts): DoctorFacts {
  if (facts.stack?.ok !== true || facts.stack.value === undefined || deployed.stack?.ok !== true) return facts;
  return { ...facts, stack: known({ ...facts.stack.value, functions: deployed.stack.value?.functions ?? [] }) };
}

describe('doctor', () => {
  it.each<[string, DoctorFacts, readonly string[], number]>([
    ['with 0 when all is well', deployed, [], 0],
    [
      'with 1 when there is a problem',
      sameFunctions(withBucket({ versioning: known({ isEnabled: false, needsMfa: true }) })),
      [],
      1,
    ],
    ['with 0 when there are warnings only', sameFunctions(withBucket({ hasLifecycle: known(false) })), [], 0],
    [
      'with 1 when warnings are asked for',
      sameFunctions(withBucket({ hasLifecycle: known(false) })),
      ['--fail-on', 'warning'],
      1,
    ],
    [
      'with 3 when something cannot be told',
      sameFunctions(withBucket({ policy: denied('s3:GetBucketPolicy') })),
      [],
      3,
    ],
    [
      'with 1 when there is a problem and something cannot be told',
      sameFunctions(withBucket({ policy: denied('p'), versioning: known({ isEnabled: false, needsMfa: false }) })),
      [],
      1,
    ],
  ])('ends %s', async (_name, facts, args, exitCode) => {
    const run = await check(facts, ['--stage', 'prod', ...args]);
    expect(run.exitCode).toBe(exitCode);
  });

  it('writes a finding a line, with why and fix where something is wrong', async () => {
    const run = await check(sameFunctions(withBucket({ hasLifecycle: known(false) })), [
      '--stage',
      'prod',
      '--format',
      'ndjson',
    ]);
    const wrong = jsonLines(run.stdout).filter((finding) => finding['status'] !== 'ok');
    expect(wrong).toEqual([
      {
        check: 'bucket-lifecycle',
        status: 'warning',
        what: 'there is no lifecycle rule',
        why: expect.any(String),
        fix: expect.stringContaining('put-bucket-lifecycle-configuration --bucket trailguard-prod-logs'),
        resource: 'trailguard-prod-logs',
      },
    ]);
    expect(run.stderr).toMatch(/^0 problems, 1 warning, 0 unknown, \d+ well\n$/);
  });

  it('writes one object with what was asked', async () => {
    const run = await check(deployed, ['--stage', 'prod', '--format', 'json']);
    expect(JSON.parse(run.stdout)).toMatchObject({
      accountId: '123456789012',
      region: 'eu-central-1',
      stage: 'prod',
      version,
    });
  });

  it('draws groups, with what is well in a line of its own and commands uncut', async () => {
    const run = await check(sameFunctions(withBucket({ hasLifecycle: known(false) })), [
      '--stage',
      'prod',
      '--format',
      'table',
    ]);
    expect(run.stdout).toContain(
      [
        'LOG BUCKET',
        'trailguard-prod-logs',
        '  warning  bucket-lifecycle: there is no lifecycle rule',
        '           why old logs and unfinished uploads cost for ever',
        '           fix aws s3api put-bucket-lifecycle-configuration --bucket trailguard-prod-logs ',
      ].join('\n'),
    );
    expect(run.stdout).toContain('  ok       public access is blocked; ');
  });

  it('shows nothing that a terminal would obey', async () => {
    const facts = withStack({ parameters: [there('KillSwitch', '/x\u001b[31m\u202e', 'stop')] });
    for (const format of ['table', 'ndjson', 'json']) {
      const { stdout } = await check(facts, ['--stage', 'prod', '--format', format]);
      expect(stdout).toContain('\\u001b');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what is looked for
      expect(stdout).not.toMatch(/[\u001b\u202e]/);
    }
  });

  it('checks the trail alone without a stage, and says that nothing is deployed', async () => {
    const run = await check({ ...accountFacts, stackNames: known([]) }, []);
    expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('nothing is deployed in eu-central-1') });
  });

  it('says what keeps it from looking at all', async () => {
    const open = async () => {
      throw new CloudError('no region is named', { kind: 'refused', permission: 'sts:GetCallerIdentity' });
    };
    const run = await runWithIo((io) => runDoctor([], io, open), { nowMs });
    expect(run).toMatchObject({ exitCode: 3, stdout: '', stderr: 'trailguard: no region is named\n' });
  });

  it.each([
    [['--stage', 'a b'], 'is no stage'],
    [['--stage', ''], 'is no stage'],
    [['prod'], 'takes options only'],
    [['--fail-on', 'ok'], 'is one of warning, problem'],
    [['--format', 'html'], 'is one of table, ndjson, json'],
  ])('refuses %j', async (args, words) => {
    const run = await runCli(['doctor', ...args]);
    expect(run).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining(words) });
  });
});
