import type { StringTest } from '../ast.ts';
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
        const text = test.test === 'string' ? exactText(test) : undefined;
        if (test.test !== 'string' || text === undefined) return [];
        // A placeholder or a modifier may make several tests of one value.
        const value = values.length === item.tests.length ? values[position] : undefined;
        return [{ text, cased: test.cased, place: value?.place ?? entry.place }];
      }),
    );
}

function exactText({ parts }: StringTest): string | undefined {
  const [text = ''] = parts;
  return parts.length <= 1 && typeof text === 'string' ? text : undefined;
}
