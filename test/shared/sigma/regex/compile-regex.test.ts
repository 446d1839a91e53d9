import { describe, expect, it } from 'vitest';
import { compileRegex } from '#shared/sigma/regex/compile-regex.ts';
import { parseRegex } from '#shared/sigma/regex/parse-regex.ts';

function regexMatches(source: string, flags: string, text: string): boolean {
  const parsed = parseRegex(source, flags);
  if (!parsed.ok) throw new Error(`${parsed.message} at ${parsed.at}`);
  return compileRegex(parsed.node)(text);
}

describe('compileRegex', () => {
  const cases: readonly (readonly [string, string, string, boolean])[] = [
    ['abc', '', 'xabcx', true],
    ['abc', '', 'ABC', false],
    ['abc', 'i', 'xABCx', true],
    ['(?i)abc', '', 'ABC', true],
    ['a(?i:b)c', '', 'aBc', true],
    ['a(?i:b)c', '', 'aBC', false],
    ['É', 'i', 'é', true],
    ['[a-c]', 'i', 'B', true],
    ['[^a-c]', 'i', 'B', false],
    ['^abc$', '', 'abc', true],
    ['^abc$', '', 'abc\n', false],
    ['^b$', '', 'a\nb\nc', false],
    ['^b$', 'm', 'a\nb\nc', true],
    ['a.c', '', 'a\nc', false],
    ['a.c', 's', 'a\nc', true],
    ['^.$', '', '😀', true],
    ['', '', '', true],
    ['^$', '', 'a', false],
    ['a|b|', '', 'zzz', true],
    ['^(?:ab|cd)+$', '', 'abcdab', true],
    ['^(?:ab|cd)+$', '', 'abcda', false],
    ['^a{2,3}$', '', 'aaa', true],
    ['^a{2,3}$', '', 'aaaa', false],
    ['^a{2}$', '', 'a', false],
    ['^a{2,}$', '', 'aaaaa', true],
    ['^a{0}b$', '', 'b', true],
    ['a{,2}', '', 'a{,2}', true],
    ['a{x}', '', 'a{x}', true],
    ['^a+?b*?c??$', '', 'aabb', true],
    [String.raw`^\d{12}$`, '', '123456789012', true],
    [String.raw`^\d+$`, '', '١٢', false],
    [String.raw`\broot\b`, '', 'is root.', true],
    [String.raw`\broot\b`, '', 'rooted', false],
    [String.raw`\Boot`, '', 'root', true],
    [String.raw`\Aa\z`, '', 'a', true],
    [String.raw`[\w.-]+@example\.com`, '', 'alice.b-c@example.com', true],
    ['[]a]', '', ']', true],
    ['[^]a]', '', ']', false],
    ['[a-]', '', '-', true],
    [String.raw`[\]]`, '', ']', true],
    [String.raw`[\d-x]`, '', '-', true],
    [String.raw`\x41\x{42}\u0043`, '', 'ABC', true],
    [String.raw`\t\$\/`, '', '\t$/', true],
    ['(?P<user>a)(?<host>b)', '', 'ab', true],
    ['.+:assumed-role/aws:.+', '', 'arn:aws:sts::123456789012:assumed-role/aws:ec2/i-1', true],
    ['.+:assumed-role/aws:.+', '', 'arn:aws:sts::123456789012:assumed-role/admin/alice', false],
  ];
  it.each(cases)('/%s/%s on %j: %s', (source, flags, text, expected) => {
    expect(regexMatches(source, flags, text)).toBe(expected);
  });

  it.each([
    ['nested repetition', '^(a+)+$'],
    ['overlapping choices', '^(a|a|aa)*$'],
    ['many stars', '.*a.*a.*a.*a.*a.*b'],
    ['counted repetition of an optional', '^(a?){30}b$'],
  ])('stays linear: %s', (_, source) => {
    expect(regexMatches(source, '', `${'a'.repeat(20_000)}!`)).toBe(false);
  });

  it('forgets states rather than grow without bound', () => {
    // 2^12 sets of places can come up; the last twelve characters decide.
    const noise = Array.from({ length: 20_000 }, (_, at) => ((at * 2_654_435_761) % 7 < 3 ? 'a' : 'b')).join('');
    const matcher = (text: string): boolean => regexMatches('a.{11}$', '', text);
    expect([matcher(`${noise}a${'b'.repeat(11)}`), matcher(`${noise}b${'b'.repeat(11)}`)]).toEqual([true, false]);
  });
});
