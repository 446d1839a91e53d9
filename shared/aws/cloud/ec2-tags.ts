import { type EC2Client, paginateDescribeTags, type TagDescription } from '@aws-sdk/client-ec2';
import type { Tags } from '#shared/ports/cloud/buckets.ts';
import { callCloud } from './cloud-errors.ts';
import { tagsOf } from './tags-of.ts';

/** The tags of anything of EC2's, by its id.
 * @throws {CloudError}
 * @see Amazon EC2 API reference, DescribeTags */
export function getEc2Tags(client: EC2Client, resourceId: string): Promise<Tags> {
  return callCloud({ permission: 'ec2:DescribeTags', resource: resourceId }, async () => {
    const found: TagDescription[] = [];
    const input = { Filters: [{ Name: 'resource-id', Values: [resourceId] }] };
    for await (const page of paginateDescribeTags({ client }, input)) found.push(...(page.Tags ?? []));
    // The values of a filter may hold wildcards, and ids come from records.
    return tagsOf(found.filter(({ ResourceId }) => ResourceId === resourceId));
  });
}
