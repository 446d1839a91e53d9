import type { DetectionItem, StringTest, ValueTest } from './ast.ts';
import { formatPattern } from './pattern-text.ts';

/** A test in the rule's own words, the modifier before the value: `contains: AdministratorAccess`. */
export function describeTest(test: ValueTest): string {
  switch (test.test) {
    case 'string':
      return describeString(test);
    case 'number':
    case 'boolean':
      return `equals: ${test.value}`;
    case 'null':
      return 'absent or null';
    case 'exists':
      return `exists: ${test.value}`;
    case 'regex':
      return `${['re', ...test.flags].join('|')}: ${test.source}`;
    case 'compare':
      return `${test.operator}: ${test.value}`;
    case 'time':
      return `${test.operator === 'eq' ? test.part : `${test.part}|${test.operator}`}: ${test.value}`;
    case 'cidr':
      return `cidr: ${test.network}`;
    case 'fieldref': {
      const modifiers = ['fieldref', ...(test.relation === 'equals' ? [] : [test.relation]), ...casedModifier(test)];
      return `${modifiers.join('|')}: ${test.field}`;
    }
    case 'any':
      return test.of.map(describeTest).join(', or ');
  }
}

/** One line of a selection in the rule's own words, without its field. */
export function describeItemTests({ tests, match, negated }: DetectionItem): string {
  const words = tests.map(describeTest).join(match === 'all' ? ', and ' : ', or ');
  return negated ? `not (${words})` : words;
}

function describeString(test: StringTest): string {
  const { parts } = test;
  const [first, second] = parts;
  const shape = parts.map((part) => (typeof part === 'string' ? 'text' : part.wildcard)).join(' ');
  const say = (verb: string, text: unknown): string => `${[verb, ...casedModifier(test)].join('|')}: ${text}`;
  if (shape === 'many text many') return say('contains', second);
  if (shape === 'text many') return say('startswith', first);
  if (shape === 'many text') return say('endswith', second);
  if (shape === 'text') return say('equals', first);
  if (shape === '') return 'equals: (empty text)';
  return say('matches', formatPattern(parts));
}

function casedModifier({ cased }: { readonly cased: boolean }): readonly string[] {
  return cased ? ['cased'] : [];
}
