import { describe, expect, it } from 'vitest';
import { compileRegex } from '#shared/sigma/match/compile-regex.ts';

function regexMatches(source: string, flags: string, text: string): boolean {
  const compiled = compileRegex(source, flags);
  if (!compiled.ok) throw new Error(compiled.message);
  return compiled.matches(text);
}

describe('a regular expression', () => {
  it.each<[string, string, string, boolean]>([
    ['abc', '', 'xabcx', true],
    ['abc', '', 'ABC', false],
    ['abc', 'i', 'xABCx', true],
    ['(?i)abc', '', 'ABC', true],
    ['É', 'i', 'é', true],
    ['^abc$', '', 'abc', true],
    ['^abc$', '', 'abc\n', true],
    ['^abc$', '', 'abc\n\n', false],
    [String.raw`^abc\z`, '', 'abc\n', false],
    [String.raw`$abc|^abc\z`, '', 'abc\n', false],
    ['^abc$', '', 'abcd', false],
    ['^abc$', '', 'abcd\n', false],
    ['^abc', '', 'xabc\n', false],
    ['^b$', '', 'a\nb\nc', false],
    ['^B$', 'im', 'a\nb\nc', true],
    ['a', 'x', 'a', true],
    ['^b$', 'm', 'a\nb\nc', true],
    ['a.c', '', 'a\nc', false],
    ['a.c', 's', 'a\nc', true],
    ['A.C', 'is', 'a\nc', true],
    ['^.$', '', '😀', true],
    ['', '', '', true],
    [String.raw`^\d{12}$`, '', '123456789012', true],
    [String.raw`^\d+$`, '', '١٢', false],
    [String.raw`\broot\b`, '', 'rooted', false],
    [String.raw`[\w.-]+@example\.com`, '', 'alice.b-c@example.com', true],
    ['.+:assumed-role/aws:.+', '', 'arn:aws:sts::123456789012:assumed-role/aws:ec2/i-1', true],
    ['.+:assumed-role/aws:.+', '', 'arn:aws:sts::123456789012:assumed-role/admin/alice', false],
  ])('/%s/%s on %j: %s', (source, flags, text, expected) => {
    expect(regexMatches(source, flags, text)).toBe(expected);
  });

  const around = ['look-around is not supported', 'move the condition into a selection or filter of its own'] as const;
  const back = ['back-references are not supported', 'compare two fields with fieldref'] as const;
  const syntax = 'see the syntax of RE2';
  it.each([
    ['look-ahead', 'a(?=b)', ...around],
    ['negative look-ahead', 'a(?!b)', ...around],
    ['look-behind', '(?<=a)b', ...around],
    ['negative look-behind', '(?<!a)b', ...around],
    ['an atomic group', '(?>a)', 'atomic groups are not supported', 'write (?: instead of (?>'],
    ['a back-reference', String.raw`(a)\1`, ...back],
    ['a named back-reference', String.raw`(?<x>a)\k<x>`, ...back],
    ['an unknown escape', String.raw`\y`, 'invalid escape sequence: `\\y`', syntax],
    ['a possessive quantifier', 'a++', 'invalid nested repetition operator: `++`', syntax],
    ['an open group', 'a(b', 'missing closing ): `a(b`', syntax],
    ['an open class', 'a[b', 'missing closing ]: `[b`', syntax],
    ['nothing to repeat', '*a', 'missing argument to repetition operator: `*`', syntax],
    ['a repetition beyond measure', 'a{2000}', 'invalid repeat count: `{2000}`', syntax],
    ['nesting beyond measure', `${'('.repeat(2000)}a${')'.repeat(2000)}`, 'expression nests too deeply', syntax],
  ])('is refused for %s', (_, source, message, hint) => {
    const compiled = compileRegex(source, '');
    expect(compiled).toMatchObject({ ok: false, hint });
    expect(!compiled.ok && compiled.message.startsWith(message)).toBe(true);
  });
});
