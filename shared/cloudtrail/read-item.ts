import type { CloudTrailRecord } from '#shared/model/record.ts';
import type { ReadProblem } from './read-problem.ts';
import type { SetAside } from './set-aside.ts';

export type { ReadProblem } from './read-problem.ts';

/** One thing found in an input, in the order of the input: a record, something known that holds none, or a problem. */
export type ReadItem =
  | { readonly kind: 'record'; readonly record: CloudTrailRecord }
  | { readonly kind: 'set-aside'; readonly what: SetAside; readonly source: string }
  | { readonly kind: 'problem'; readonly problem: ReadProblem };
