import { describe, expect, it } from 'vitest';
import { requiredValues } from '#shared/sigma/required-values.ts';
import { ruleOf } from './rule-helpers.ts';

describe('requiredValues', () => {
  const cases: readonly (readonly [string, string, readonly string[] | undefined])[] = [
    ['one value', 'a: {f: StopLogging}\ncondition: a', ['stoplogging']],
    ['several values', 'a: {f: [A, B, a]}\ncondition: a', ['a', 'b']],
    ['the empty text', "a: {f: ''}\ncondition: a", ['']],
    ['a cased value', 'a: {f|cased: A}\ncondition: a', ['a']],
    ['another field', 'a: {g: A}\ncondition: a', undefined],
    ['beside another field', 'a: {g: B, f: A}\ncondition: a', ['a']],
    ['a wildcard', 'a: {f: A*}\ncondition: a', undefined],
    ['a wildcard among others', 'a: {f: [A, B*]}\ncondition: a', undefined],
    ['null among others', 'a: {f: [A, null]}\ncondition: a', undefined],
    ['a number', 'a: {f: 1}\ncondition: a', undefined],
    ['not equal', 'a: {f|neq: A}\ncondition: a', undefined],
    ['an expression', 'a: {f|re: A}\ncondition: a', undefined],
    ['another letter than ASCII', 'a: {f: É}\ncondition: a', undefined],
    ['all of two values', 'a: {f|all: [A, B]}\ncondition: a', ['a']],
    ['all of expansions', 'a: {f|windash|all: ["-x", y]}\ncondition: a', ['y']],
    ['a negated selection', 'a: {f: A}\ncondition: not a', undefined],
    ['and', 'a: {f: [A, B]}\nb: {f: C}\ncondition: a and b', ['c']],
    ['and not', 'a: {f: A}\nb: {g: C}\ncondition: a and not b', ['a']],
    ['or', 'a: {f: A}\nb: {f: B}\ncondition: a or b', ['a', 'b']],
    ['or something else', 'a: {f: A}\nb: {g: B}\ncondition: a or b', undefined],
    ['a list of maps', 'a: [{f: A, g: 1}, {f: B}]\ncondition: a', ['a', 'b']],
    ['a list of maps, one without', 'a: [{f: A}, {g: B}]\ncondition: a', undefined],
    ['keywords', 'a: [x]\ncondition: a', undefined],
  ];
  it.each(cases)('%s', (_, detection, expected) => {
    expect(requiredValues(ruleOf(detection), 'f')).toEqual(expected);
  });
});
