import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defaultResponseSettings, type ResponseSettings } from '#shared/model/response-settings.ts';
import { parseSettings } from '#shared/settings/parse-settings.ts';
import { root } from './paths.ts';

/** What playbooks may do in a deployment: as a `trailguard.yml` in the project's root says, else plan only.
 *
 * That the settings are good is for `loadDeployedRules` to say, which reads all of them.
 * @param folder where the settings are, instead of the root */
export function loadDeployedResponses(folder: string = root): ResponseSettings {
  const file = path.join(folder, 'trailguard.yml');
  if (!existsSync(file)) return defaultResponseSettings;
  return parseSettings(file, readFileSync(file, 'utf8')).settings.responses;
}
