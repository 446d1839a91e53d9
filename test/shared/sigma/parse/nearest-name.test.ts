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
    ['STARTSWITH', 'startswith'],
    ['startswiths', 'startswith'],
    ['startswithss', 'startswith'],
    ['startswithsss', undefined],
    ['tsartswith', 'startswith'],
    ['startswiht', 'startswith'],
    ['tsartswiht', 'startswith'],
    ['xtsartswiht', undefined],
    ['satrtwsith', 'startswith'],
    ['startwsiht', 'startswith'],
    ['xstartswith', 'startswith'],
    ['startsxxxwith', undefined],
    ['er', 're'],
    ['r', 're'],
    ['x', undefined],
    ['cdr', 'cidr'],
    ['cdri', undefined],
    ['icdr', 'cidr'],
    ['ciddr', 'cidr'],
    ['ciddrr', undefined],
    ['contas', 'contains'],
    ['conta', undefined],
  ])('%s → %s', (name, expected) => {
    expect(nearestName(name, ['contains', 'startswith', 're', 'cidr'])).toBe(expected);
  });
});

describe('suggestName', () => {
  it.each([
    ['near', 'contain', 'did you mean "contains"?'],
    ['far', 'banana', 'known are: contains, re'],
    ['nothing', '', 'known are: contains, re'],
  ])('%s', (_, name, expected) => {
    expect(suggestName(name, ['contains', 're'])).toBe(expected);
  });

  it('takes the nearer of two, and the first of two as near', () => {
    expect(suggestName('ruels', ['ruler', 'rules', 'ruled'])).toBe('did you mean "rules"?');
    expect(suggestName('rulex', ['rules', 'ruled'])).toBe('did you mean "rules"?');
  });

  it('says so where nothing is known', () => {
    expect(suggestName('x', [])).toBe('known are: none');
  });

  it.each(['a', 'b', 'i'])('never offers another letter for the letter alone: %s', (name) => {
    expect(suggestName(name, ['m', 's'])).toBe('known are: m, s');
  });
});
