import { describe, expect, it } from 'vitest';
import type { Condition } from '#shared/sigma/ast.ts';
import { parseCondition } from '#shared/sigma/parse/parse-condition.ts';

const identifiers = ['a', 'b', 'selection_x', 'selection_y', 'filter-main', '_hidden', 'order', 'nothing'];

/** A condition with every group in parentheses. */
function spell(condition: Condition): string {
  switch (condition.kind) {
    case 'selection':
      return condition.name;
    case 'not':
      return `not ${spell(condition.of)}`;
    case 'all':
    case 'any':
      return `(${condition.of.map(spell).join(condition.kind === 'all' ? ' and ' : ' or ')})`;
  }
}

describe('parseCondition', () => {
  it.each([
    ['a', 'a'],
    ['a and b', '(a and b)'],
    ['a or b and order', '(a or (b and order))'],
    ['a and b or order', '((a and b) or order)'],
    ['not a and b', '(not a and b)'],
    ['not a or b', '(not a or b)'],
    ['not (a or b)', 'not (a or b)'],
    ['(a or b) and order', '((a or b) and order)'],
    ['not not a', 'not not a'],
    ['((a))', 'a'],
    ['a AND Not b OR order', '((a and not b) or order)'],
    ['a and(not b)', '(a and not b)'],
    ['a\n  and b', '(a and b)'],
    ['order and nothing', '(order and nothing)'],
    ['a and filter-main', '(a and filter-main)'],
    ['_hidden', '_hidden'],
    ['1 of selection_*', '(selection_x or selection_y)'],
    ['any of selection_*', '(selection_x or selection_y)'],
    ['all of selection_*', '(selection_x and selection_y)'],
    ['ALL OF selection_*', '(selection_x and selection_y)'],
    ['all of *_x', 'selection_x'],
    ['1 of s*_*y', 'selection_y'],
    ['1 of a', 'a'],
    ['1 of _*', '_hidden'],
    ['all of *', '(a and b and selection_x and selection_y and filter-main and order and nothing)'],
    ['1 of them', '(a or b or selection_x or selection_y or filter-main or order or nothing)'],
    ['a and not 1 of selection_*', '(a and not (selection_x or selection_y))'],
    ['not all of selection_* or b', '(not (selection_x and selection_y) or b)'],
  ])('%s', (text, expected) => {
    const parsed = parseCondition(text, identifiers);
    expect(parsed.ok && spell(parsed.condition)).toBe(expected);
  });

  const unfinished = 'name a selection, or take the operator before it away';
  const misplaced = 'name a selection here';
  const known = 'a, b, selection_x, selection_y, filter-main, _hidden, order, nothing';
  it.each([
    ['', 'the condition ends too early', 0, unfinished],
    ['a and', 'the condition ends too early', 5, unfinished],
    ['a and ', 'the condition ends too early', 6, unfinished],
    ['not', 'the condition ends too early', 3, unfinished],
    ['(', 'the condition ends too early', 1, unfinished],
    ['a and or b', '"or" stands where a selection should', 6, misplaced],
    ['OR a', '"OR" stands where a selection should', 0, misplaced],
    ['and', '"and" stands where a selection should', 0, misplaced],
    ['of them', '"of" stands where a selection should', 0, misplaced],
    ['()', '")" stands where a selection should', 1, misplaced],
    ['a b', '"b" was not expected here', 2, 'put and or or between the two'],
    ['a)', '")" was not expected here', 1, 'open the parenthesis or take this one away'],
    ['(a', 'a parenthesis is not closed', 0, 'add the missing )'],
    ['b or (a', 'a parenthesis is not closed', 5, 'add the missing )'],
    ['a and selection_z', 'there is no selection "selection_z"', 6, 'did you mean "selection_x"?'],
    ['banana', 'there is no selection "banana"', 0, `known are: ${known}`],
    ['A', 'there is no selection "A"', 0, 'did you mean "a"?'],
    ['2 of selection_*', '"2 of" is not part of Sigma', 0, 'use 1 of or all of'],
    ['Most of them', '"most of" is not part of Sigma', 0, 'use 1 of or all of'],
    ['1 of', '1 of names no selections', 4, 'write them, or a pattern such as selection_*'],
    ['ALL of (a)', 'all of names no selections', 7, 'write them, or a pattern such as selection_*'],
    ['(1 of)', '1 of names no selections', 5, 'write them, or a pattern such as selection_*'],
    ['1 of filter_*', 'no selection is meant by "filter_*"', 5, `known are: ${known}`],
    ['1 of selection_?', 'no selection is meant by "selection_?"', 5, `known are: ${known}`],
    ['1 of SELECTION_*', 'no selection is meant by "SELECTION_*"', 5, `known are: ${known}`],
    [
      'a | count() > 5',
      'aggregations after a pipe are no longer part of Sigma',
      2,
      'write a rule without it, and a correlation that refers to the rule',
    ],
    ['a near b', 'near is no longer part of Sigma', 2, 'write a correlation of type temporal'],
    ['a NEAR b', 'near is no longer part of Sigma', 2, 'write a correlation of type temporal'],
    [
      `${'('.repeat(101)}a${')'.repeat(101)}`,
      'the condition is nested too deep',
      101,
      'split it into several selections',
    ],
    [`${'not '.repeat(101)}a`, 'the condition is nested too deep', 404, 'split it into several selections'],
  ])('refuses %s', (text, message, at, hint) => {
    expect(parseCondition(text, identifiers)).toEqual({ ok: false, message, at, hint });
  });

  it.each([`${'('.repeat(100)}a${')'.repeat(100)}`, `${'not '.repeat(100)}a`])('takes a hundred levels: %s', (text) => {
    expect(parseCondition(text, identifiers)).toMatchObject({ ok: true });
  });

  it('says so where there are no selections', () => {
    expect(parseCondition('1 of them', [])).toMatchObject({ hint: 'known are: none' });
  });

  it.each([
    ['', 'the condition ends too early', 'name a rule, or take the operator before it away'],
    ['or', '"or" stands where a rule should', 'name a rule here'],
    ['c', 'there is no rule "c"', 'known are: a, b'],
    ['all of them', '"all of" has no meaning between rules', 'name each rule'],
    [`${'('.repeat(101)}a${')'.repeat(101)}`, 'the condition is nested too deep', 'split it into several rules'],
  ])('speaks of rules where rules are joined: %s', (text, message, hint) => {
    expect(parseCondition(text, ['a', 'b'], 'rule')).toMatchObject({ ok: false, message, hint });
  });
});
