import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRulePack } from '../../../functions/runtime/read-rule-pack.ts';
import { stopLoggingPack } from '../support/stop-logging.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'trailguard-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a pack comes back as it was written', () => {
  expect(readRulePack(packOf(JSON.stringify(stopLoggingPack)))).toEqual(stopLoggingPack);
});

test.each([
  { name: 'that is missing', text: undefined, message: 'cannot be read' },
  { name: 'that is not JSON', text: '{', message: 'cannot be read' },
  { name: 'of another version', text: '{"version":2}', message: 'is of version 2, not 1' },
])('a pack $name', ({ text, message }) => {
  expect(() => readRulePack(packOf(text))).toThrow(message);
});

function packOf(text: string | undefined): URL {
  const file = path.join(folder, 'rule-pack.json');
  if (text !== undefined) writeFileSync(file, text);
  return pathToFileURL(file);
}
