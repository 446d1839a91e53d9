import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { patternCallsRule } from '#shared/settings/pattern-calls-rule.ts';
import { meta } from './settings-helpers.ts';

const rule = meta({
  id: '0b0e1c52-6f0e-4b52-9c2e-3c3b8f3a1d11',
  name: 's3/bucket-made-public',
  title: 'S3 bucket made public by policy',
  path: 'aws/s3/public.yml',
});

describe('a pattern', () => {
  it.each<[string, boolean]>([
    ['0b0e1c52-6f0e-4b52-9c2e-3c3b8f3a1d11', true],
    ['0B0E1C52-6F0E-4B52-9C2E-3C3B8F3A1D11', true],
    ['s3/bucket-made-public', true],
    ['S3/bucket-made-public', false],
    ['S3 bucket made public by policy', true],
    ['aws/s3/public.yml', true],
    ['aws/s3/public', true],
    ['s3/public', false],
    ['s3/*', true],
    ['aws/*', true],
    ['*public', true],
    ['*made*by*', true],
    ['*by*made*', false],
    ['*', true],
    ['s3/bucket-made-public*', true],
    ['s3/bucket-made-public*public', false],
    ['s3', false],
    ['s3/bucket.made.public', false],
    ['', false],
  ])('%s calls the rule: %s', (pattern, expected) => {
    expect(patternCallsRule(pattern, rule)).toBe(expected);
  });

  it('is what a regular expression with .* would be', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 8 });
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*'), maxLength: 6 });
    fc.assert(
      fc.property(text, pattern, (name, wanted) => {
        const expected = new RegExp(`^${wanted.replaceAll('*', '.*')}$`).test(name);
        expect(patternCallsRule(wanted, meta({ id: name, title: name, path: name }))).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });
});
