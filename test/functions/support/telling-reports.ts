import { buildAlert } from '#shared/alert/build-alert.ts';
import type { Alert } from '#shared/model/alert.ts';
import type { AttendReport, IngestReport, TellingReport } from '#shared/pipeline.ts';
import { evidenceWith, recordDetection } from '../../shared/alert/detections.ts';

/** Nothing told, and nothing learnt. */
export const nothingTold: TellingReport = { published: [], observed: [], held: 0, linked: [], cut: [], failures: [] };

export const nothingIngested: IngestReport = {
  ...nothingTold,
  records: 0,
  detections: 0,
  problems: [],
  setAside: {},
  undated: 0,
  inLogs: { broughtBefore: 0, missedBefore: 0 },
};

export const nothingAttended: AttendReport = { ...nothingTold, met: 0, lateMs: 0 };

/** The alert of a call, with whatever a test changes. */
export function alertWith(over: Partial<Alert> = {}): Alert {
  return { ...buildAlert(recordDetection({ evidence: evidenceWith({ eventID: 'call' }) })), id: 'a', ...over };
}
