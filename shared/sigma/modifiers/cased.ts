import { asText } from './as-text.ts';
import { drafts, problem, type ValueModifier } from './modifier.ts';

/** `cased`: upper and lower case are told apart. */
export const cased: ValueModifier = {
  kind: 'value',
  name: 'cased',
  allowsKeyword: true,
  apply(draft, context) {
    if (draft.test === 'fieldref') return drafts({ ...draft, cased: true });
    if (draft.test === 'regex') {
      return problem(
        'cased says nothing new after re',
        'leave it out: regular expressions tell case apart unless i is given',
      );
    }
    const text = asText(draft, context);
    return text === undefined ? problem('cased needs a text', 'leave it out') : drafts({ ...text, cased: true });
  },
};
