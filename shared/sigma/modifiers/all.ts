import { type LineModifier, problem } from './modifier.ts';

/** `all`: every value of the list must be found, not just one of them. */
export const all: LineModifier = {
  kind: 'line',
  name: 'all',
  apply(line) {
    if (line.valueCount < 2) {
      return problem('all needs a list of at least two values', 'leave all out, or list the other values');
    }
    return { ok: true, line: { ...line, match: 'all' } };
  },
};
