import type { Alert } from '#shared/model/alert.ts';
import { powerOfTen } from '#shared/model/power-of-ten.ts';

/** What the ledger knows a telling by: the alert's id, for an update with what it tells. Each is told once. */
export function tellingKey({ id, update, eventCount }: Alert): string {
  if (update === undefined) return id;
  return update === 'over' ? `${id} over ${eventCount}` : `${id} ${powerOfTen(eventCount)}`;
}
