import type { JsonObject } from '#shared/model/json.ts';
import type { Pipeline } from '#shared/pipeline.ts';
import { minuteMs, timeOn } from '../../samples/generator/calendar.ts';
import { type Call, recordCall } from '../../samples/generator/call.ts';
import { createRandom } from '../../samples/generator/random.ts';
import { alertsOf } from '../corpora/detection-content/alerts-of.ts';
import type { Incident } from './incident.ts';

/** Every alert of an incident as `level rule`, by the time of its first record, then by rule. */
export function alertsOfIncident(pipeline: Pipeline, incident: Incident): Promise<readonly string[]> {
  return inWords(pipeline, recordsOf(incident), incident.title);
}

/** The same of any records.
 * @param source names them in errors */
export async function inWords(
  pipeline: Pipeline,
  records: readonly JsonObject[],
  source: string,
): Promise<readonly string[]> {
  const alerts = await alertsOf(pipeline, records, source);
  return alerts
    .map(({ firstSeen, severity, rule }) => ({ firstSeen: firstSeen ?? '', text: `${severity} ${rule.name}` }))
    .sort((a, b) => (a.firstSeen === b.firstSeen ? compare(a.text, b.text) : compare(a.firstSeen, b.firstSeen)))
    .map(({ text }) => text);
}

/** The records of an incident, as CloudTrail would write them on a Thursday night. */
export function recordsOf({ title, steps }: Incident): readonly JsonObject[] {
  const random = createRandom(1, title);
  const startMs = timeOn('thursday', '22:00:00');
  return steps.flatMap(({ minute, gapSeconds, calls }) =>
    calls.map((call, place) => {
      const { fields } = recordCall(call, startMs + minute * minuteMs + place * gapSeconds * 1000, random);
      return isDataEvent(call) ? { ...fields, managementEvent: false, eventCategory: 'Data' } : fields;
    }),
  );
}

/** Calls on objects are data events: a trail records them where it is told to. */
function isDataEvent({ service, name }: Call): boolean {
  return service === 's3' && /Objects?$/.test(name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
