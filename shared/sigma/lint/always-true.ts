import type { Condition, Selection } from '../ast.ts';
import type { Check } from './lint-document.ts';
import { necessityOf } from './necessity-of.ts';
import { plainSelections } from './unreachable.ts';

/** Selections and parts of conditions that every record fulfils. */
export const alwaysTrue: Check = {
  code: 'always-true',
  inDetection: (rule) => {
    const selections = plainSelections(rule);
    const ofSelections = [...rule.selections].flatMap(([name, { place, selection }]) => {
      const necessity = necessityOf(selection, false, selections);
      const message = (why: string): string =>
        `the selection "${name}" holds for every record; only this could keep it from that: ${why}`;
      const hint = 'say what the records have in common, or take the selection away';
      return necessity.possible ? [] : [{ place, message: message(necessity.why), hint }];
    });
    if (ofSelections.length > 0) return ofSelections;
    return rule.conditions.flatMap(({ place, condition }) =>
      alwaysTrueParts(condition, selections).map((why) => ({
        place,
        message: `a part of the condition holds for every record; only this could keep it from that: ${why}`,
        hint: 'leave out both of two things, not one: write and between them, or not 1 of',
      })),
    );
  },
};

/** What each outermost part that always holds would need in order not to. */
function alwaysTrueParts(condition: Condition, selections: ReadonlyMap<string, Selection>): readonly string[] {
  const necessity = necessityOf(condition, false, selections);
  if (!necessity.possible) return [necessity.why];
  if (condition.kind === 'selection') return [];
  const parts = condition.kind === 'not' ? [condition.of] : condition.of;
  return parts.flatMap((part) => alwaysTrueParts(part, selections));
}
