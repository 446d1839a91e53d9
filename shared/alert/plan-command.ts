import type { Alert } from '#shared/model/alert.ts';
import { isEventID } from '#shared/model/is-event-id.ts';
import { isRegion } from '#shared/model/is-place.ts';

/** What to type to see what an alert's playbook would do, as lines that a shell takes together; none where the alert names no
 * playbook, or is about several records.
 *
 * It will be pasted: a name of any other form than AWS's own and ours leaves it out. */
export function planCommand({ playbook, outcome, region, events, eventCount }: Alert): readonly string[] {
  const eventID = events[0]?.eventID;
  if (playbook === undefined || outcome !== undefined || eventID === undefined || eventCount > 1) return [];
  if (!playbookForm.test(playbook) || !isRegion(region) || !isEventID(eventID)) return [];
  return [`trailguard respond plan --playbook ${playbook} \\`, `  --region ${region} --event ${eventID}`];
}

const playbookForm = /^[a-z\d-]{1,64}$/;
