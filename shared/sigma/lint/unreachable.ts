import type { Selection } from '../ast.ts';
import type { Check, LintedDetection } from './lint-document.ts';
import { necessityOf } from './necessity-of.ts';

/** Selections and conditions that no record can fulfil. */
export const unreachable: Check = {
  code: 'unreachable',
  inDetection: (rule) => {
    const selections = plainSelections(rule);
    const hint = 'one of them has to go, or they are alternatives: join them by or';
    const ofSelections = [...rule.selections].flatMap(([name, { place, selection }]) => {
      const necessity = necessityOf(selection, true, selections);
      const message = (why: string): string => `the selection "${name}" can never hold; it would need: ${why}`;
      return necessity.possible ? [] : [{ place, message: message(necessity.why), hint }];
    });
    // A condition that cannot hold because of its selections is mended with them.
    if (ofSelections.length > 0) return ofSelections;
    return rule.conditions.flatMap(({ place, condition }) => {
      const necessity = necessityOf(condition, true, selections);
      const message = (why: string): string => `the condition can never hold; it would need: ${why}`;
      return necessity.possible ? [] : [{ place, message: message(necessity.why), hint }];
    });
  },
};

/** The selections of a rule without their places. */
export function plainSelections({ selections }: LintedDetection): ReadonlyMap<string, Selection> {
  return new Map([...selections].map(([name, { selection }]) => [name, selection]));
}
