import type { LineModifier } from './modifier.ts';

/** `neq`: the line holds where its values do not; also where the field is absent, since it then equals nothing. */
export const neq: LineModifier = {
  kind: 'line',
  name: 'neq',
  apply: (line) => ({ ok: true, line: { ...line, negated: true } }),
};
