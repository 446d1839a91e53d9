import type { Json } from '#shared/model/json.ts';
import { compileFieldPath, somePathValue } from './field-path.ts';
import { rootOf, type SigmaEvent } from './sigma-event.ts';

/** All values that a path reaches, in the record's order; the members of lists, not the lists. Empty when the field is absent
 * or an empty list.
 * @param path keys joined by dots; a plain path crosses lists, `[N]` takes one member, `derived.` reads derived fields */
export function fieldValues(event: SigmaEvent, path: string): readonly Json[] {
  const compiled = compileFieldPath(path);
  const values: Json[] = [];
  somePathValue(rootOf(event, compiled), compiled, collect, values);
  return values;
}

function collect(value: Json, values: Json[]): boolean {
  if (!Array.isArray(value)) values.push(value);
  return false;
}
