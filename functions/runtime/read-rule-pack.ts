import { readFileSync } from 'node:fs';
import type { RulePack } from '#shared/sigma/rule-pack.ts';
import { ConfigError } from './required-env.ts';

/** Read the rule pack that the build laid beside the bundle. Its rules were checked when it was made.
 * @throws {ConfigError} it is missing, or made by another version of Trailguard */
export function readRulePack(location: URL): RulePack {
  const pack = parsePack(location);
  if (pack.version !== 1) {
    throw new ConfigError(`${location.pathname} is of version ${pack.version}, not 1: build and deploy again`);
  }
  return pack;
}

function parsePack(location: URL): RulePack {
  try {
    return JSON.parse(readFileSync(location, 'utf8'));
  } catch (cause) {
    throw new ConfigError(`${location.pathname} cannot be read: build and deploy again`, { cause });
  }
}
