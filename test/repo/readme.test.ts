import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { jsonLines, runCli } from '../cli/run-cli.ts';

const readme = readFileSync('README.md', 'utf8');

const blocks = (language: string): readonly string[] =>
  [...readme.matchAll(/```(\w*)\n([\s\S]*?)```/g)].flatMap(([, found, text]) =>
    found === language && text !== undefined ? [text] : [],
  );

const commands = blocks('sh')
  .flatMap((block) => block.split('\n'))
  .map((line) => line.replace(/ +#.*$/, ''))
  .filter((line) => line !== '');

describe('the README', () => {
  it('shows what a scan of the sample week prints, in its order', async () => {
    const { stdout } = await runCli(['scan', '--jobs', '1', 'samples/account-week'], { columns: 140 });
    const shown = (blocks('text')[0] ?? '').split('\n').filter((line) => line !== '' && line !== '…');
    expect(shown.length).toBeGreaterThan(10);
    let from = 0;
    for (const line of shown) {
      const at = stdout.indexOf(`${line}\n`, from);
      expect(at, line).toBeGreaterThanOrEqual(0);
      from = at + line.length;
    }
  });

  it('names npm scripts that there are', () => {
    const named = [...readme.matchAll(/npm run (?:--silent )?([a-z:]+)/g)].map(([, name]) => name ?? '');
    expect(named).not.toEqual([]);
    expect(named.filter((name) => !Object.hasOwn(manifest.scripts, name))).toEqual([]);
  });

  it('shows a rule that loads', async () => {
    const [rule = ''] = blocks('yaml');
    const { loadRulePack } = await import('#shared/load-rule-pack.ts');
    const { pack, problems } = loadRulePack([{ file: 'README.md', path: 'README.md', text: rule }]);
    expect(problems).toEqual([]);
    expect(pack.rules).toHaveLength(1);
  });

  const placeholders: Readonly<Record<string, string>> = {
    'logs/': 'samples/account-week',
    'YOUR-SIGMA-RULES/': 'rules',
  };
  const own = commands.filter((command) => command.startsWith('trailguard '));
  const needsAws = (command: string): boolean => /^trailguard (?:doctor|trail) /.test(command);
  it.each(own.filter(needsAws))('has the options of `%s`, which needs AWS', async (command) => {
    const [, verb = '', ...words] = command.split(/[ =]/);
    const { stdout, exitCode } = await runCli([verb, '--help']);
    expect(exitCode).toBe(0);
    for (const option of words.filter((word) => word.startsWith('--'))) expect(stdout).toContain(option);
  });

  it.each(own.filter((command) => !needsAws(command)))('runs `%s`', async (command) => {
    const [first = ''] = command.split(' | ');
    const args = first
      .split(' ')
      .slice(1)
      .map((word) => placeholders[word] ?? word);
    // Its own rules beside themselves are stated twice, which is allowed; the clock stands just after the sample week.
    const run = await runCli(args, { nowMs: Date.UTC(2026, 2, 6, 12) });
    expect(run.stderr.split('\n').filter((line) => line.startsWith('trailguard:'))).toEqual([]);
    expect(run.exitCode).toBe(0);
    if (args.includes('ndjson')) expect(jsonLines(run.stdout).every((alert) => 'summary' in alert)).toBe(true);
  });
});
