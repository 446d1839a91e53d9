import { describe, expect, test } from 'vitest';
import { cleanText, cleanValue } from '#shared/alert/clean-text.ts';

describe('cleanText', () => {
  test.each([
    ['line breaks', 'alice\r\nResult   succeeded', 'alice Result succeeded'],
    ['line and paragraph separators', 'a\u2028b\u2029c', 'a b c'],
    ['the C1 line break', 'a\u0085b', 'a b'],
    ['terminal escapes', '\u001b[2Jroot', '\uFFFD[2Jroot'],
    ['C1 control sequences', '\u009b2Jroot', '\uFFFD2Jroot'],
    ['direction overrides', 'ad\u202Enim', 'ad\uFFFDnim'],
    ['direction isolates', 'a\u2066b', 'a\uFFFDb'],
    ['zero-width characters', 'ad\u200Bmin', 'ad\uFFFDmin'],
    ['tag characters', 'a\u{E0041}b', 'a\uFFFDb'],
    ['fillers that are blank', 'ad\u3164min', 'ad\uFFFDmin'],
    ['joiners and selectors that are nothing', 'ad\u034Fm\uFE0Fin', 'ad\uFFFDm\uFFFDin'],
    ['lone surrogates', 'a\uD800b', 'a\uFFFDb'],
    ['noncharacters', 'a\uFFFFb', 'a\uFFFDb'],
    ['space around', '  alice \t', 'alice'],
  ])('replaces %s', (_, text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });

  test.each(['Zoë', '管理者', '😀', 'arn:aws:iam::123456789012:user/alice'])('keeps %s', (text) => {
    expect(cleanText(text)).toBe(text);
  });
});

describe('cleanValue', () => {
  test.each([
    ['https://example.com/login', 'https[:]//example.com/login'],
    ['s3://bucket and ftp://host', 's3[:]//bucket and ftp[:]//host'],
    ['WWW.example.com', 'WWW[.]example.com'],
    ['awww.no', 'awww.no'],
  ])('makes %s no link', (text, expected) => {
    expect(cleanValue(text)).toBe(expected);
  });
});
