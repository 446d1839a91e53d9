import {
  type CloudTrailClient,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  PutEventSelectorsCommand,
  paginateListTags,
  StartLoggingCommand,
  StopLoggingCommand,
  type Tag,
} from '@aws-sdk/client-cloudtrail';
import { cloudPermissions } from '#shared/ports/cloud/permissions.ts';
import type { Trails } from '#shared/ports/cloud/trails.ts';
import { type CloudCall, callCloud, callCloudUnless } from './cloud-errors.ts';
import { tagsOf } from './tags-of.ts';
import { requestOf, selectorsOf } from './trail-selectors.ts';

/** The trails of the client's account; the client's region has to be the trail's own, as CloudTrail lets none be changed from another.
 * @see AWS CloudTrail API reference: each operation */
export function createTrails(client: CloudTrailClient): Trails {
  return {
    async isLogging(trailArn) {
      const answer = await callCloudUnless(noTrail, about('isLogging', trailArn), () =>
        client.send(new GetTrailStatusCommand({ Name: trailArn })),
      );
      return answer?.IsLogging;
    },
    async startLogging(trailArn) {
      await callCloud(about('startLogging', trailArn), () => client.send(new StartLoggingCommand({ Name: trailArn })));
    },
    async stopLogging(trailArn) {
      await callCloud(about('stopLogging', trailArn), () => client.send(new StopLoggingCommand({ Name: trailArn })));
    },
    async getSelectors(trailArn) {
      const answer = await callCloudUnless(noTrail, about('getSelectors', trailArn), () =>
        client.send(new GetEventSelectorsCommand({ TrailName: trailArn })),
      );
      return answer && selectorsOf(answer);
    },
    async putSelectors(trailArn, selectors) {
      const command = new PutEventSelectorsCommand({ TrailName: trailArn, ...requestOf(selectors) });
      await callCloud(about('putSelectors', trailArn), () => client.send(command));
    },
    getTags: (trailArn) =>
      callCloud(about('getTags', trailArn), async () => {
        const tags: Tag[] = [];
        for await (const page of paginateListTags({ client }, { ResourceIdList: [trailArn] })) {
          tags.push(...(page.ResourceTagList ?? []).flatMap(({ TagsList = [] }) => TagsList));
        }
        return tagsOf(tags);
      }),
  };
}

const noTrail = ['TrailNotFoundException'];

function about(method: keyof Trails, trailArn: string): CloudCall {
  return { permission: cloudPermissions.trails[method][0] ?? '', resource: trailArn };
}
