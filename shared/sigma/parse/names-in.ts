import type { Condition } from '../ast.ts';

/** Every name that a condition uses, in its order, some perhaps more than once. */
export function namesIn(condition: Condition): readonly string[] {
  switch (condition.kind) {
    case 'selection':
      return [condition.name];
    case 'not':
      return namesIn(condition.of);
    case 'all':
    case 'any':
      return condition.of.flatMap(namesIn);
  }
}
