import pMap from 'p-map';
import type { FactReader } from '#shared/ports/doctor/fact-reader.ts';
import type { Reading } from '#shared/ports/doctor/reading.ts';
import { attempt } from './attempt.ts';
import { concurrency } from './concurrency.ts';
import type { DoctorFacts, RegionFacts } from './doctor-facts.ts';
import { forwarderName } from './forwarder-name.ts';
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
    deployed === undefined ? undefined : gatherRegions(reader, forwarderName('', deployed.name, reader.place.region)),
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

/** @param forwarders how the names of the rules begin by which a region sends its events home */
function gatherRegions({ regions, place }: FactReader, forwarders: string): Promise<Reading<readonly RegionFacts[]>> {
  return attempt(async () => {
    const names = (await regions.listNames()).filter((name) => name !== place.region);
    return pMap(
      names,
      async (region) => {
        const [hasChanges, forwarding] = await Promise.all([
          attempt(() => regions.hasChanges(region)),
          attempt(() => regions.listForwarders(region, forwarders)),
        ]);
        return { region, hasChanges, forwarders: forwarding };
      },
      { concurrency },
    );
  });
}
