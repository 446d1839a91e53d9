import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadRules } from '#cli/rules/load-rules.ts';
import { runCli } from '../cli/run-cli.ts';

const pack = loadRules({ builtin: 'rules', paths: [] });
const metas = [...pack.rules, ...pack.correlations].map(({ meta }) => meta);

const caseNames = readdirSync('test/rules', { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.json'),
);

/** Levels that somebody reads. */
const isRead: ReadonlySet<string> = new Set(['critical', 'high', 'medium']);

const fieldOfRecord =
  /\b(?:userIdentity|requestParameters|responseElements|additionalEventData|sourceIPAddress|userAgent|event(?:Time|Name|Source)|error(?:Code|Message)|awsRegion|recipientAccountId|resources|serviceEventDetails)\b/;

describe('each rule', () => {
  it('passes its cases, and each case has its rule', async () => {
    const run = await runCli(['rules', 'test', '--cases', 'test/rules']);
    expect(run.stdout).toContain(
      `${caseNames.length.toLocaleString('en')} cases passed, 0 failed; 0 rule files without cases`,
    );
    expect(run.exitCode).toBe(0);
  });

  it('gives lint nothing to say', async () => {
    const run = await runCli(['rules', 'check', '--strict']);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it.each(metas)('$path has a match and a near miss', ({ path }) => {
    const folder = `${path.replace(/\.yml$/, '')}/`;
    const cases = caseNames.filter((name) => name.startsWith(folder)).map((name) => name.slice(folder.length));
    expect(cases.filter((name) => name.startsWith('match-'))).not.toEqual([]);
    expect(cases.filter((name) => name.startsWith('ignore-'))).not.toEqual([]);
  });

  it.each(metas)('$path is named by its path, and says what it is, how it goes wrong and what to do', (meta) => {
    expect(meta.name).toBe(meta.path.replace(/\.yml$/, ''));
    expect(meta.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(meta.description).toBeTruthy();
    expect(meta.falsepositives).not.toEqual([]);
    expect(meta.tags.some((tag) => /^attack\.t\d{4}(\.\d{3})?$/.test(tag))).toBe(true);
    const steps = meta.trailguard.runbook ?? [];
    expect(steps.length).toBeGreaterThanOrEqual(3);
    expect(steps.length).toBeLessThanOrEqual(6);
  });

  it.each(metas.filter(({ level }) => isRead.has(level)))(
    '$path says in its runbook where to look, and over which time',
    (meta) => {
      const steps = meta.trailguard.runbook?.join('\n') ?? '';
      expect(steps).toMatch(/\b(?:second|minute|hour|day|night|week|month|year)s?\b/);
      expect(steps).toMatch(fieldOfRecord);
    },
  );

  it('of low or medium level folds its repeats, unless a playbook answers each', () => {
    const told = pack.rules.map(({ meta }) => meta).filter(({ level }) => level === 'low' || level === 'medium');
    const unfolded = told.filter(
      ({ trailguard }) => trailguard.dedup === undefined && trailguard.playbook === undefined,
    );
    expect(unfolded.map(({ path }) => path)).toEqual([]);
  });

  it.each(metas)('$path has a title that fits a mail subject', ({ title }) => {
    expect(title).toMatch(/^[\x20-\x7e]{8,60}$/);
  });
});
