import type { ValueTest } from '../ast.ts';
import type { Place } from '../parse/located.ts';
import type { LintedDetection } from './lint-document.ts';

/** A text that a rule wants a field to equal. */
export interface ExactValue {
  readonly text: string;
  readonly cased: boolean;
  readonly place: Place;
}

/** The texts without wildcards that a rule compares a field with, in its order. */
export function exactValuesOf(field: string, { lines }: LintedDetection): readonly ExactValue[] {
  return lines
    .filter(({ item }) => item.field === field)
    .flatMap(({ entry, item, values }) =>
      item.tests.flatMap((test, position) => {
        const exact = exactText(test);
        if (exact === undefined) return [];
        // A placeholder or a modifier may make several tests of one value.
        const value = values.length === item.tests.length ? values[position] : undefined;
        return [{ ...exact, place: value?.place ?? entry.place }];
      }),
    );
}

function exactText(test: ValueTest): Omit<ExactValue, 'place'> | undefined {
  if (test.test !== 'string' || test.parts.length > 1) return undefined;
  const [text = ''] = test.parts;
  return typeof text === 'string' ? { text, cased: test.cased } : undefined;
}
