import type { Json } from '#shared/model/json.ts';
import type { CompareOperator, StringTest, ValueTest } from '../ast.ts';
import { compileFieldPath, somePathValue } from '../field-path.ts';
import { rootOf, type SigmaEvent } from '../sigma-event.ts';
import { compilePattern } from './compile-pattern.ts';
import { compileRegex } from './compile-regex.ts';
import { InvalidTestError } from './errors.ts';
import { foldCase } from './fold-case.ts';
import { parseNetwork } from './ip-network.ts';
import { numericValue } from './numeric-value.ts';
import { parseUtcTime } from './parse-utc-time.ts';
import { someTextForm } from './text-form.ts';
import { timePartOf } from './time-part-of.ts';

/** Tells whether one value of a record, or a list as a whole, passes a test. */
export type CompiledTest = (value: Json, event: SigmaEvent) => boolean;

/** Compile a test of values that are there; that a field is absent is for the caller to see.
 * @throws {InvalidTestError} the expression or network was not checked at load time */
export function compileTest(test: ValueTest): CompiledTest {
  switch (test.test) {
    case 'string':
      return compileString(test);
    case 'number':
      return (value) => numericValue(value) === test.value;
    case 'boolean':
      return compileBoolean(test.value);
    case 'null':
      return (value) => value === null;
    case 'exists':
      return () => test.value;
    case 'regex':
      return onText(compileRegexTest(test.source, test.flags));
    case 'compare':
      return (value) => compares(numericValue(value) ?? Number.NaN, test.operator, test.value);
    case 'time':
      return (value) => {
        const time = typeof value === 'string' ? parseUtcTime(value) : undefined;
        return time !== undefined && compares(timePartOf(time, test.part), test.operator, test.value);
      };
    case 'cidr': {
      const network = parseNetwork(test.network);
      if (!network.ok) throw new InvalidTestError(network.message);
      return (value) => typeof value === 'string' && network.contains(value);
    }
    case 'fieldref':
      return compileFieldReference(test);
    case 'any': {
      const alternatives = test.of.map(compileTest);
      return (value, event) => alternatives.some((alternative) => alternative(value, event));
    }
  }
}

/** A text without wildcards never equals a list or an object; one with wildcards is tried on their JSON too. */
function compileString(test: StringTest): CompiledTest {
  const matches = compilePattern(test);
  const isExact = !test.parts.some((part) => typeof part !== 'string');
  if (!isExact) return onText(matches);
  return (value) => typeof value !== 'object' && matches(String(value));
}

function onText(matches: (text: string) => boolean): CompiledTest {
  return (value) => someTextForm(value, matches);
}

function compileBoolean(expected: boolean): CompiledTest {
  const text = String(expected);
  return (value) => value === expected || (typeof value === 'string' && value.toLowerCase() === text);
}

function compileRegexTest(source: string, flags: string): (text: string) => boolean {
  const compiled = compileRegex(source, flags);
  if (!compiled.ok) throw new InvalidTestError(`${compiled.message} in ${source}`);
  return compiled.matches;
}

/** What is no number compares with nothing. */
function compares(value: number, operator: CompareOperator | 'eq', bound: number): boolean {
  switch (operator) {
    case 'lt':
      return value < bound;
    case 'lte':
      return value <= bound;
    case 'gt':
      return value > bound;
    case 'gte':
      return value >= bound;
    case 'eq':
      return value === bound;
  }
}

/** Two fields are compared by their texts; lists by their members, objects not at all.
 *
 * The other field's texts are gathered once for each event: two lists of 16,000 members, which fit into a record, took 8 s
 * when each member of one went through the other anew. */
function compileFieldReference(test: FieldReference): CompiledTest {
  const path = compileFieldPath(test.field);
  const fold = test.cased ? (text: string): string => text : foldCase;
  const gather = (value: Json, texts: Set<string>): boolean => {
    if (typeof value !== 'object') texts.add(fold(String(value)));
    return false;
  };
  const known = new WeakMap<SigmaEvent, ReadonlySet<string>>();
  const textsOf = (event: SigmaEvent): ReadonlySet<string> => {
    const gathered = known.get(event);
    if (gathered !== undefined) return gathered;
    const texts = new Set<string>();
    somePathValue(rootOf(event, path), path, gather, texts);
    known.set(event, texts);
    return texts;
  };
  return (value, event) => typeof value !== 'object' && relates(fold(String(value)), textsOf(event), test.relation);
}

type FieldReference = Extract<ValueTest, { readonly test: 'fieldref' }>;

function relates(text: string, others: ReadonlySet<string>, relation: FieldReference['relation']): boolean {
  if (relation === 'equals') return others.has(text);
  for (const other of others) {
    if (relation === 'startswith' && text.startsWith(other)) return true;
    if (relation === 'endswith' && text.endsWith(other)) return true;
    if (relation === 'contains' && text.includes(other)) return true;
  }
  return false;
}
