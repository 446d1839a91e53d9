import type { TimePart } from '../ast.ts';
import { drafts, problem, type ValueModifier } from './modifier.ts';

/** Make a modifier that takes a part of a time in UTC, which must be from `least` to `most`. */
export function timePartModifier(name: TimePart, least: number, most: number): ValueModifier {
  return {
    kind: 'value',
    name,
    allowsKeyword: false,
    apply(draft) {
      if (draft.test !== 'number')
        return problem(`${name} needs a number`, `write a number from ${least} to ${most} without quotes`);
      if (!Number.isInteger(draft.value) || draft.value < least || draft.value > most) {
        return problem(`${name} cannot be ${draft.value}`, `write a number from ${least} to ${most}`);
      }
      return drafts({ test: 'time', part: name, operator: 'eq', value: draft.value });
    },
  };
}
