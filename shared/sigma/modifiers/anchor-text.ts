import type { StringTest } from '../ast.ts';
import { joinParts } from '../pattern-text.ts';
import { asText } from './as-text.ts';
import { drafts, problem, type ValueModifier } from './modifier.ts';

type Relation = 'startswith' | 'endswith' | 'contains';

const anchors: readonly string[] = ['startswith', 'endswith', 'contains'];
const many: StringTest['parts'] = [{ wildcard: 'many' }];

/** Make the modifier that says where in the field a text, or the text of another field, is expected. */
export function anchorModifier(name: Relation): ValueModifier {
  return {
    kind: 'value',
    name,
    allowsKeyword: name === 'contains',
    apply(draft, context) {
      const other = context.before.find((modifier) => anchors.includes(modifier));
      if (other !== undefined) {
        return problem(`${name} cannot follow ${other}`, 'use contains for a text that may be anywhere');
      }
      if (draft.test === 'fieldref') return drafts({ ...draft, relation: name });
      const text = asText(draft, context);
      if (text === undefined) {
        return problem(`${name} needs a text`, `take ${name} away, or put the text in place of the value`);
      }
      const before = name === 'startswith' ? [] : many;
      const after = name === 'endswith' ? [] : many;
      return drafts({ ...text, parts: joinParts([...before, ...text.parts, ...after]) });
    },
  };
}
