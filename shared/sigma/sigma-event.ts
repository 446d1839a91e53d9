import type { Json, JsonObject } from '#shared/model/json.ts';
import type { FieldPath } from './field-path.ts';

/** What a rule is matched against: a record's own fields and the facts derived from it. */
export interface SigmaEvent {
  readonly fields: JsonObject;
  /** Groups of facts, read under `derived.<group>.`, perhaps by getters; keywords do not search them. */
  readonly derived: object;
}

/** The tree in which a path is walked; `undefined` when there is none. */
export function rootOf(event: SigmaEvent, path: FieldPath): Json | undefined {
  if (path.derivedGroup === undefined) return event.fields;
  // The group comes from a rule, never from a record; what every object inherits is no JSON and matches nothing.
  const group: unknown = Reflect.get(event.derived, path.derivedGroup);
  return typeof group === 'function' ? undefined : (group as Json | undefined);
}
