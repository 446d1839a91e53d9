import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readResponseSettings } from '#cli/respond/read-response-settings.ts';
import { defaultResponseSettings, type ResponseSettings } from '#shared/model/response-settings.ts';

let folder: string;
let told: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailguard-'));
  told = '';
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, reason: string): string => {
  const file = join(folder, name);
  writeFileSync(file, `exemptions:\n  - reason: ${reason}\n    accounts: ["123456789012"]\n`);
  return file;
};
const read = (named?: string): Promise<ResponseSettings> => {
  const write = (text: string): void => {
    told += text;
  };
  return readResponseSettings(named, { stderr: { write, isTerminal: false, colour: false, columns: 80 } }, folder);
};

describe('readResponseSettings', () => {
  it('reads trailguard.yml where none is named, and says so', async () => {
    const file = write('trailguard.yml', 'ours');
    expect((await read()).exemptions).toMatchObject([{ reason: 'ours' }]);
    expect(told).toBe(`Settings: ${file}\n`);
  });

  it('reads the one that is named, and says nothing', async () => {
    write('trailguard.yml', 'ours');
    expect((await read(write('other.yml', 'theirs'))).exemptions).toMatchObject([{ reason: 'theirs' }]);
    expect(told).toBe('');
  });

  it('does without where there is none', async () => {
    expect(await read()).toEqual(defaultResponseSettings);
    expect(told).toBe('');
  });
});
