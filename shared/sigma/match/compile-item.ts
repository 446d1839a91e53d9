import type { Json } from '#shared/model/json.ts';
import type { DetectionItem, ValueTest } from '../ast.ts';
import { compileFieldPath, somePathValue } from '../field-path.ts';
import { rootOf, type SigmaEvent } from '../sigma-event.ts';
import { type CompiledTest, compileTest } from './compile-test.ts';
import { someLeaf } from './some-leaf.ts';

/** One line of a selection, ready to run. */
export interface CompiledItem {
  readonly matches: (event: SigmaEvent) => boolean;
  /** The tests of the line, in order; negation is not applied to them. */
  readonly tests: readonly CompiledItemTest[];
  /** The first value that the line's field has; `undefined` when it is absent, and for keywords. */
  readonly anyValue: (event: SigmaEvent) => Json | undefined;
}

/** One test of a line. */
export interface CompiledItemTest {
  readonly test: ValueTest;
  readonly holds: (event: SigmaEvent) => boolean;
  /** The first value that passes; `undefined` when none does, or when the test holds for an absent field. */
  readonly firstValue: (event: SigmaEvent) => Json | undefined;
}

/** Compile one line of a selection.
 * @throws {InvalidTestError} a test was not checked at load time */
export function compileItem(item: DetectionItem): CompiledItem {
  const search = compileSearch(item.field);
  const tests = item.tests.map((test) => compileItemTest(test, search));
  const anyValue = (event: SigmaEvent): Json | undefined => firstPassing(isAnything, search, event);
  return { matches: combine(item, tests), tests, anyValue: item.field === undefined ? () => undefined : anyValue };
}

/** Looks through the values that a line is about for one that passes. */
type Search = (passes: CompiledTest, event: SigmaEvent) => boolean;

/** Keywords are looked for in every value of the record's own fields. */
function compileSearch(field: string | undefined): Search {
  if (field === undefined) return (passes, event) => someLeaf(event.fields, passes, event);
  const path = compileFieldPath(field);
  return (passes, event) => somePathValue(rootOf(event, path), path, passes, event);
}

function compileItemTest(test: ValueTest, search: Search): CompiledItemTest {
  const passes = compileTest(test);
  const firstValue = (event: SigmaEvent): Json | undefined => firstPassing(passes, search, event);
  const isPresent = (event: SigmaEvent): boolean => search(isAnything, event);
  if (test.test === 'exists') return { test, holds: (event) => isPresent(event) === test.value, firstValue };
  // To a rule an absent field is null; a list none of whose members has the field is as good as absent.
  if (test.test === 'null') return { test, holds: (event) => search(passes, event) || !isPresent(event), firstValue };
  return { test, holds: (event) => search(passes, event), firstValue };
}

function firstPassing(passes: CompiledTest, search: Search, event: SigmaEvent): Json | undefined {
  let first: Json | undefined;
  search((value) => {
    if (!passes(value, event)) return false;
    first = value;
    return true;
  }, event);
  return first;
}

function isAnything(): boolean {
  return true;
}

function combine({ match, negated }: DetectionItem, tests: readonly CompiledItemTest[]): CompiledItem['matches'] {
  const holds = match === 'all' ? everyHolds(tests) : someHolds(tests);
  return negated ? (event) => !holds(event) : holds;
}

function everyHolds(tests: readonly CompiledItemTest[]): CompiledItem['matches'] {
  return (event) => {
    for (const test of tests) if (!test.holds(event)) return false;
    return true;
  };
}

function someHolds(tests: readonly CompiledItemTest[]): CompiledItem['matches'] {
  return (event) => {
    for (const test of tests) if (test.holds(event)) return true;
    return false;
  };
}
