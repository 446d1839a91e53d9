import type { CompareOperator } from '../ast.ts';
import { drafts, problem, type ValueModifier } from './modifier.ts';

/** Make a modifier that compares numbers, or a part of a time named before it. */
export function compareModifier(name: CompareOperator): ValueModifier {
  return {
    kind: 'value',
    name,
    allowsKeyword: false,
    apply(draft) {
      if (draft.test === 'number') return drafts({ test: 'compare', operator: name, value: draft.value });
      if (draft.test === 'time' && draft.operator === 'eq') return drafts({ ...draft, operator: name });
      if (draft.test === 'compare')
        return problem(`${name} cannot follow ${draft.operator}`, 'use one line for each bound');
      return problem(`${name} needs a number`, 'write the number without quotes');
    },
  };
}
