import type { Json } from '#shared/model/json.ts';
import { nestsDeeperThan } from './json-depth.ts';
import type { ReadItem } from './read-item.ts';
import { defaultReadLimits } from './read-limits.ts';
import { readParsed } from './read-parsed.ts';
import { readProblem } from './read-problem.ts';

/** What one parsed JSON value holds, whatever envelope CloudTrail's records came in; at least one item.
 * @param source names the input in problems */
export function readValue(value: Json, source: string): Iterable<ReadItem> {
  if (nestsDeeperThan(value, defaultReadLimits.maxDepth)) {
    return [{ kind: 'problem', problem: readProblem('too-deep', { source }) }];
  }
  return readParsed(value, { place: { source }, limits: defaultReadLimits, expects: 'anything', envelopes: 0 });
}
