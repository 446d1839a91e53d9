import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RulesRejected } from '#cli/rules/rules-rejected.ts';
import { loadDeployedRules } from '../../infra/load-deployed-rules.ts';
import { loadOwnRules } from '../../infra/load-own-rules.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailguard-deployed-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('what is deployed', () => {
  it('is the rules as they come where there are no settings', async () => {
    const { pack, description } = await loadDeployedRules(folder);
    expect(pack).toEqual(loadOwnRules());
    expect(description).toMatch(/^no trailguard\.yml, so the rules as they come: \d+ rules run$/);
  });

  it('is what settings say', async () => {
    writeFileSync(
      join(folder, 'trailguard.yml'),
      'dedup: { window: 2h }\noverrides: [{ rules: ["route53/*"], mode: off }, { rules: ["ecr/*"], mode: observe }]\n',
    );
    const { pack, description } = await loadDeployedRules(folder);
    expect(pack.dedupWindowMs).toBe(7_200_000);
    expect(pack.rules.filter(({ meta }) => meta.path.startsWith('route53/'))).toEqual([]);
    expect(
      pack.rules.filter(({ meta }) => meta.mode === 'observe').every(({ meta }) => meta.path.startsWith('ecr/')),
    ).toBe(true);
    expect(description).toMatch(/^settings of trailguard\.yml: \d+ rules run \(\d+ off, \d+ observed only\)$/);
  });

  it('is nothing where settings are bad', async () => {
    writeFileSync(join(folder, 'trailguard.yml'), 'rulez: []\n');
    await expect(loadDeployedRules(folder)).rejects.toThrow(RulesRejected);
  });
});
