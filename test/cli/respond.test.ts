import { readdirSync, readFileSync, statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createShore, openingRecord, openPolicy, ownStatement, type Shore } from './respond-helpers.ts';
import { jsonLines, runCli } from './run-cli.ts';

let shore: Shore;
beforeEach(() => {
  shore = createShore();
});
afterEach(() => shore.remove());

const record = (members: Record<string, unknown> = {}): string => JSON.stringify({ ...openingRecord, ...members });
const asked = ['--playbook', 's3-public-policy'] as const;
const planned = async (...options: readonly string[]): Promise<string> => {
  const run = await shore.respond('plan', ['-', ...asked, ...options, '--format', 'ndjson'], record());
  return String(jsonLines(run.stdout)[0]?.['planId']);
};
const writeRule = (playbook: string): string =>
  shore.write(
    'rule.yml',
    [
      'title: Policy',
      'logsource: { product: aws, service: cloudtrail }',
      'detection: { selection: { eventName: PutBucketPolicy }, condition: selection }',
      'level: high',
      `trailguard: { playbook: ${playbook} }`,
    ].join('\n'),
  );
const isRepaired = (): boolean => shore.bucket.policy !== openPolicy;
const writes = (): readonly string[] => shore.calls.filter((call) => !/^buckets\.(?:get|is)/.test(call));

describe('trailguard respond plan', () => {
  it('shows what is, what would be, what it takes and what to type next', async () => {
    const run = await shore.respond('plan', ['-', ...asked, '--output', shore.path('plans')], record());
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toMatch(/^Planned: shop s3-public-policy, account 123456789012, eu-central-1\n/);
    expect(run.stdout).toMatch(/^ {2}- .*"Sid": "everybody"/m);
    expect(run.stdout).toMatch(/^ {4} .*"Sid": "partner"/m);
    expect(run.stdout).toContain('to do it: s3:');
    expect(run.stdout).toMatch(/To do it: trailguard respond apply [0-9a-f]{32} --plan \S+plans$/m);
  });

  it('reads only', async () => {
    await planned();
    expect(shore.calls).toContain('buckets.getPolicy');
    expect(writes()).toEqual([]);
  });

  it('without a place for plans says that they are not kept, and names no command', async () => {
    const run = await shore.respond('plan', ['-', ...asked], record());
    expect(run.exitCode).toBe(0);
    expect(run.stderr).toContain('not kept: --output FILE');
    expect(run.stdout).not.toContain('trailguard respond apply');
  });

  it('tries the rules on records, and plans for the alerts that name a playbook', async () => {
    const args = ['-', '--no-builtin', '--rules', writeRule('s3-public-policy'), '--format', 'ndjson'];
    const run = await shore.respond('plan', args, record());
    expect(jsonLines(run.stdout)).toMatchObject([{ status: 'planned', playbook: 's3-public-policy' }]);
    const none = await shore.respond('plan', args, record({ eventName: 'PutBucketTagging' }));
    expect(none).toMatchObject({ exitCode: 0, stdout: '', stderr: expect.stringContaining('0 alerts') });
  });

  it('reads the alerts of a scan', async () => {
    const alert = {
      version: '1',
      id: 'a'.repeat(32),
      kind: 'detection',
      rule: { id: 'rule', tags: [], references: [] },
      title: 'Policy',
      severity: 'high',
      actor: { kind: 'user' },
      source: {},
      resources: [],
      events: [],
      links: {},
      playbook: 's3-public-policy',
      targets: [
        {
          accountId: '123456789012',
          region: 'eu-central-1',
          subject: { kind: 'bucket', bucket: 'shop' },
          eventID: 'e',
        },
      ],
    };
    const other = { ...alert, id: 'b'.repeat(32), playbook: undefined };
    const lines = [alert, other, alert].map((one) => JSON.stringify(one)).join('\n');
    const run = await shore.respond('plan', ['-', '--format', 'ndjson'], lines);
    expect(jsonLines(run.stdout)).toMatchObject([{ status: 'planned', alertId: alert.id }]);
    const broken = await shore.respond('plan', ['-', '--format', 'ndjson'], `${lines}\n{"version":"1"}`);
    expect(broken).toMatchObject({ exitCode: 3, stdout: run.stdout, stderr: expect.stringContaining('input:4') });
  });

  describe('by the id of an alert', () => {
    const rules = (): readonly string[] => ['--no-builtin', '--rules', writeRule('s3-public-policy')];
    const other = { eventID: '22222222-2222-3333-4444-555555555555', requestParameters: { bucketName: 'other' } };
    const scan = async (): Promise<readonly Record<string, unknown>[]> => {
      const log = shore.write('log', `${record()}\n${record(other)}\n`);
      return jsonLines((await runCli(['scan', log, ...rules(), '--format', 'ndjson', '--quiet'])).stdout);
    };

    it.each<[string, (alerts: readonly Record<string, unknown>[]) => readonly string[]]>([
      ['alerts', (alerts) => [shore.write('alerts', alerts.map((one) => JSON.stringify(one)).join('\n'))]],
      ['records', () => [shore.path('log'), ...rules()]],
      ['two files of records', () => [shore.write('a', record(other)), shore.write('b', record()), ...rules()]],
    ])('plans for that alert alone: %s', async (_, inputOf) => {
      const alerts = await scan();
      const id = String(alerts.find(({ events }) => JSON.stringify(events).includes('11111111-'))?.['id']);
      expect(alerts).toHaveLength(2);
      const run = await shore.respond('plan', [...inputOf(alerts), '--alert', id, '--format', 'ndjson']);
      expect(jsonLines(run.stdout)).toMatchObject([{ alertId: id, target: { subject: { bucket: 'shop' } } }]);
    });

    it('asks the playbook that is named, of the alert that is named', async () => {
      const id = String((await scan())[0]?.['id']);
      const args = [
        shore.path('log'),
        '--no-builtin',
        '--rules',
        writeRule('kms-key-deletion'),
        '--alert',
        id,
        ...asked,
      ];
      const run = await shore.respond('plan', [...args, '--format', 'ndjson']);
      expect(jsonLines(run.stdout)).toMatchObject([{ alertId: id, playbook: 's3-public-policy' }]);
    });

    it('says how many there were when that one is not among them', async () => {
      await scan();
      const run = await shore.respond('plan', [shore.path('log'), ...rules(), '--alert', '0'.repeat(32)]);
      expect(run).toMatchObject({ exitCode: 1, stdout: '' });
      expect(run.stderr).toContain(`There is no alert ${'0'.repeat(32)} among the 2 alerts of the input.`);
    });

    it('where part of the input cannot be read, it may have been there', async () => {
      const run = await shore.respond('plan', [shore.path('none'), ...rules(), '--alert', '0'.repeat(32)]);
      expect(run).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('among the 0 alerts') });
    });
  });

  describe('by the id of a record', () => {
    const { eventID } = openingRecord;

    it('reads it from the history of CloudTrail, and tries the rules on it', async () => {
      shore.history.set(String(eventID), record());
      const args = ['--event', String(eventID), '--no-builtin', '--rules', writeRule('s3-public-policy')];
      const run = await shore.respond('plan', [...args, '--format', 'ndjson']);
      expect(run.exitCode).toBe(0);
      expect(jsonLines(run.stdout)).toMatchObject([{ status: 'planned', target: { eventID } }]);
    });

    it('asks the playbook that is named, as the mail of an alert says', async () => {
      shore.history.set(String(eventID), record());
      const run = await shore.respond('plan', [...asked, '--region', 'eu-central-1', '--event', String(eventID)]);
      expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^Planned: shop/) });
    });

    it('says where it looked when the history has no such record', async () => {
      const run = await shore.respond('plan', ['--event', String(eventID), '--region', 'eu-west-1']);
      expect(run).toMatchObject({ exitCode: 3, stdout: '' });
      expect(run.stderr).toContain(`history of eu-west-1 has no record ${eventID}`);
    });

    it('takes no id of an alert', async () => {
      await expect(shore.respond('plan', ['--event', 'a'.repeat(32)])).rejects.toThrow('takes the eventID of a record');
    });
  });

  it.each<[string, () => void, number, string]>([
    [
      'of a bucket that is harmless by now',
      () => {
        shore.bucket.policy = JSON.stringify({ Version: '2012-10-17', Statement: [ownStatement] });
      },
      0,
      'Left alone: shop',
    ],
    ['of a bucket that is gone', () => shore.s3.buckets.clear(), 0, 'Left alone: shop'],
    [
      'of another account',
      () => {
        shore.account = '111122223333';
      },
      1,
      'nothing was changed: credentials of another account',
    ],
  ])('%s says so', async (_, prepare, exitCode, text) => {
    prepare();
    const run = await shore.respond('plan', ['-', ...asked], record());
    expect(run.exitCode).toBe(exitCode);
    expect(run.stdout).toContain(text);
  });

  it('keeps away from what settings exempt', async () => {
    const settings = shore.write(
      'trailguard.yml',
      'exemptions:\n  - reason: a website\n    resources: ["arn:aws:s3:::sh*"]\n',
    );
    const run = await shore.respond('plan', ['-', ...asked, '--settings', settings], record());
    expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('it is exempt: a website') });
    expect(shore.calls).toEqual([]);
  });

  it('shows nothing that a terminal would obey', async () => {
    const policy = { Statement: [{ ...ownStatement, Principal: '*', Sid: 'x\u001b[31m\u202e' }] };
    shore.bucket.policy = JSON.stringify(policy);
    for (const format of ['table', 'ndjson']) {
      const { stdout } = await shore.respond('plan', ['-', ...asked, '--format', format], record());
      expect(stdout).toContain('Sid');
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what is looked for
      expect(stdout).not.toMatch(/[\u001b\u202e]/);
    }
  });

  it.each<[string, string, string]>([
    ['nothing', '', 'The input is empty'],
    ['an empty log file', '{"Records":[]}', 'there is neither an alert nor a CloudTrail record in it.'],
    ['no JSON', 'hello', 'standard input'],
  ])('of %s is unreadable', async (_, text, message) => {
    const run = await shore.respond('plan', ['-', ...asked], text);
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toContain(message);
  });

  it('of a file that is not there is unreadable', async () => {
    const run = await shore.respond('plan', [shore.path('none'), ...asked]);
    expect(run).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('there is no such file') });
  });
});

describe('trailguard respond apply and undo', () => {
  it('by a file: applies, keeps the way back, undoes', async () => {
    const file = shore.path('plans');
    await planned('--output', file);
    expect(statSync(file).mode & 0o777).toBe(0o600);

    const applied = await shore.respond('apply', ['--plan', file]);
    expect(applied).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^Put right: shop/) });
    expect(applied.stdout).toContain('To take it back: trailguard respond undo');
    expect(JSON.parse(shore.bucket.policy ?? '')).toMatchObject({ Statement: [ownStatement] });

    const undone = await shore.respond('undo', ['--plan', file]);
    expect(undone).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^Taken back: shop/) });
    expect(JSON.parse(shore.bucket.policy ?? '')).toEqual(JSON.parse(openPolicy));
    expect(jsonLines(readFileSync(file, 'utf8'))).toMatchObject([{ status: 'undone' }]);
  });

  it.each(['--table', '--stage'])('by %s: the same plans', async (option) => {
    const where = [option, option === '--table' ? 'responses' : 'prod'];
    const planId = await planned(...where);
    const run = await shore.respond('apply', [planId, ...where]);
    expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(`undo ${planId} ${where.join(' ')}`) });
    expect(await shore.table.read(planId)).toMatchObject({ status: 'applied' });
  });

  it('changes nothing when the bucket was changed since', async () => {
    const file = shore.path('plans');
    await planned('--output', file);
    shore.bucket.policy = JSON.stringify({ Version: '2012-10-17', Statement: [] });
    const run = await shore.respond('apply', ['--plan', file]);
    expect(run).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('somebody has changed it since') });
    expect(writes()).toEqual([]);
  });

  it('leaves alone what became exempt', async () => {
    const file = shore.path('plans');
    await planned('--output', file);
    const settings = shore.write(
      'trailguard.yml',
      'exemptions:\n  - reason: a website\n    accounts: ["123456789012"]\n',
    );
    const run = await shore.respond('apply', ['--plan', file, '--settings', settings]);
    expect(run).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('a website') });
    expect(isRepaired()).toBe(false);
  });

  it.each(['apply', 'undo', 'status'] as const)('%s refuses a plan that was altered in its file', async (subverb) => {
    const file = shore.path('plans');
    await planned('--output', file);
    const { after: _, ...plan } = JSON.parse(readFileSync(file, 'utf8'));
    shore.write('plans', JSON.stringify({ ...plan, after: { policy: null } }));
    expect(await shore.respond(subverb, ['--plan', file])).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining('altered after it was made'),
    });
    expect(writes()).toEqual([]);
  });

  it('carries a plan out once, however many processes have the file', async () => {
    const file = shore.path('plans');
    await planned('--output', file);
    const runs = await Promise.all(['a', 'b', 'c'].map(() => shore.respond('apply', ['--plan', file])));
    expect(runs.map(({ exitCode }) => exitCode).sort()).toEqual([0, 1, 1]);
    expect(writes()).toEqual(['buckets.putPolicy']);
    expect(jsonLines(readFileSync(file, 'utf8'))).toMatchObject([{ status: 'applied' }]);
    expect(readdirSync(shore.folder)).toEqual(['plans']);
  });

  it('changes nothing while the lock of a process that was killed is there, and says what to do', async () => {
    const file = shore.path('plans');
    await planned('--output', file);
    shore.write('plans.lock', '1\n');
    const run = await shore.respond('apply', ['--plan', file]);
    expect(run).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('plans.lock is there') });
    expect(run.stderr).toContain('delete it and try again');
    expect(writes()).toEqual([]);
  });

  it('never writes plans over others', async () => {
    const file = shore.path('plans');
    await planned('--output', file);
    await expect(planned('--output', file)).rejects.toThrow('is there already');
  });

  it.each<[string, readonly string[], number, string]>([
    ['a file that is not there', ['--plan', 'none'], 3, 'none cannot be read'],
    ['a file of something else', ['--plan', 'package.json'], 3, 'package.json:1 holds no plan'],
    ['a plan that there is not', ['0'.repeat(32), '--table', 'responses'], 1, 'there is no plan'],
    ['a deployment that there is not', ['x', '--stage', 'test'], 1, 'no such function'],
  ])('%s', async (_, args, exitCode, message) => {
    const run = await shore.respond('apply', args);
    expect(run).toMatchObject({ exitCode, stdout: '', stderr: expect.stringContaining(message) });
  });
});

describe('trailguard respond status', () => {
  it('shows the plans of a file', async () => {
    const file = shore.path('plans');
    const planId = await planned('--output', file);
    const run = await shore.respond('status', ['--plan', file]);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toMatch(new RegExp(`^planned +2026-03-09 00:00:00 +s3-public-policy +${planId}$`, 'm'));
  });

  it('finds those of a resource', async () => {
    const planId = await planned('--table', 'responses');
    const args = ['--table', 'responses', '--resource', 'arn:aws:s3:::shop', '--format', 'ndjson'];
    expect(jsonLines((await shore.respond('status', args)).stdout)).toMatchObject([{ id: planId, status: 'planned' }]);
  });

  it('finds those of an alert: in a file, and in a table for a resource', async () => {
    const file = shore.path('plans');
    const planId = await planned('--output', file);
    await planned('--table', 'responses');
    const [plan] = jsonLines(readFileSync(file, 'utf8'));
    const alert = ['--alert', String(plan?.['alertId']), '--format', 'ndjson'];
    for (const where of [
      ['--plan', file],
      ['--table', 'responses', '--resource', 'arn:aws:s3:::shop'],
    ]) {
      const run = await shore.respond('status', [...where, ...alert]);
      expect(jsonLines(run.stdout)).toMatchObject([{ id: planId }]);
    }
    const none = await shore.respond('status', ['--plan', file, '--alert', '0'.repeat(32)]);
    expect(none).toMatchObject({ exitCode: 1, stderr: 'There is no such plan.\n' });
    await expect(shore.respond('status', ['--table', 'responses', ...alert])).rejects.toThrow('--resource ARN');
  });

  it('of a plan that there is not ends with 1', async () => {
    const run = await shore.respond('status', ['0'.repeat(32), '--table', 'responses']);
    expect(run).toMatchObject({ exitCode: 1, stderr: 'There is no such plan.\n' });
  });
});

describe('trailguard respond approve', () => {
  it.each<[string, string, number, string]>([
    ['an outcome', '{"status":"applied","why":"done","command":"trailguard respond undo x"}', 0, 'applied: done\n'],
    ['an outcome within', '{"outcome":{"status":"skipped","why":"expired"}}', 1, 'skipped: expired\n'],
    ['a problem', '{"problem":"there is no plan x"}', 1, 'refused: there is no plan x\n'],
    ['something else', '"hello"', 1, 'The responder answered "hello"\n'],
    ['nothing', '', 1, 'The responder answered ""\n'],
  ])('shows %s', async (_, answer, exitCode, text) => {
    shore.answer = answer;
    const run = await shore.respond('approve', ['x', '--stage', 'prod']);
    expect(run).toMatchObject({ exitCode, stdout: expect.stringContaining(text) });
    expect(shore.approvals).toEqual(['trailguard-prod-on-request {"approve":"x"}']);
  });

  it('with --undo has it taken back', async () => {
    shore.answer = '{"outcome":{"status":"undone","why":"it is as it was before"}}';
    const run = await shore.respond('approve', ['x', '--undo', '--function', 'f']);
    expect(run).toMatchObject({ exitCode: 0, stdout: 'undone: it is as it was before\n' });
    expect(shore.approvals).toEqual(['f {"undo":"x"}']);
  });
});

describe('trailguard respond', () => {
  it.each<[string, readonly string[], string]>([
    ['without a part', ['respond'], 'respond takes one of plan, apply, undo, status, approve'],
    ['of another part', ['respond', 'constructor'], 'respond takes one of'],
    ['plan without a file', ['respond', 'plan'], 'say what to plan for'],
    ['plan of a file and of a record', ['respond', 'plan', '-', '--event', 'x'], 'say what to plan for'],
    ['plan by a playbook that there is not', ['respond', 'plan', '-', '--playbook', 'x'], 'there is s3-public-policy'],
    ['plan to two places', ['respond', 'plan', '-', '--table', 't', '--output', 'o'], 'kept in one place'],
    ['apply without a place', ['respond', 'apply', 'x'], 'say where the plan is'],
    ['apply from two places', ['respond', 'apply', 'x', '--table', 't', '--plan', 'p'], 'plans are in one place'],
    ['apply without a plan', ['respond', 'apply', '--table', 't'], 'name a plan by its id'],
    ['approve without a deployment', ['respond', 'approve', 'x'], '--stage NAME or --function NAME'],
    ['approve by two names', ['respond', 'approve', 'x', '--stage', 's', '--function', 'f'], 'name one thing'],
    ['a format that there is not', ['respond', 'undo', 'x', '--format', 'xml'], '--format is one of table, ndjson'],
  ])('%s is bad usage', async (_, args, message) => {
    const run = await runCli(args);
    expect(run).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining(message) });
  });

  it('has help', async () => {
    const run = await runCli(['respond', '--help']);
    expect(run).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('--output FILE') });
  });
});
