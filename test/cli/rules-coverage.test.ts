import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';

let folder = '';

const ruleText = (name: string, level: string, tags: readonly string[]): string => `title: ${name}
name: ${name}
level: ${level}
tags: [${tags.join(', ')}]
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: StopLogging }
  condition: selection
`;

const burst = `title: Many of them
name: iam/many
level: critical
tags: [attack.impact, attack.t1485]
correlation:
  type: event_count
  rules: [iam/one]
  group-by: [recipientAccountId]
  timespan: 5m
  condition: { gte: 3 }
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailguard-coverage-'));
  mkdirSync(join(folder, 'rules', 'iam'), { recursive: true });
  mkdirSync(join(folder, 'rules', 's3'));
  const files: Readonly<Record<string, string>> = {
    'iam/quiet.yml': ruleText('iam/quiet', 'low', ['attack.persistence', 'attack.t1098.001', 'cis.aws-v6-5.4']),
    'iam/grave.yml': ruleText('iam/grave', 'high', ['attack.persistence', 'attack.t1098.001', 'attack.t1098']),
    'iam/one.yml': ruleText('iam/one', 'informational', ['attack.collection', 'attack.t1530']),
    'iam/many.yml': burst,
    's3/old-spelling.yml': ruleText('s3/old-spelling', 'medium', ['attack.initial_access']),
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, 'rules', path), text);
});

afterAll(() => rmSync(folder, { recursive: true }));

interface Rules {
  readonly rules: readonly { readonly rule: string }[];
}

interface Coverage {
  readonly rules: number;
  readonly tactics: readonly (Rules & {
    readonly tactic: string;
    readonly techniques: readonly (Rules & { readonly technique: string })[];
  })[];
  readonly cis: readonly (Rules & { readonly control: string })[];
  readonly services: readonly (Rules & { readonly service: string })[];
}

const names = ({ rules }: Rules): readonly string[] => rules.map(({ rule }) => rule);

async function coverage(...more: readonly string[]): Promise<Coverage> {
  const run = await runCli([
    'rules',
    'coverage',
    '--rules',
    join(folder, 'rules'),
    '--no-builtin',
    '--format',
    'json',
    ...more,
  ]);
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  return JSON.parse(run.stdout);
}

describe('rules coverage', () => {
  it('puts each rule under its techniques in its tactics, gravest first', async () => {
    const { tactics } = await coverage();
    expect(
      tactics.find(({ tactic }) => tactic === 'persistence')?.techniques.map((each) => [each.technique, names(each)]),
    ).toEqual([
      ['T1098', ['iam/grave']],
      ['T1098.001', ['iam/grave', 'iam/quiet']],
    ]);
  });

  it('has tactics in the order of an attack, also one that a rule names without a technique or with an underscore', async () => {
    const { tactics } = await coverage();
    expect(tactics.map(({ tactic, techniques }) => [tactic, techniques.length])).toEqual([
      ['initial-access', 0],
      ['persistence', 2],
      ['impact', 1],
    ]);
  });

  it('leaves out a rule that only a correlation hears', async () => {
    const { rules, services } = await coverage();
    expect(rules).toBe(4);
    expect(services.map((each) => [each.service, names(each)])).toEqual([
      ['iam', ['iam/many', 'iam/grave', 'iam/quiet']],
      ['s3', ['s3/old-spelling']],
    ]);
  });

  it('names every CIS control, also those that no rule watches', async () => {
    const { cis } = await coverage();
    expect(cis.map(({ control }) => control)).toEqual(Array.from({ length: 16 }, (_, at) => `5.${at + 1}`));
    expect(cis.filter(({ rules }) => rules.length > 0).map((each) => [each.control, names(each)])).toEqual([
      ['5.4', ['iam/quiet']],
    ]);
  });

  it('counts nothing for a rule that settings turn off', async () => {
    const settings = join(folder, 'trailguard.yml');
    writeFileSync(settings, 'overrides:\n  - rules: [iam/quiet]\n    mode: off\n');
    const { cis } = await coverage('--settings', settings);
    expect(cis.flatMap(names)).toEqual([]);
  });

  it('prints tables, and a line that sums up', async () => {
    const run = await runCli(['rules', 'coverage', join(folder, 'rules')]);
    const lines = run.stdout.split('\n').map((line) => line.replace(/ +/g, ' '));
    expect(lines).toContain('persistence T1098 iam/grave');
    expect(lines).toContain('5.1 Calls that are refused none');
    expect(lines).toContain('4 rules for 3 techniques in 3 tactics; 1 of 16 CIS controls (v6.0.0, section 5)');
  });

  it('finds all controls covered by the rules that come with Trailguard', async () => {
    const run = await runCli(['rules', 'coverage', '--format', 'json']);
    const { cis }: Coverage = JSON.parse(run.stdout);
    expect(cis.filter(({ rules }) => rules.length === 0)).toEqual([]);
  });
});
