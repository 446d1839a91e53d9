import type { CloudPlace } from '#shared/ports/cloud/cloud.ts';
import type { BucketFacts } from '#shared/ports/doctor/bucket-facts.ts';
import type { Reading } from '#shared/ports/doctor/reading.ts';
import type { StackFacts } from '#shared/ports/doctor/stack-facts.ts';
import type { TrailFacts } from '#shared/ports/doctor/trail-facts.ts';

/** All that checks go by: what was read, when, and what was looked for. */
export interface DoctorFacts {
  readonly place: CloudPlace;
  /** Epoch milliseconds UTC. */
  readonly nowMs: number;
  /** Of this Trailguard. */
  readonly version: string;
  /** The stage that was named. */
  readonly stage?: string;
  readonly trails: Reading<readonly TrailFacts[]>;
  /** The bucket that is looked at; absent where no trail is. */
  readonly logBucket?: { readonly bucket: string; readonly facts: Reading<BucketFacts | undefined> };
  /** The stack of the stage, `undefined` where there is none; absent where no stage was named. */
  readonly stack?: Reading<StackFacts | undefined>;
  /** Names of stacks that look like deployments; where no stage was named. */
  readonly stackNames?: Reading<readonly string[]>;
  /** Every other region of the account; where there is a stack. */
  readonly regions?: Reading<readonly RegionFacts[]>;
}

export interface RegionFacts {
  readonly region: string;
  /** Somebody changed something there in the last week. */
  readonly hasChanges: Reading<boolean>;
  /** The rules that send its events to the deployment's region, and the state of each, by name. */
  readonly forwarders: Reading<Readonly<Record<string, string>>>;
}

/** The deployment, where there is one and it could be read. */
export function stackOf({ stack }: DoctorFacts): StackFacts | undefined {
  return stack?.ok === true ? stack.value : undefined;
}
