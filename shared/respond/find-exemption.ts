import type { Exemption } from '#shared/model/response-settings.ts';
import type { Tags } from '#shared/ports/cloud/buckets.ts';
import { matchesPattern } from './matches-pattern.ts';

/** What an exemption is compared with. */
export interface Circumstances {
  readonly playbook: string;
  readonly accountId: string;
  /** ARN of the resource. */
  readonly resource: string;
  /** ARN of who made the call, and of the role behind the session. */
  readonly actors: readonly string[];
}

/** The first exemption that holds; `undefined` when none does.
 * @param readTags asked only when an exemption depends on tags and all else of it holds */
export async function findExemption(
  exemptions: readonly Exemption[],
  circumstances: Circumstances,
  readTags: () => Promise<Tags>,
): Promise<Exemption | undefined> {
  for (const exemption of exemptions) {
    if (!holds(exemption, circumstances)) continue;
    const { tags } = exemption;
    if (tags === undefined || hasTags(await readTags(), tags)) return exemption;
  }
  return undefined;
}

function holds({ playbooks, accounts, resources, actors }: Exemption, circumstances: Circumstances): boolean {
  return (
    (playbooks?.includes(circumstances.playbook) ?? true) &&
    (accounts?.includes(circumstances.accountId) ?? true) &&
    (resources?.some((pattern) => matchesPattern(pattern, circumstances.resource)) ?? true) &&
    (actors?.some((pattern) => circumstances.actors.some((arn) => matchesPattern(pattern, arn))) ?? true)
  );
}

function hasTags(tags: Tags, asked: Tags): boolean {
  return Object.entries(asked).every(([key, value]) => Object.hasOwn(tags, key) && tags[key] === value);
}
