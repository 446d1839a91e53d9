import { describe, expect, it } from 'vitest';
import { nearestName, suggestName } from '#shared/sigma/parse/nearest-name.ts';

describe('nearestName', () => {
  it.each([
    ['contain', 'contains'],
    ['cotnains', 'contains'],
    ['startwith', 'startswith'],
    ['Contains', 'contains'],
    ['ctr', undefined],
    ['re', 're'],
    ['ree', 're'],
    ['banana', undefined],
    ['', undefined],
  ])('%s → %s', (name, expected) => {
    expect(nearestName(name, ['contains', 'startswith', 're', 'cidr'])).toBe(expected);
  });
});

describe('suggestName', () => {
  it.each([
    ['near', 'contain', 'did you mean "contains"?'],
    ['far', 'banana', 'known are: contains, re'],
  ])('%s', (_, name, expected) => {
    expect(suggestName(name, ['contains', 're'])).toBe(expected);
  });
});
