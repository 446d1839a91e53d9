import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { defaultResponseSettings, type ResponseSettings } from '#shared/model/response-settings.ts';
import { safeText } from '../format/safe-text.ts';
import type { Io } from '../io.ts';
import { readSettings } from '../rules/read-settings.ts';
import { RulesRejected } from '../rules/rules-rejected.ts';

/** What a settings file says of responses. Where none is named it is `trailguard.yml` of the folder that one is in, which stderr is
 * told: exemptions must not be forgotten. Without one, what is so when nobody says anything.
 * @throws {UsageError} the file cannot be read
 * @throws {RulesRejected} something in it is wrong */
export async function readResponseSettings(
  named: string | undefined,
  io: Pick<Io, 'stderr'>,
  folder: string = process.cwd(),
): Promise<ResponseSettings> {
  const file = named ?? findSettings(folder);
  if (file === undefined) return defaultResponseSettings;
  if (named === undefined) io.stderr.write(`Settings: ${safeText(file)}\n`);
  const { settings, problems } = await readSettings(file);
  if (problems.length > 0) throw new RulesRejected(problems);
  return settings.responses;
}

function findSettings(folder: string): string | undefined {
  const file = join(folder, 'trailguard.yml');
  return existsSync(file) ? file : undefined;
}
