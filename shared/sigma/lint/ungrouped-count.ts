import { placeOfKey } from '../parse/located.ts';
import type { Check } from './lint-document.ts';

/** Values counted over everyone's records together, where nobody need have done anything odd. */
export const ungroupedCount: Check = {
  code: 'ungrouped-count',
  inCorrelation: ({ correlation, body }) => {
    if (body.type !== 'value_count' || body.groupBy.length > 0) return [];
    const place = placeOfKey(correlation, 'type');
    const message = 'the values of all records of all accounts are counted together';
    return [
      {
        place,
        message,
        hint: 'add group-by: with who or where, such as derived.actor.principal or recipientAccountId',
      },
    ];
  },
};
