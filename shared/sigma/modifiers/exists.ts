import { drafts, problem, type ValueModifier } from './modifier.ts';

/** `exists`: the field is there, whatever its value, or is not. */
export const exists: ValueModifier = {
  kind: 'value',
  name: 'exists',
  allowsKeyword: false,
  apply(draft, { before }) {
    if (before.length > 0) {
      return problem(`exists cannot follow ${before.at(-1)}`, 'use exists alone, with true or false');
    }
    if (draft.test !== 'boolean') return problem('exists needs true or false', 'write true or false without quotes');
    return drafts({ test: 'exists', value: draft.value });
  },
};
