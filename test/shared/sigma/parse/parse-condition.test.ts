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

  it.each([
    ['', 'the condition ends too early', 0],
    ['a and', 'the condition ends too early', 5],
    ['a and or b', '"or" stands where a selection should', 6],
    ['not', 'the condition ends too early', 3],
    ['a b', '"b" was not expected here', 2],
    ['(a', 'a parenthesis is not closed', 0],
    ['a)', '")" was not expected here', 1],
    ['()', '")" stands where a selection should', 1],
    ['a and selection_z', 'there is no selection "selection_z"', 6],
    ['A', 'there is no selection "A"', 0],
    ['2 of selection_*', '"2 of" is not part of Sigma', 0],
    ['most of them', '"most of" is not part of Sigma', 0],
    ['1 of', '1 of names no selections', 4],
    ['all of (a)', 'all of names no selections', 7],
    ['1 of filter_*', 'no selection is meant by "filter_*"', 5],
    ['a | count() > 5', 'aggregations after a pipe are no longer part of Sigma', 2],
    ['a near b', 'near is no longer part of Sigma', 2],
    [`${'('.repeat(200)}a${')'.repeat(200)}`, 'the condition is nested too deep', 101],
    [`${'not '.repeat(200)}a`, 'the condition is nested too deep', 404],
  ])('refuses %s', (text, message, at) => {
    expect(parseCondition(text, identifiers)).toMatchObject({
      ok: false,
      message,
      at,
      hint: expect.stringMatching(/\S/),
    });
  });

  it('suggests the selection that was meant', () => {
    expect(parseCondition('selectoin_x', identifiers)).toMatchObject({ hint: 'did you mean "selection_x"?' });
  });
});
