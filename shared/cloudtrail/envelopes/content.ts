import type { Json, JsonObject } from '#shared/model/json.ts';
import type { ReadProblemCode } from '../read-problem.ts';
import type { SetAside } from '../set-aside.ts';

/** What an envelope holds, in its order. `expects` is `record` where CloudTrail itself vouches for the place: what
 * stands there and is no record is a problem, elsewhere it is merely foreign. */
export type Content =
  | { readonly kind: 'value'; readonly value: Json; readonly expects: Expectation }
  | { readonly kind: 'text'; readonly text: string; readonly expects: Expectation }
  | { readonly kind: 'gzip'; readonly base64: string }
  | { readonly kind: 'set-aside'; readonly what: SetAside }
  | { readonly kind: 'problem'; readonly code: ReadProblemCode };

/** What should stand in a place. */
export type Expectation = 'record' | 'anything';

/** The contents of an object when it is this kind of envelope, else `undefined`. */
export type OpenEnvelope = (object: JsonObject) => readonly Content[] | undefined;
