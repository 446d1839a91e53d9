import type { Json, JsonObject } from '#shared/model/json.ts';
import type { FieldPath } from './field-path.ts';

/** What a rule is matched against: a record's own fields and the facts derived from it. */
export interface SigmaEvent {
  readonly fields: JsonObject;
  /** Read under `derived.`; keywords do not search it. */
  readonly derived: object;
}

/** The tree in which a path is walked. */
export function rootOf(event: SigmaEvent, path: FieldPath): Json {
  return path.derived ? (event.derived as JsonObject) : event.fields;
}
