import { compileRegex } from '../match/compile-regex.ts';
import { asText } from './as-text.ts';
import { drafts, problem, type ValueModifier } from './modifier.ts';

/** `re`: the value is a regular expression, looked for anywhere in the field and with regard to case. */
export const re: ValueModifier = {
  kind: 'value',
  name: 're',
  allowsKeyword: true,
  apply(draft, context) {
    const before = context.before.find((modifier) => modifier !== 'all' && modifier !== 'neq');
    if (before !== undefined)
      return problem(`re cannot follow ${before}`, 'write where it matches into the expression');
    if (asText(draft, context) === undefined) return problem('re needs a text', 'put the expression into quotes');
    const compiled = compileRegex(context.written, '');
    if (!compiled.ok) return problem(compiled.message, compiled.hint);
    return drafts({ test: 'regex', source: context.written, flags: '' });
  },
};
