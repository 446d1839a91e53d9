import type { Expectation } from './envelopes/content.ts';

/** One piece of JSON text, in the order of the text. `offsetBytes` counts from the beginning of the text; `expects` says what
 * the list asks of its elements.
 *  - `value`: a complete object, list, string or token, not yet parsed
 *  - `line`: a line of the top level that begins neither an object nor a list
 *  - `empty-list`: a list of records without any; `no-content`: the whole document is an empty list
 *  - `too-large`, `too-deep`: a value past a limit, of which `bytes` is only the beginning
 *  - `truncated`: the text ended inside something; `bytes` is what there is of it */
export interface Split {
  readonly kind: 'value' | 'line' | 'empty-list' | 'no-content' | 'too-large' | 'too-deep' | 'truncated';
  readonly bytes: Uint8Array;
  readonly offsetBytes: number;
  readonly expects: Expectation;
}
