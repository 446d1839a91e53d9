import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordFields } from '../shared/record-helpers.ts';
import { jsonLines, runCli } from './run-cli.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailguard-settings-'));
  write('ours/call.yml', rule('ours/call', 'StopLogging', 'high'));
  write('ours/other.yml', rule('ours/other', 'StartLogging', 'low'));
  write('quiet.yml', filter);
});

afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

const rule = (name: string, eventName: string, level: string): string => `title: Title of ${name}
name: ${name}
level: ${level}
logsource: { product: aws, service: cloudtrail }
detection: { call: { eventName: ${eventName} }, condition: call }
`;

const filter = `title: Known
logsource: { product: aws, service: cloudtrail }
filter: { rules: [ours/call], known: { awsRegion: eu-west-1 }, condition: not known }
`;

const ours = 'builtin: false\nrules: [ours]\n';

/** The arguments that bring settings of this text in. */
const settings = (text: string): readonly string[] => ['--settings', write('trailguard.yml', text)];

describe('rules list with settings', () => {
  const text = `${ours}overrides:
  - { rules: [ours/call], mode: off, reason: a test }
  - { rules: [ours/other], level: critical }
`;

  it('ndjson: the mode of each rule, also of what is off, and why', async () => {
    const { stdout } = await runCli(['rules', 'list', '--format', 'ndjson', ...settings(text)]);
    expect(jsonLines(stdout).map(({ name, level, mode, reason }) => [name, level, mode, reason])).toEqual([
      ['ours/other', 'critical', 'alert', undefined],
      ['ours/call', 'high', 'off', 'a test'],
    ]);
  });

  it('table: a column more', async () => {
    const { stdout } = await runCli(['rules', 'list', ...settings(text)]);
    expect(stdout.split('\n').map((line) => line.split(/ {2,}/).slice(0, 3))).toEqual([
      ['LEVEL', 'MODE', 'RULE'],
      ['critical', 'alert', 'ours/other'],
      ['high', 'off', 'ours/call'],
      [''],
    ]);
  });

  it.each<[string, string, readonly string[], readonly string[]]>([
    [
      '--rules adds to the settings',
      'builtin: false\nrules: [ours/call.yml]',
      ['--rules', 'ours/other.yml'],
      ['ours/other', 'ours/call'],
    ],
    [
      '--no-builtin wins over the settings',
      'builtin: true\nrules: [ours]',
      ['--no-builtin'],
      ['ours/call', 'ours/other'],
    ],
  ])('%s', async (_, given, args, expected) => {
    const placed = args.map((arg) => (arg.endsWith('.yml') ? join(folder, arg) : arg));
    const { stdout } = await runCli(['rules', 'list', '--format', 'ndjson', ...placed, ...settings(given)]);
    expect(jsonLines(stdout).map(({ name }) => name)).toEqual([...expected].sort(byLevel));
  });

  const byLevel = (a: string, b: string): number => (a === 'ours/call' ? -1 : b === 'ours/call' ? 1 : 0);

  it('has the rules that come with Trailguard unless told otherwise', async () => {
    const without = jsonLines((await runCli(['rules', 'list', '--format', 'ndjson'])).stdout);
    const { stdout } = await runCli(['rules', 'list', '--format', 'ndjson', ...settings('')]);
    expect(jsonLines(stdout)).toEqual(without);
  });
});

describe('rules check with settings', () => {
  it('counts what is off and what is observed', async () => {
    const text = `${ours}overrides: [{ rules: [ours/call], mode: off }, { rules: [ours/other], mode: observe }]`;
    const run = await runCli(['rules', 'check', ...settings(text)]);
    const counts = '2 rules and 0 correlations in 2 files (1 off, 1 observed only): no problems\n';
    expect(run).toMatchObject({ exitCode: 0, stdout: counts });
  });

  it('tells problems of settings and of rules together, each in its place', async () => {
    write('bad/bad.yml', 'title: Bad\nlogsource: { product: aws, service: cloudtrail }\n');
    const text = 'builtin: maybe\nrules: [ours, bad, nowhere]\nfilters: [ours/call.yml]\nwindow: 1h\n';
    const run = await runCli(['rules', 'check', '--no-builtin', '--format', 'ndjson', ...settings(text)]);
    expect(run.exitCode).toBe(2);
    const places = jsonLines(run.stdout).map(({ file, line, column, message }) => {
      const words = String(message).split(' ').slice(0, 3).join(' ');
      return `${String(file).slice(folder.length + 1)}:${line}:${column} ${words}`;
    });
    expect(places).toEqual([
      'trailguard.yml:1:10 builtin must be',
      'trailguard.yml:2:20 rules cannot be',
      'trailguard.yml:4:1 unknown key "window"',
      'bad/bad.yml:1:1 the document has',
      'ours/call.yml:5:1 a file under',
    ]);
  });

  it('does not take a rule for a slip while others cannot be loaded', async () => {
    const text = 'builtin: false\nrules: [ours, nowhere]\noverrides: [{ rules: [nowhere/x], mode: off }]';
    const { stdout } = await runCli(['rules', 'check', '--format', 'ndjson', ...settings(text)]);
    expect(jsonLines(stdout).map(({ line }) => line)).toEqual([2]);
  });
});

describe('settings that cannot be used are bad usage:', () => {
  it.each<[string, () => readonly string[], string]>([
    ['a file that there is not', () => ['--settings', join(folder, 'none.yml')], 'settings cannot be read: ENOENT'],
    ['rules that are all left out', () => settings('builtin: false'), 'leaves no rules: name some under rules:'],
    ['paths beside them', () => ['ours', ...settings(ours)], 'add those of a PATH with --rules PATH'],
  ])('%s', async (_, args, message) => {
    const run = await runCli(['rules', 'check', ...args()]);
    expect([run.exitCode, run.stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it('a scan reads nothing with bad settings', async () => {
    const run = await runCli(['scan', join(folder, 'none.json'), ...settings('rulez: []')]);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain(
      'trailguard.yml:1:1 unknown key "rulez"\n    did you mean "rules"?\n1 problem in 1 file\n',
    );
  });
});

describe('rules explain with settings', () => {
  it.each([
    ['off', 'off by settings: it does not run (a test)'],
    ['observe', 'observed only, by settings: its alerts are recorded and told to nobody (a test)'],
    ['alert', 'changed by settings (a test)'],
  ])('says when a rule is set to %s', async (mode, expected) => {
    const text = `${ours}overrides: [{ rules: [ours/call], mode: ${mode}, reason: a test }]`;
    const { stdout } = await runCli(['rules', 'explain', 'ours/call', ...settings(text)]);
    expect(stdout).toContain(`\n${expected}\n`);
  });

  it('shows what a filter added', async () => {
    const { stdout } = await runCli(['rules', 'explain', 'ours/call', ...settings(`${ours}filters: [quiet.yml]`)]);
    expect(stdout).toContain('filter Known/known');
  });
});

it('rules test tries rules that are off', async () => {
  write('cases/call/match-a.json', JSON.stringify(recordFields({ eventName: 'StopLogging' })));
  const text = `${ours}overrides: [{ rules: [ours/call], mode: off }]`;
  const run = await runCli(['rules', 'test', '--cases', join(folder, 'cases'), ...settings(text)]);
  expect(run.stdout).toContain('1 case passed, 0 failed');
});

describe('a scan with settings', () => {
  const record = (eventName: string, awsRegion: string) =>
    recordFields({ eventID: `${eventName}-${awsRegion}`, eventName, awsRegion });
  const records = [
    record('StopLogging', 'eu-west-1'),
    record('StopLogging', 'eu-central-1'),
    record('StartLogging', 'eu-west-1'),
  ];

  const scan = (text: string, ...args: readonly string[]) => {
    const file = write('records.json', records.map((fields) => JSON.stringify(fields)).join('\n'));
    return runCli(['scan', '--jobs', '1', file, ...args, ...settings(`${ours}${text}`)]);
  };

  it.each<[string, string, readonly [string, string, string | undefined][]]>([
    [
      'everything alerts',
      '',
      [
        ['ours/call', 'high', undefined],
        ['ours/call', 'high', undefined],
        ['ours/other', 'low', undefined],
      ],
    ],
    [
      'a filter suppresses',
      'filters: [quiet.yml]',
      [
        ['ours/call', 'high', undefined],
        ['ours/other', 'low', undefined],
      ],
    ],
    ['a rule is off', 'overrides: [{ rules: [ours/call], mode: off }]', [['ours/other', 'low', undefined]]],
    [
      'a rule is observed, another weighs more',
      'overrides: [{ rules: [ours/call], mode: observe }, { rules: [ours/other], level: critical }]',
      [
        ['ours/call', 'high', 'observe'],
        ['ours/call', 'high', 'observe'],
        ['ours/other', 'critical', undefined],
      ],
    ],
  ])('%s', async (_, text, expected) => {
    const { stdout } = await scan(text, '--format', 'ndjson');
    const alerts = jsonLines(stdout).map(({ rule: of, severity, mode }) => [
      (of as { name: string }).name,
      severity,
      mode,
    ]);
    expect(alerts).toEqual(expected);
  });

  const observed = 'overrides: [{ rules: [ours/call], mode: observe }]';

  it('marks what is only observed', async () => {
    const { stdout } = await scan(observed);
    expect(stdout).toContain(' observed: Title of ours/call\n');
    expect(stdout).toMatch(/ {2}Title of ours\/other\n/);
  });

  it('counts what is only observed', async () => {
    expect((await scan(observed)).stderr).toContain(
      'Found 3 alerts (2 high, 1 low), 2 of them observed only, from 3 detections.\n',
    );
    expect((await scan('')).stderr).toContain('Found 3 alerts (2 high, 1 low) from 3 detections.\n');
  });

  it.each([
    ['ends with 1 for what alerts', '', 'high', 1],
    ['does not for what is only observed', observed, 'high', 0],
    ['ends with 1 for what alerts beside it', observed, 'low', 1],
    [
      'goes by the level that settings give',
      `${observed.slice(0, -1)}, { rules: [ours/other], level: high }]`,
      'high',
      1,
    ],
  ])('--fail-on %s', async (_, text, level, expected) => {
    expect((await scan(text, '--fail-on', level)).exitCode).toBe(expected);
  });
});

describe('docs/settings.md', () => {
  const page = readFileSync('docs/settings.md', 'utf8');
  const blocks = (language: string): readonly string[] =>
    [...page.matchAll(/```(\w*)\n([\s\S]*?)```/g)].flatMap(([, found, text = '']) =>
      found === language ? [text] : [],
    );
  const commands = blocks('sh').flatMap((block) => block.trim().split('\n'));
  let file = '';

  beforeAll(() => {
    // Each file's first line is its name.
    for (const text of blocks('yaml')) write(`docs/${text.slice(2, text.indexOf('\n'))}`, text);
    write('docs/our-rules/call.yml', rule('ours/call', 'StopLogging', 'high'));
    file = join(folder, 'docs', 'trailguard.yml');
  });

  it('shows settings and a filter without problems', async () => {
    const run = await runCli(['rules', 'check', '--settings', file]);
    expect(run.stdout).toMatch(/\(1 off, \d+ observed only\): no problems\n$/);
    expect(run.stdout).not.toContain('warning');
  });

  it.each(commands)('shows `%s`, which runs', async (command) => {
    const words = command.split(' ').slice(1);
    const args = words.map((word) => ({ 'trailguard.yml': file, 'logs/': 'samples/account-week' })[word] ?? word);
    const run = await runCli(args);
    expect(run.exitCode).toBe(args.includes('--fail-on') ? 1 : 0);
  });

  it('shows lines that the scan prints', async () => {
    const { stdout } = await runCli(['scan', '--jobs', '1', 'samples/account-week', '--settings', file], {
      columns: 140,
    });
    const [shown = ''] = blocks('text');
    expect(shown).not.toBe('');
    expect(stdout).toContain(shown);
  });
});
