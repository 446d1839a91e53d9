import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePattern } from '#shared/sigma/match/compile-pattern.ts';
import { parsePattern } from '#shared/sigma/pattern-text.ts';

function patternMatches(pattern: string, text: string, cased = false): boolean {
  return compilePattern({ parts: parsePattern(pattern), cased })(text);
}

describe('compilePattern', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['StopLogging', 'stoplogging', true],
    ['StopLogging', 'StopLoggings', false],
    ['', '', true],
    ['', ' ', false],
    ['*', '', true],
    ['?', '', false],
    ['?', 'a', true],
    ['?', '😀', true],
    ['??', '😀', false],
    ['a?c', 'a😀c', true],
    ['*?', '', false],
    ['*?', 'ab', true],
    ['?*?', 'a', false],
    ['?*?', 'ab', true],
    ['*a?', 'xa😀', true],
    ['*?a', '😀a', true],
    ['?*?a', '😀a', false],
    ['Delete*', 'deleteTrail', true],
    ['Delete*', 'UndeleteTrail', false],
    ['*Trail', 'DeleteTRAIL', true],
    ['*Trail', 'Trails', false],
    ['a*b*c', 'aXbXc', true],
    ['a*b*c', 'acb', false],
    ['a*a', 'a', false],
    ['*ab*ab*', 'ab', false],
    ['*ab*ab*', 'abab', true],
    ['a*bc', 'abcbc', true],
    ['*a?b*', 'xxaab', true],
    ['*a?b', 'aab', true],
    ['*a?b', 'abab', false],
    ['line*end', 'line\nend', true],
    [String.raw`100\%`, String.raw`100\%`, true],
    [String.raw`a\*b`, 'a*b', true],
    [String.raw`a\*b`, 'aXb', false],
    ['ÉCOLE', 'école', true],
    ['*ΟΔΟΣ*', 'η οδός οδοσ μου', true],
    ['*οδος', 'ΟΔΟΣ', true],
    ['kelvin', '\u212Aelvin', true],
    ['i', '\u0130', false],
    ['stra\u00dfe*', 'STRASSE', false],
    ['\u0130', '\u0130', true],
    ['\u0130', 'i\u0307', true],
    ['\u0130*', '\u0130bc', true],
    ['\u0130*', 'bc\u0130', false],
    ['*\u0130', 'bc\u0130', true],
    ['*\u0130', '\u0130bc', false],
    ['*Σ', 'xς', true],
    ['Σ', 'ς', true],
    ['x', 'xς', false],
    ['*xab', 'ab', false],
    ['*ab', 'AB', true],
    ['ab*', 'AB', true],
    ['ab*', 'a', false],
    ['*ab*', 'AB', true],
    ['*ab*', 'acb', false],
    ['?b*', '\uffffb', true],
    ['?', '\uffff', true],
    ['\uffff*?', '\uffffx', true],
    ['\uffff*?', '\uffff😀', true],
    ['\uffff*?', '\uffff', false],
    ['*a??', 'a', false],
    ['*a??', 'ab', false],
    ['*a??', 'abc', true],
    ['*?', 'a', true],
    ['a*b?', 'ac', false],
    ['a*?b*', 'ab', false],
    ['a*?b*', 'axb', true],
    ['a*?*', 'a', false],
    ['x*b*c', 'abc', false],
    ['ab*b*c', 'abc', false],
    ['a*b*b', 'ab', false],
    ['a*x*b', 'ab', false],
    ['a*bx*b', 'abab', false],
    ['??*', 'a', false],
    ['*c?*', 'abc', false],
    ['*', 'anything', true],
  ];
  it.each(cases)('%s on %s: %s', (pattern, text, expected) => {
    expect(patternMatches(pattern, text)).toBe(expected);
  });

  it.each([
    ['Admin', 'Admin', true],
    ['Admin', 'admin', false],
    ['Ad*', 'ADmin', false],
    ['*in', 'adMIN', false],
    ['*dmi*', 'aDMIn', false],
    ['A?m*n', 'admin', false],
    ['A?m*n', 'Admin', true],
  ])('cased: %s on %s: %s', (pattern, text, expected) => {
    expect(patternMatches(pattern, text, true)).toBe(expected);
  });

  it('agrees with trying every way to place the stars', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'B', '*', '?'), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom('A', 'b'), maxLength: 8 });
    fc.assert(fc.property(pattern, text, (p, t) => patternMatches(p, t) === fits(p.toLowerCase(), t.toLowerCase())));
  });

  it('does not run away on a hostile text', () => {
    expect(patternMatches(`${'*a'.repeat(50)}b`, 'a'.repeat(100_000))).toBe(false);
  });
});

/** The definition of wildcards, one character at a time. */
function fits(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern.startsWith('*')) return fits(pattern.slice(1), text) || (text !== '' && fits(pattern, text.slice(1)));
  return text !== '' && (pattern.startsWith('?') || pattern[0] === text[0]) && fits(pattern.slice(1), text.slice(1));
}
