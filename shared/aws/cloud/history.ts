import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { ChangeHistory } from '#shared/ports/cloud/history.ts';
import type { LookupPacing } from './find-earlier-call.ts';
import { findPreviousAccessBlock } from './previous-access-block.ts';
import { findPreviousSelectors } from './previous-selectors.ts';

/** The history of changes in the client's account and region, as CloudTrail keeps it by itself.
 * @param pacing by default what CloudTrail takes: two lookups a second */
export function createHistory(client: CloudTrailClient, pacing: LookupPacing = { pauseMs: 500 }): ChangeHistory {
  return {
    previousAccessBlock: (target) => findPreviousAccessBlock(client, target, pacing),
    previousSelectors: (target) => findPreviousSelectors(client, target, pacing),
  };
}
