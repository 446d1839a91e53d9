import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileRegex } from '#shared/sigma/regex/compile-regex.ts';
import { parseRegex } from '#shared/sigma/regex/parse-regex.ts';

const atom = fc.constantFrom(
  'a',
  'b',
  '.',
  '[ab]',
  '[^a]',
  '^',
  '$',
  String.raw`\b`,
  String.raw`\B`,
  String.raw`\d`,
  '1',
  ' ',
);
const quantifier = fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{0,2}', '{1,}', '*?');
const { expression } = fc.letrec<{ readonly expression: string; readonly piece: string }>((tie) => ({
  piece: fc.oneof(
    { maxDepth: 2 },
    fc.tuple(atom, quantifier).map(([text, times]) => (/^(?:\^|\$|\\[bB])$/.test(text) ? text : text + times)),
    fc.tuple(tie('expression'), quantifier).map(([text, times]) => `(?:${text})${times}`),
  ),
  expression: fc
    .array(fc.array(tie('piece'), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 })
    .map((choices) => choices.map((pieces) => pieces.join('')).join('|')),
}));
const flags = fc.subarray(['i', 'm', 's']).map((letters) => letters.join(''));
// Short, for V8 does backtrack. No characters beyond U+FFFF: V8 also looks for \b and \B between the two halves of one.
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '1', ' ', '\n', 'é'), maxLength: 5 });

describe('compileRegex', () => {
  it('agrees with the engine of the language', () => {
    fc.assert(
      fc.property(expression, flags, text, (source, letters, value) => {
        const parsed = parseRegex(source, letters);
        expect(parsed.ok && compileRegex(parsed.node)(value)).toBe(new RegExp(source, `${letters}u`).test(value));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('parseRegex', () => {
  it('makes a value of any text', () => {
    const unit = fc.constantFrom(...'ab01-^$.*+?{},()[]|\\<>=!:PimsxuQ"\n😀');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 30 }), (source) => typeof parseRegex(source, '').ok === 'boolean'),
    );
  });
});
