import type { ParseContext } from './context.ts';
import { findFieldProblem } from './find-field-problem.ts';
import { type LocatedMap, placeOfValue } from './located.ts';
import { readTexts } from './read-value.ts';

/** The paths of an optional key that names fields, one or a list; what is wrong with one is reported. */
export function readFields(
  map: LocatedMap,
  key: string,
  { report, derivedFields }: Pick<ParseContext, 'report' | 'derivedFields'>,
): readonly string[] {
  const fields = readTexts(map, key, report);
  for (const field of fields) {
    const found = findFieldProblem(field, derivedFields);
    if (found !== undefined) report(placeOfValue(map, key), found.message, found.hint);
  }
  return fields;
}
