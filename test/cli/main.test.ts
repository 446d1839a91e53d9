import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { runCli } from './run-cli.ts';

describe('trailguard', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['nothing', [], /^trailguard .*scan PATH/s],
    ['help', ['help'], /rules explain/],
    ['help of a verb', ['help', 'scan'], /--fail-on/],
    ['a verb with --help', ['rules', '--help'], /--cases/],
    ['version', ['version'], new RegExp(`^${manifest.version.replaceAll('.', '\\.')}\n$`)],
  ])('%s is answered on stdout', async (_, args, expected) => {
    const run = await runCli(args);
    expect(run.stdout).toMatch(expected);
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it.each<[string, readonly string[], string]>([
    ['a verb that there is not', ['scam'], 'there is no verb "scam"'],
    ['a name that every object has', ['constructor'], 'there is no verb "constructor"'],
    ['rules without a verb', ['rules'], 'rules takes one of list, check, test, explain'],
    ['an option without its value', ['scan', 'x', '--format'], "Option '--format <value>' argument missing"],
  ])('%s is bad usage', async (_, args, message) => {
    const run = await runCli(args);
    expect(run.exitCode).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toContain(message);
  });
});
