import type { FactReader } from '#shared/ports/doctor/fact-reader.ts';
import type { Reading } from '#shared/ports/doctor/reading.ts';
import { attempt } from './attempt.ts';
import type { DoctorFacts, RegionFacts } from './doctor-facts.ts';
import { gatherBucket } from './gather-bucket.ts';
import { gatherStack } from './gather-stack.ts';
import { gatherTrails } from './gather-trails.ts';
import { mainTrails } from './main-trails.ts';

/** Read all that checks go by. What cannot be read is told in its place, and keeps nothing else from being read.
 * @param stage of the deployment; the account alone is looked at when absent */
export async function gatherFacts(
  reader: FactReader,
  { stage, version, nowMs }: { readonly stage?: string | undefined; readonly version: string; readonly nowMs: number },
): Promise<DoctorFacts> {
  const [trails, stack, stackNames] = await Promise.all([
    gatherTrails(reader),
    stage === undefined ? undefined : gatherStack(reader, `${stackPrefix}${stage}`),
    stage === undefined ? attempt(() => reader.stacks.listNames(stackPrefix)) : undefined,
  ]);
  const deployed = stack?.ok === true ? stack.value : undefined;
  const [main] = trails.ok ? mainTrails(trails.value, deployed) : [];
  const bucket = deployed?.outputs['LogBucketName'] ?? main?.bucket;
  const [logBucket, regions] = await Promise.all([
    bucket === undefined ? undefined : gatherBucket(reader, bucket),
    deployed === undefined ? undefined : gatherRegions(reader, `${deployed.name}-forward-`),
  ]);
  return {
    place: reader.place,
    nowMs,
    version,
    trails,
    ...(stage !== undefined && { stage }),
    ...(bucket !== undefined && logBucket !== undefined && { logBucket: { bucket, facts: logBucket } }),
    ...(stack !== undefined && { stack }),
    ...(stackNames !== undefined && { stackNames }),
    ...(regions !== undefined && { regions }),
  };
}

/** Of the names of deployments' stacks. */
const stackPrefix = 'trailguard-';

/** @param forwarders the beginning of the names of the rules by which a region sends its events home (infra/forwarder-template.ts) */
function gatherRegions({ regions, place }: FactReader, forwarders: string): Promise<Reading<readonly RegionFacts[]>> {
  return attempt(async () => {
    const names = (await regions.listNames()).filter((name) => name !== place.region);
    return Promise.all(
      names.map(async (region) => {
        const [hasChanges, forwardsHome] = await Promise.all([
          attempt(() => regions.hasChanges(region)),
          attempt(() => regions.forwardsHome(region, forwarders)),
        ]);
        return { region, hasChanges, forwardsHome };
      }),
    );
  });
}
