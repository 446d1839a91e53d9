import type { Condition } from '../ast.ts';

/** The same condition over other names. */
export function mapNames(condition: Condition, rename: (name: string) => string): Condition {
  switch (condition.kind) {
    case 'selection':
      return { kind: 'selection', name: rename(condition.name) };
    case 'not':
      return { kind: 'not', of: mapNames(condition.of, rename) };
    case 'all':
    case 'any':
      return { kind: condition.kind, of: condition.of.map((part) => mapNames(part, rename)) };
  }
}
