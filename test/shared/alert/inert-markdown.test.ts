import { describe, expect, test } from 'vitest';
import { codeSpan, inertMarkdown } from '#shared/alert/inert-markdown.ts';

describe('inertMarkdown', () => {
  test.each([
    ['<!here>', '‹!here›'],
    ['<@U012AB3CD>', '‹@U012AB3CD›'],
    ['&lt;!channel&gt;', '＆lt;!channel＆gt;'],
    ['*bold* _italic_ ~gone~ `code`', '∗bold∗ ˍitalicˍ ∼gone∼ ˋcodeˋ'],
    ['[text](https://example.com)', '［text］(https［:］//example.com)'],
    ['<https://example.com|text>', '‹https［:］//example.com∣text›'],
    ['\\*', '∖∗'],
    ['a\n# b', 'a # b'],
    ['role-1 ok.', 'role-1 ok.'],
  ])('of %j', (text, expected) => {
    expect(inertMarkdown(text, 100)).toBe(expected);
  });

  test('cuts to the length asked for', () => {
    expect(inertMarkdown('abcdef', 4)).toBe('abc…');
  });
});

describe('codeSpan', () => {
  test.each([
    ['a_b*c', '`a_b*c`'],
    ['x` <!here> `y', '`xˋ ‹!here› ˋy`'],
    ['a\nb', '`a b`'],
    ['https://example.com', '`https[:]//example.com`'],
    ['abcdefghijklmnopqrstuvwxyz', '`abcdefghijklmnopqrstuvw…`'],
  ])('of %j', (value, expected) => {
    expect(codeSpan(value, 24)).toBe(expected);
  });
});
