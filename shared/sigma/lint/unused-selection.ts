import { namesIn } from '../parse/names-in.ts';
import type { Check } from './lint-document.ts';

/** Selections that no condition uses: the rule says less than its author wrote down. */
export const unusedSelection: Check = {
  code: 'unused-selection',
  inDetection: ({ selections, conditions }) => {
    const used = new Set(conditions.flatMap(({ condition }) => namesIn(condition)));
    return [...selections]
      .filter(([name]) => !used.has(name))
      .map(([name, { place }]) => ({
        place,
        message: `the condition never uses the selection "${name}"`,
        hint: 'name it in the condition, or delete it',
      }));
  },
};
