import type { Json, JsonObject } from '#shared/model/json.ts';
import { isFalse, isTrue, listOf, memberAt, textAt } from '../read.ts';

/** Which management records a selector logs. */
type Coverage = 'all' | 'read' | 'write' | 'none';

/** Tell whether a PutEventSelectors request has a trail log every management record, in one selector or in two halves.
 * @see CloudTrail API reference, EventSelector and AdvancedEventSelector */
export function selectorsCoverManagement(parameters: JsonObject): boolean {
  const coverages = [
    ...listOf(memberAt(parameters, 'eventSelectors')).map(basicCoverage),
    ...listOf(memberAt(parameters, 'advancedEventSelectors')).map(advancedCoverage),
  ];
  return coverages.includes('all') || (coverages.includes('read') && coverages.includes('write'));
}

/** Both members default to everything. */
function basicCoverage(selector: Json): Coverage {
  if (isFalse(memberAt(selector, 'includeManagementEvents'))) return 'none';
  if (listOf(memberAt(selector, 'excludeManagementEventSources')).length > 0) return 'none';
  switch (textAt(selector, 'readWriteType') ?? 'All') {
    case 'All':
      return 'all';
    case 'ReadOnly':
      return 'read';
    case 'WriteOnly':
      return 'write';
    default:
      return 'none';
  }
}

/** A field selector on anything but the category and `readOnly` leaves something out. */
function advancedCoverage(selector: Json): Coverage {
  const fields = new Map(
    listOf(memberAt(selector, 'fieldSelectors')).map((field) => [textAt(field, 'field') ?? '', field]),
  );
  if (!listOf(memberAt(fields.get('eventCategory'), 'equals')).includes('Management')) return 'none';
  if ([...fields.keys()].some((name) => name !== 'eventCategory' && name !== 'readOnly')) return 'none';
  if (!fields.has('readOnly')) return 'all';
  const readOnly = listOf(memberAt(fields.get('readOnly'), 'equals'))[0];
  if (isTrue(readOnly)) return 'read';
  return isFalse(readOnly) ? 'write' : 'none';
}
