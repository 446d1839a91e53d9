import type { FactReader } from '#shared/ports/doctor/fact-reader.ts';
import type { Reading } from '#shared/ports/doctor/reading.ts';
import type { TrailFacts } from '#shared/ports/doctor/trail-facts.ts';
import { attempt } from './attempt.ts';

/** The trails that record a region, each with what it did and what it records. */
export function gatherTrails({ trails }: Pick<FactReader, 'trails'>): Promise<Reading<readonly TrailFacts[]>> {
  return attempt(async () =>
    Promise.all(
      (await trails.list()).map(async (trail) => {
        const [status, selectors] = await Promise.all([
          attempt(() => trails.getStatus(trail)),
          attempt(() => trails.getSelectors(trail)),
        ]);
        return { ...trail, status, selectors };
      }),
    ),
  );
}
