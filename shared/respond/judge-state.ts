import type { Json } from '#shared/model/json.ts';
import type { PlaybookSettings } from '#shared/model/response-settings.ts';
import type { Target } from '#shared/model/target.ts';
import type { Cloud } from '#shared/ports/cloud/cloud.ts';
import type { Playbook, Repair } from './playbook.ts';

/** What a playbook would make of a state, with all that it must know beside it.
 * @throws {CloudError} what it must know cannot be read */
export async function judgeState(
  playbook: Playbook,
  state: Json,
  { target, cloud, settings }: { readonly target: Target; readonly cloud: Cloud; readonly settings: PlaybookSettings },
): Promise<Repair<Json>> {
  const context = await playbook.readContext?.(state, target, cloud);
  return playbook.repair(state, target, { ...settings, ...(context !== undefined && { context }) });
}
