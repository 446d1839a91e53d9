import type { Alert } from '#shared/model/alert.ts';
import type { TellingReport } from '#shared/pipeline.ts';
import type { Telemetry } from './telemetry.ts';

/** Tell, in the log and as metrics, what was told and what was learnt about episodes. */
export function reportTelling({ published, observed, held, linked, cut }: TellingReport, telemetry: Telemetry): void {
  telemetry.count('AlertsPublished', published.length);
  telemetry.count('AlertsObserved', observed.length);
  telemetry.count('AlertsHeld', held);
  telemetry.count('EpisodesLinked', linked.length);
  telemetry.count('WindowsCut', cut.length);
  for (const alert of published) telemetry.info('alert published', idsOf(alert));
  // What an observed rule would have said is in the log alone.
  for (const alert of observed) {
    telemetry.info('alert observed', { ...idsOf(alert), title: alert.title, summary: alert.summary });
  }
  for (const [alertId, ...others] of linked) {
    telemetry.info('alerts about one episode: a late record joined them', { alertId, others });
  }
  for (const ruleId of cut) {
    telemetry.warn('a window held more records than are read: it was judged by the latest', { ruleId });
  }
}

function idsOf(alert: Alert): Readonly<Record<string, unknown>> {
  return {
    alertId: alert.id,
    ruleId: alert.rule.id,
    severity: alert.severity,
    update: alert.update,
    foundVia: alert.foundVia,
    eventIDs: alert.events.map((event) => event.eventID),
  };
}
