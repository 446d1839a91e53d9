import type { AdvancedSelector, BasicSelector, TrailSelectors } from '#shared/model/trail-selectors.ts';

/** Which management events a selector logs. */
type Coverage = 'all' | 'read' | 'write' | 'none';

/** Tell whether selectors have a trail log every management event, in one selector or in two halves.
 * @see CloudTrail API reference, EventSelector and AdvancedEventSelector */
export function coversManagement(trail: TrailSelectors): boolean {
  const coverages = trail.kind === 'basic' ? trail.selectors.map(basicCoverage) : trail.selectors.map(advancedCoverage);
  return coverages.includes('all') || (coverages.includes('read') && coverages.includes('write'));
}

function basicCoverage(selector: BasicSelector): Coverage {
  if (!selector.includeManagementEvents || selector.excludeManagementEventSources.length > 0) return 'none';
  switch (selector.readWriteType) {
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
function advancedCoverage({ fieldSelectors }: AdvancedSelector): Coverage {
  const fields = new Map(fieldSelectors.map((selector) => [selector.field, selector]));
  if (!fields.get('eventCategory')?.equals?.includes('Management')) return 'none';
  if ([...fields.keys()].some((name) => name !== 'eventCategory' && name !== 'readOnly')) return 'none';
  if (!fields.has('readOnly')) return 'all';
  switch (fields.get('readOnly')?.equals?.[0]?.toLowerCase()) {
    case 'true':
      return 'read';
    case 'false':
      return 'write';
    default:
      return 'none';
  }
}
