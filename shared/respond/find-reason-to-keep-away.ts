import { findExemption } from './find-exemption.ts';
import type { Occasion } from './plan-response.ts';
import type { Playbook } from './playbook.ts';
import { resourceOf } from './resource-of.ts';
import type { ResponderParts } from './responder.ts';

/** Why a playbook keeps away from a target; `undefined` when it does not.
 * @throws {CloudError} an exemption depends on tags, and they cannot be read */
export async function findReasonToKeepAway(
  playbook: Playbook,
  {
    target,
    actorArn,
    actorArns = [actorArn],
  }: Pick<Occasion, 'target' | 'actorArn'> & {
    readonly actorArns?: readonly (string | undefined)[];
  },
  { settings, ports }: Pick<ResponderParts, 'settings' | 'ports'>,
): Promise<string | undefined> {
  const exemption = await findExemption(
    settings.exemptions,
    {
      playbook: playbook.id,
      accountId: target.accountId,
      resource: resourceOf(target),
      actors: actorArns.filter((arn) => arn !== undefined),
    },
    async () => playbook.readTags(target, await ports.openCloud(target, playbook.permissions.read)),
  );
  return exemption === undefined ? undefined : `it is exempt: ${exemption.reason}`;
}
