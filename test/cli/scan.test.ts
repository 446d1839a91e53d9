import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '#shared/model/json.ts';
import { recordFields } from '../shared/record-helpers.ts';
import { type CliRunOptions, jsonLines, runCli } from './run-cli.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailguard-scan-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

const stopLogging = (over: JsonObject = {}): JsonObject =>
  recordFields({
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'StopLogging',
    requestParameters: { name: 'ops-trail' },
    ...over,
  });

const quiet = recordFields({ eventID: 'quiet', eventName: 'DescribeInstances', readOnly: true });

/** Few rules, so that what a test expects does not change with the pack. */
const fewRules = [
  '--no-builtin',
  ...[
    'cloudtrail/logging-stopped',
    'correlation/mass-instance-termination',
    'correlation/person-terminated-instances',
  ].flatMap((name) => ['--rules', `rules/${name}.yml`]),
];

const scanPath = (path: string, args: readonly string[] = [], options: CliRunOptions = {}) =>
  runCli(
    [
      'scan',
      '--jobs',
      '1',
      ...(args.includes('--rules') || args.includes('--no-builtin') ? [] : fewRules),
      ...args,
      path,
    ],
    options,
  );

/** Scan one file of the given content; the options come before its name. */
const scan = (content: string | Uint8Array, args: readonly string[] = [], options: CliRunOptions = {}) => {
  const file = join(folder, 'records.json');
  writeFileSync(file, content);
  return scanPath(file, args, options);
};

const linesOf = (...records: readonly JsonObject[]): string =>
  records.map((record) => JSON.stringify(record)).join('\n');

describe('formats', () => {
  it('detections: a line for each rule and record, with four members', async () => {
    const run = await scan(linesOf(stopLogging(), quiet), ['--format', 'detections']);
    expect(run.stdout.trimEnd()).toBe(
      '{"ruleId":"96816550-bca0-4add-9efb-9db9d3e1d92d","ruleTitle":"CloudTrail logging stopped",' +
        '"eventID":"5d1c6a3e-0000-4000-8000-000000000002","eventTime":"2026-03-05T02:14:09.000Z"}',
    );
  });

  it('ndjson: an alert a line', async () => {
    const run = await scan(linesOf(stopLogging(), quiet), ['--format', 'ndjson']);
    expect(jsonLines(run.stdout)).toMatchObject([
      { version: '1', kind: 'detection', severity: 'critical', actor: { name: 'alice' }, eventCount: 1 },
    ]);
  });

  it('table: severity, time, what, who, where, count', async () => {
    const run = await scan(linesOf(stopLogging(), quiet));
    expect(run.stdout).toBe(
      [
        'SEVERITY  TIME (UTC)      COUNT  WHAT, WHO, WHERE',
        'CRITICAL  03-05 02:14:09      1  CloudTrail logging stopped',
        '                                 alice from 198.51.100.23 in eu-central-1: trail/ops-trail',
        '',
      ].join('\n'),
    );
  });

  it.each([80, 60])('table: on a screen of %d columns, who and where begin further left, uncut', async (columns) => {
    const run = await scan(linesOf(stopLogging()), [], { columns });
    expect(run.stdout).toContain('\n          alice from 198.51.100.23 in eu-central-1: trail/ops-trail\n');
  });

  it('table: alerts of one rule and actor share a row', async () => {
    const run = await scan(
      linesOf(
        stopLogging(),
        stopLogging({ eventID: 'second', eventTime: '2026-03-05T02:15:09Z', awsRegion: 'eu-west-1' }),
      ),
    );
    expect(run.stdout).toMatch(/CRITICAL +03-05 02:14:09 \+60s +2 +CloudTrail logging stopped\n/);
    expect(run.stdout).toMatch(/ alice from 198\.51\.100\.23 in eu-central-1 \+1: trail\/ops-trail\n/);
  });

  it('table: says so when there is nothing', async () => {
    expect((await scan(linesOf(quiet))).stdout).toBe('No alerts.\n');
  });

  it('table: a hostile name cannot reach the terminal', async () => {
    const userIdentity = {
      type: 'IAMUser',
      userName: '\u001b[2J\nroot\u202e',
      arn: 'arn:aws:iam::123456789012:user/x',
    };
    const run = await scan(linesOf(stopLogging({ userIdentity })), [], { colour: true });
    expect(run.stdout).toContain('\\u001b');
    expect(run.stdout).not.toContain('\u001b[2J');
    expect(run.stdout).not.toContain('\u202e');
    expect(run.stdout.trimEnd().split('\n')).toHaveLength(3);
  });

  it('a record that is delivered twice is told once', async () => {
    const run = await scan(linesOf(stopLogging(), stopLogging()), ['--format', 'ndjson']);
    expect(jsonLines(run.stdout)).toHaveLength(1);
  });

  it('--output writes the results to a file, and only the summary elsewhere', async () => {
    const output = join(folder, 'alerts.ndjson');
    const run = await scan(linesOf(stopLogging()), ['--format', 'ndjson', '--output', output]);
    expect(run.stdout).toBe('');
    expect(jsonLines(readFileSync(output, 'utf8'))).toHaveLength(1);
  });
});

describe('a place for the results', () => {
  it('that is read itself is refused, and left as it was', async () => {
    const link = join(folder, 'link.json');
    symlinkSync(join(folder, 'records.json'), link);
    const run = await scan(linesOf(stopLogging()), ['--output', link]);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('records.json, which this scan reads');
    expect(readFileSync(join(folder, 'records.json'), 'utf8')).toBe(linesOf(stopLogging()));
  });

  it.runIf(existsSync('/dev/full'))('that has no room ends the scan with its name', async () => {
    const run = await scan(linesOf(stopLogging()), ['--output', '/dev/full']);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('trailguard: /dev/full cannot be written: ENOSPC');
  });
});

describe('progress', () => {
  const output = (): string => join(folder, 'shown.ndjson');
  it.each<[string, readonly string[], boolean]>([
    ['is shown on a terminal from the start', [], true],
    ['is not asked for', ['--quiet'], false],
    ['would stand between results as they are written', ['--format', 'ndjson'], false],
    ['is shown while results go to a file', ['--format', 'ndjson', '--output'], true],
  ])('%s', async (_, args, isShown) => {
    const all = args.at(-1) === '--output' ? [...args, output()] : args;
    const run = await scan(linesOf(quiet), all, { terminal: true });
    expect(run.stderr.includes('0 of 1 files')).toBe(isShown);
  });

  it('is not shown elsewhere', async () => {
    expect((await scan(linesOf(quiet))).stderr).not.toContain('0 of 1 files');
  });
});

describe('choosing records and alerts', () => {
  it.each<[string, readonly string[], number]>([
    ['--min-level at its level', ['--min-level', 'critical'], 1],
    ['--since before it', ['--since', '2026-03-05'], 1],
    ['--since after it', ['--since', '2026-03-05T02:14:10Z'], 0],
    ['--until after it', ['--until', '2026-03-05T02:14:09Z'], 1],
    ['--until before it', ['--until', '2026-03-05T02:14'], 0],
    ['--since in days ago', ['--since', '5d'], 1],
    ['--since in hours ago', ['--since', '24h'], 0],
  ])('%s', async (_, args, expected) => {
    const run = await scan(linesOf(stopLogging()), ['--format', 'ndjson', ...args]);
    expect(jsonLines(run.stdout)).toHaveLength(expected);
  });

  it('--min-level leaves out what is below it', async () => {
    const low = join(folder, 'low.yml');
    const rule = 'title: t\nlogsource: { product: aws, service: cloudtrail }\nlevel: low\n';
    writeFileSync(low, `${rule}detection: { s: { eventName: StopLogging }, condition: s }\n`);
    const args = ['--no-builtin', '--rules', low, '--format', 'ndjson'];
    expect(jsonLines((await scan(linesOf(stopLogging()), args)).stdout)).toHaveLength(1);
    expect((await scan(linesOf(stopLogging()), [...args, '--min-level', 'high'])).stdout).toBe('');
  });

  it('a record without a readable time is examined whatever the range', async () => {
    const run = await scan(linesOf(stopLogging({ eventTime: '...' })), ['--format', 'ndjson', '--since', '1h']);
    expect(jsonLines(run.stdout)).toHaveLength(1);
  });
});

describe('exit codes', () => {
  it.each<[string, string, readonly string[], number]>([
    ['0 with alerts', linesOf(stopLogging()), [], 0],
    ['1 by --fail-on at its level', linesOf(stopLogging()), ['--fail-on', 'critical'], 1],
    ['0 by --fail-on when all is below', linesOf(quiet), ['--fail-on', 'low'], 0],
    ['2 for an option that there is not', linesOf(quiet), ['--colour'], 2],
    ['2 for a level that there is not', linesOf(quiet), ['--min-level', 'severe'], 2],
    ['2 for a time that is none', linesOf(quiet), ['--since', 'yesterday'], 2],
    ['2 for a range upside down', linesOf(quiet), ['--since', '2026-03-05', '--until', '2026-03-04'], 2],
    ['2 for no rules', linesOf(quiet), ['--no-builtin'], 2],
    ['2 for a rule folder that there is not', linesOf(quiet), ['--rules', 'no/such/folder'], 2],
    ['3 for input that is not JSON', 'GET /index.html 200', [], 3],
    ['3 for a file that is cut off', `{"Records":[${JSON.stringify(quiet)},{"eventName":`, [], 3],
    ['1 rather than 3', `${JSON.stringify(stopLogging())}\nnot JSON`, ['--fail-on', 'high'], 1],
  ])('%s', async (_, content, args, expected) => {
    expect((await scan(content, args)).exitCode).toBe(expected);
  });

  it('2 without a path', async () => {
    expect((await runCli(['scan'])).exitCode).toBe(2);
  });

  it('3 for a path that leads nowhere, which is named', async () => {
    const run = await scanPath(join(folder, 'nothing.json'));
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toContain('nothing.json there is no such file or folder');
  });
});

describe('what a scan says of itself', () => {
  it('what was read, what matched, what was set aside', async () => {
    const digest = {
      awsAccountId: '123456789012',
      digestStartTime: '2026-03-05T00:00:00Z',
      digestEndTime: '2026-03-05T01:00:00Z',
      digestS3Bucket: 'example-logs',
      digestS3Object: 'digest.json.gz',
      logFiles: [],
    };
    const run = await scan(linesOf(stopLogging(), quiet, digest));
    expect(run.stderr).toMatch(/^Read 2 records in 1 file, 2026-03-05 02:14 to 2026-03-05 02:14 UTC, in /);
    expect(run.stderr).toContain('Found 1 alert (1 critical) from 1 detection.\n');
    expect(run.stderr).toContain('Set aside: 1 × digest.');
  });

  it('what could not be read, with its place and what to do, also when quiet', async () => {
    const run = await scan(`${JSON.stringify(quiet)}\nnot JSON\n`, ['--quiet']);
    expect(run.stderr).toMatch(/records\.json at byte [\d,]+ /);
    expect(run.stderr).toContain('Could not be read: 1 place.');
    expect(run.stderr).not.toContain('Read 1 record');
  });

  it('records outside the range, and detections that no correlation can take', async () => {
    const undated = recordFields({
      eventTime: '...',
      requestParameters: { instancesSet: { items: [{ instanceId: 'i-1' }] } },
    });
    const run = await scan(linesOf(quiet, undated), ['--since', '2026-03-06']);
    expect(run.stderr).toContain('Outside the time range: 1 record.');
    expect(run.stderr).toContain('Without a readable time, so in no correlation: 1 detection.');
  });

  it('nothing when it is quiet and all went well', async () => {
    expect((await scan(linesOf(quiet), ['--quiet'])).stderr).toBe('');
  });
});

describe('inputs', () => {
  it('standard input', async () => {
    const run = await scanPath('-', ['--format', 'ndjson'], { stdin: gzipSync(linesOf(stopLogging())) });
    expect(jsonLines(run.stdout)).toHaveLength(1);
  });

  it('standard input that breaks off: what was read before counts, and the break is named', async () => {
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`${linesOf(stopLogging())}\n`);
      throw Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', syscall: 'read' });
    };
    const run = await scanPath('-', ['--format', 'ndjson'], { stdin: broken() });
    expect(jsonLines(run.stdout)).toHaveLength(1);
    expect(run.stderr).toContain('standard input cannot be read: EIO');
    expect(run.exitCode).toBe(3);
  });

  it('a folder with all below it; other names are passed over and counted', async () => {
    const deep = join(folder, 'bucket', 'AWSLogs', '123456789012');
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(deep, 'a.json.gz'), gzipSync(JSON.stringify({ Records: [stopLogging()] })));
    writeFileSync(join(folder, 'bucket', 'b.jsonl'), linesOf(stopLogging({ eventID: 'second' })));
    writeFileSync(join(folder, 'bucket', 'notes.txt'), 'not a log');
    const run = await scanPath(join(folder, 'bucket'), ['--format', 'ndjson']);
    expect(jsonLines(run.stdout)).toHaveLength(2);
    expect(run.stderr).toContain('Passed over by name: 1 file');
  });

  it('a folder that links back to itself ends', async () => {
    const circle = join(folder, 'circle');
    mkdirSync(circle);
    symlinkSync(circle, join(circle, 'again'));
    writeFileSync(join(circle, 'a.json'), linesOf(stopLogging()));
    const run = await scanPath(circle, ['--format', 'detections']);
    expect(jsonLines(run.stdout)).toHaveLength(1);
  });

  it('a path in S3 is refused with what to do instead', async () => {
    const run = await runCli(['scan', 's3://example-logs/AWSLogs/']);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('aws s3 sync');
  });

  it('bad rules are refused with every problem, before anything is read', async () => {
    const rules = join(folder, 'bad-rules');
    mkdirSync(rules);
    writeFileSync(
      join(rules, 'a.yml'),
      'title: A\nlogsource: {product: aws, service: cloudtrail}\ndetection: {s: {eventName|startwith: Stop}, condition: s}\n',
    );
    writeFileSync(
      join(rules, 'b.yml'),
      'title: B\nlogsource: {product: aws, service: cloudtrail}\ndetection: {s: {eventName: Stop}, condition: t}\n',
    );
    const run = await scan(linesOf(quiet), ['--rules', rules, '--no-builtin']);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(/a\.yml:3:\d+ .*startwith/);
    expect(run.stderr).toMatch(/b\.yml:3:\d+ /);
    expect(run.stderr).toContain('2 problems in 2 files');
  });
});
