import { drafts, problem, type ValueModifier } from './modifier.ts';

/** Make a modifier that sets a flag of the regular expression before it. */
export function regexFlagModifier(name: 'i' | 'm' | 's', longName: string): ValueModifier {
  return {
    kind: 'value',
    name,
    aliases: [longName],
    allowsKeyword: true,
    apply(draft) {
      if (draft.test !== 'regex') return problem(`${name} can only follow re`, `write re|${name}`);
      return drafts({ ...draft, flags: [...draft.flags, name].sort().join('') });
    },
  };
}
