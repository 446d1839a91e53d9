import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { defaultResponseSettings } from '#shared/model/response-settings.ts';
import { loadDeployedResponses } from '../../infra/load-deployed-responses.ts';

const folder = (): string => mkdtempSync(path.join(tmpdir(), 'trailguard-'));

it('plans only where no settings say otherwise', () => {
  expect(loadDeployedResponses(folder())).toEqual(defaultResponseSettings);
});

it('is what settings say', () => {
  const place = folder();
  writeFileSync(path.join(place, 'trailguard.yml'), 'playbooks: { kms-key-deletion: { mode: apply } }\n');
  expect(loadDeployedResponses(place).playbooks).toEqual({ 'kms-key-deletion': { mode: 'apply' } });
});
