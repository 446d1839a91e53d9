import type { CorrelationStore } from '#shared/ports/correlation-store.ts';
import type { FoundEpisode } from './conclusions.ts';

/** Note that an episode has been told, and all that follows from it is done: its later records then cost one write each.
 *
 * @param isToldNow it was told with this detection's count; else it had been told before, with a count that is not known
 *
 * Where others change the group's episodes faster than this can be noted, it is left; the next record of the episode finds it told. */
export async function settleEpisode(
  { group, detection }: FoundEpisode,
  isToldNow: boolean,
  store: CorrelationStore,
): Promise<void> {
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const register = await store.readEpisodes(group);
    const { episodes } = register;
    const name = episodes.find(
      ({ firstEventID, joined }) => firstEventID === detection.firstEventID || joined.includes(detection.firstEventID),
    );
    if (name === undefined) return;
    const told = {
      ...name,
      tellings: detection.update === undefined ? Math.max(name.tellings, 1) : name.tellings + 1,
      toldCount: Math.max(name.toldCount, isToldNow ? detection.eventCount : 1),
    };
    const changed = episodes.map((episode) => (episode === name ? told : episode));
    if (await store.writeEpisodes(group, { ...register, episodes: changed })) return;
  }
}

const maxAttempts = 5;
