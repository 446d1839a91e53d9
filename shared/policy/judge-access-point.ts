import type { Json } from '#shared/model/json.ts';
import { type AccessJudgement, type BlockState, wayOfPolicy } from './public-way.ts';
import { weighWays } from './weigh-ways.ts';

/** What decides whether an S3 access point is public. */
export interface AccessPointState {
  /** The access point's policy, or its JSON text; undefined when there is none. */
  readonly policy?: Json | undefined;
  /** As GetAccessPoint says it. */
  readonly networkOrigin: 'Internet' | 'VPC';
  readonly accessPointBlock?: BlockState;
  readonly bucketBlock?: BlockState;
  readonly accountBlock?: BlockState;
}

/** Whether an access point lets in the public. One that takes requests from a VPC alone never does, whatever its policy.
 * @see Amazon S3 user guide, "The meaning of public", "Access points" */
export function judgeAccessPoint(state: AccessPointState): AccessJudgement {
  const ways = state.policy === undefined ? [] : [wayOfPolicy(state.policy, 's3-access-point')];
  if (state.networkOrigin === 'VPC') {
    const neutralised = ways.flatMap((judgement) =>
      judgement.open ? [{ way: judgement.way, by: [{ kind: 'vpc-origin' } as const] }] : [],
    );
    return { public: false, certain: true, by: [], neutralised };
  }
  return weighWays(
    ways,
    new Map([
      ['access-point', state.accessPointBlock],
      ['bucket', state.bucketBlock],
      ['account', state.accountBlock],
    ]),
  );
}
