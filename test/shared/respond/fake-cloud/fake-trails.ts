import type { Json } from '#shared/model/json.ts';
import type { TrailSelectors } from '#shared/model/trail-selectors.ts';
import type { ChangeHistory } from '#shared/ports/cloud/history.ts';
import type { Trails } from '#shared/ports/cloud/trails.ts';

/** A trail as CloudTrail keeps it; tests change it as other people would. */
export interface FakeTrail {
  isLogging: boolean;
  selectors: TrailSelectors;
  /** What the last PutEventSelectors call asked for. */
  readonly earlierRequest?: Json;
}

/** The ports over one trail in memory; like CloudTrail it may answer with lists in another order than they were given in. */
export function createFakeTrails(
  trailArn: string,
  trail: FakeTrail | undefined,
): { readonly trails: Trails; readonly history: ChangeHistory } {
  const find = (arn: string): FakeTrail => {
    if (trail === undefined || arn !== trailArn) throw new Error(`the test has no trail ${arn}`);
    return trail;
  };
  return {
    trails: {
      isLogging: async () => trail?.isLogging,
      async startLogging(arn) {
        find(arn).isLogging = true;
      },
      async stopLogging(arn) {
        find(arn).isLogging = false;
      },
      getSelectors: async () => trail?.selectors,
      async putSelectors(arn, selectors) {
        find(arn).selectors =
          selectors.kind === 'basic'
            ? { kind: 'basic', selectors: selectors.selectors.toReversed() }
            : { kind: 'advanced', selectors: selectors.selectors.toReversed() };
      },
      getTags: async () => ({ team: 'audit' }),
    },
    history: {
      previousAccessBlock: async () => {
        throw new Error('this test has no access block');
      },
      previousSelectors: async () => trail?.earlierRequest,
    },
  };
}
