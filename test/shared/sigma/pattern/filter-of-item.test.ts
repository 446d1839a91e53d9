import { describe, expect, it } from 'vitest';
import type { DetectionItem } from '#shared/sigma/ast.ts';
import { filterOfItem } from '#shared/sigma/pattern/filter-of-item.ts';
import { ruleOf } from '../rule-helpers.ts';

function itemOf(line: string): DetectionItem {
  const { selection } = ruleOf(`selection:\n  ${line}\ncondition: selection`).selections;
  const item = selection?.kind === 'item' ? selection : selection?.of[0];
  if (item?.kind !== 'item') throw new Error(`no item: ${line}`);
  return item;
}

const absent = { exists: false };
const present = { exists: true };
const ignoringCase = (text: string): object => ({ 'equals-ignore-case': text });

describe('a line that holds asks for', () => {
  it.each([
    ['a text, whatever its case', 'eventName: StopLogging', [ignoringCase('StopLogging')]],
    ['any of several texts', 'eventName: [A, B]', [ignoringCase('A'), ignoringCase('B')]],
    ['the narrowest of several that must all hold', "eventName|contains|all: ['ab', 'cd']", [present]],
    ['a text in its own case, too, whatever its case', 'eventName|cased: A', [ignoringCase('A')]],
    ['a beginning', 'eventName|startswith: Get', [{ prefix: ignoringCase('Get') }]],
    ['the beginning of what has other wildcards', "eventName: 'Get*Policy'", [{ prefix: ignoringCase('Get') }]],
    ['an end', 'errorCode|endswith: Denied', [{ suffix: ignoringCase('Denied') }]],
    ['presence where the text stands inside', 'errorCode|contains: Denied', [present]],
    ['presence where letters are beyond ASCII', 'eventName: Ändern', [present]],
    ['presence for an expression', "errorCode|re: '^A'", [present]],
    ['presence for a network', 'sourceIPAddress|cidr: 192.0.2.0/24', [present]],
    ['presence for another field', 'eventName|fieldref: eventSource', [present]],
    ['a boolean, also as text', 'readOnly: false', [ignoringCase('false'), false]],
    ['a text that a boolean has, also as boolean', "readOnly: 'True'", [ignoringCase('True'), true]],
    ['presence for the beginning of a boolean', 'readOnly|startswith: T', [present]],
    ['presence for the end of a boolean', 'readOnly|endswith: E', [present]],
    ['an empty text', "errorCode: ''", ['']],
    ['null, which absence is too', 'errorCode: null', [null, absent]],
    ['presence as such', 'errorCode|exists: true', [present]],
    ['absence', 'errorCode|exists: false', [absent]],
    ['what neq leaves', 'eventName|neq: A', [absent, { 'anything-but': { 'equals-ignore-case': ['A'] } }]],
  ])('%s', (_, line, expected) => {
    expect(filterOfItem(itemOf(line), true)).toEqual(expected);
  });
});

describe('a line that fails asks for', () => {
  it.each([
    ['other texts, or none', 'eventName: [A, B]', [absent, { 'anything-but': { 'equals-ignore-case': ['A', 'B'] } }]],
    [
      'other beginnings',
      'eventName|startswith: [Get, List]',
      [absent, { 'anything-but': { prefix: ['Get', 'List'] } }],
    ],
    ['other ends', 'eventName|endswith: Policy', [absent, { 'anything-but': { suffix: ['Policy'] } }]],
    ['absence where presence fails', 'errorCode|exists: true', [absent]],
    ['presence where absence fails', 'errorCode|exists: false', [present]],
    ['presence where null fails', 'errorCode: null', [present]],
    ['nothing where only one case is excluded', 'eventName|cased: A', undefined],
    ['nothing where the text stands inside', 'errorCode|contains: Denied', undefined],
    ['nothing where all must not hold together', "eventName|contains|all: ['ab', 'cd']", undefined],
    ['nothing for an expression', "errorCode|re: '^A'", undefined],
    ['nothing for a text beyond ASCII', 'eventName: Ändern', undefined],
    ['a text, with neq', 'eventName|neq: A', [ignoringCase('A')]],
  ])('%s', (_, line, expected) => {
    expect(filterOfItem(itemOf(line), false)).toEqual(expected);
  });
});
