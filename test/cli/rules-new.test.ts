import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CliRun, runCli } from './run-cli.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailguard-new-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const start = (...names: readonly string[]): Promise<CliRun> =>
  runCli(['rules', 'new', ...names, '--rules', join(folder, 'rules'), '--cases', join(folder, 'cases')]);

describe('rules new', () => {
  it('writes a rule and cases, and prints their paths', async () => {
    const run = await start('iam/thing-made');
    expect(run.exitCode).toBe(0);
    expect(run.stdout.split('\n').filter((line) => line !== '')).toEqual([
      join(folder, 'rules/iam/thing-made.yml'),
      join(folder, 'cases/iam/thing-made/match-the-call.json'),
      join(folder, 'cases/iam/thing-made/ignore-another-call.json'),
      join(folder, 'cases/iam/thing-made/ignore-refused.json'),
    ]);
  });

  it('writes what loads without a warning and passes its cases', async () => {
    await start('iam/thing-made');
    const check = await runCli(['rules', 'check', '--strict', join(folder, 'rules')]);
    expect(check).toMatchObject({ exitCode: 0, stderr: '' });
    const test = await runCli(['rules', 'test', join(folder, 'rules'), '--cases', join(folder, 'cases')]);
    expect(test).toMatchObject({ exitCode: 0, stdout: '3 cases passed, 0 failed; 0 rule files without cases\n' });
  });

  it('gives every rule an id of its own', async () => {
    await start('iam/one');
    await start('iam/two');
    const ids = ['one', 'two'].map(
      (name) => /^id: (.+)$/m.exec(readFileSync(join(folder, `rules/iam/${name}.yml`), 'utf8'))?.[1],
    );
    expect(new Set(ids).size).toBe(2);
  });

  it('overwrites nothing, and writes nothing beside what is there', async () => {
    await start('iam/thing-made');
    const path = join(folder, 'rules/iam/thing-made.yml');
    writeFileSync(path, 'mine');
    rmSync(join(folder, 'cases'), { recursive: true });
    const again = await start('iam/thing-made');
    expect(again.exitCode).toBe(2);
    expect(again.stderr).toContain(`there is already ${path}`);
    expect(readFileSync(path, 'utf8')).toBe('mine');
    expect(() => readFileSync(join(folder, 'cases/iam/thing-made/match-the-call.json'))).toThrow('ENOENT');
  });

  it.each([
    ['a name without a service', ['thing-made'], 'is no name for a rule'],
    ['a way out of the folder', ['../thing-made'], 'is no name for a rule'],
    ['capitals', ['iam/ThingMade'], 'is no name for a rule'],
    ['two folders', ['aws/iam/thing-made'], 'is no name for a rule'],
    ['no name', [], 'name one rule'],
    ['two names', ['iam/one', 'iam/two'], 'name one rule'],
  ])('refuses %s', async (_, given, message) => {
    const run = await start(...given);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain(message);
  });
});
