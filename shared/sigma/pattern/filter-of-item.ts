import type { DetectionItem, StringTest, ValueTest } from '../ast.ts';
import { isAscii } from '../match/is-ascii.ts';
import { type Filter, isObject, type Operator } from './alternative.ts';
import { clientFields } from './asked-fields.ts';

/** What EventBridge can be asked of one of the fields so that no record is lost for which a line holds, or fails; `undefined` when nothing.
 *
 * Each way in which the two matchers differ makes the filter wider, never narrower. Texts are compared without regard to case, as Sigma
 * does. What `anything-but` excludes by prefix or suffix it excludes in one case only, and so too little. */
export function filterOfItem(item: DetectionItem, holds: boolean): Filter | undefined {
  const { match } = item;
  const tests = clientFields.has(item.field ?? '') && holds !== item.negated ? item.tests.map(cutAtK) : item.tests;
  if (holds !== item.negated) {
    const filters = tests.map(whereHolds);
    // Each test must hold: any one of the filters will do.
    return match === 'all' ? (filters.find(isTelling) ?? filters[0]) : filters.flat();
  }
  if (match === 'any') return whereNoneHolds(tests);
  const filters = tests.map((test) => whereNoneHolds([test]));
  return filters.includes(undefined) ? undefined : filters.flatMap((filter) => filter ?? []);
}

/** The same test of less text. The Kelvin sign is the one letter beyond ASCII that Sigma takes for a letter of ASCII, a k; EventBridge does
 * not. */
function cutAtK(test: ValueTest): ValueTest {
  if (test.test === 'any') return { ...test, of: test.of.map(cutAtK) };
  if (test.test !== 'string') return test;
  return { ...test, parts: test.parts.flatMap((part) => (typeof part === 'string' ? partsAroundK(part) : [part])) };
}

function partsAroundK(text: string): StringTest['parts'] {
  const pieces = text.split(/k/i).flatMap((piece) => [{ wildcard: 'many' } as const, piece]);
  return pieces.slice(1).filter((piece) => piece !== '');
}

function isTelling(filter: Filter): boolean {
  return !filter.some((operator) => isObject(operator) && 'exists' in operator);
}

/** Whatever else a test asks, it holds for no field that is absent. */
function whereHolds(test: ValueTest): Filter {
  switch (test.test) {
    case 'string':
      return whereTextIs(test);
    case 'boolean':
      return whereTextIs({ parts: [String(test.value)] });
    case 'null':
      return [null, { exists: false }];
    case 'exists':
      return [{ exists: test.value }];
    case 'any':
      return test.of.flatMap(whereHolds);
    default:
      return [{ exists: true }];
  }
}

function whereTextIs({ parts }: Pick<StringTest, 'parts'>): Filter {
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (parts.length === 0) return [''];
  if (typeof first === 'string' && isAscii(first)) {
    const text = { 'equals-ignore-case': first };
    // To Sigma a boolean is its text, to EventBridge it is not.
    if (parts.length === 1) return [text, ...booleans.filter((value) => String(value) === first.toLowerCase())];
    if (!booleans.some((value) => String(value).startsWith(first.toLowerCase()))) return [{ prefix: text }];
  } else if (typeof last === 'string' && isAscii(last) && parts.length > 1) {
    if (!booleans.some((value) => String(value).endsWith(last.toLowerCase())))
      return [{ suffix: { 'equals-ignore-case': last } }];
  }
  return [{ exists: true }];
}

const booleans = [true, false] as const;

/** None of the tests holds, so each kind of them gives a filter; one is enough. */
function whereNoneHolds(tests: readonly ValueTest[]): Filter | undefined {
  const exact = tests.flatMap((test) => textOf(test, 'text'));
  if (exact.length > 0) return anythingBut({ 'equals-ignore-case': exact });
  const prefix = tests.flatMap((test) => textOf(test, 'text many'));
  if (prefix.length > 0) return anythingBut({ prefix });
  const suffix = tests.flatMap((test) => textOf(test, 'many text'));
  if (suffix.length > 0) return anythingBut({ suffix });
  const presence = tests.find((test) => test.test === 'exists');
  if (presence !== undefined) return [{ exists: !presence.value }];
  return tests.some(({ test }) => test === 'null') ? [{ exists: true }] : undefined;
}

type Excluded = Extract<Operator, { readonly 'anything-but': unknown }>['anything-but'];

/** `anything-but` asks for a value that is there. */
function anythingBut(excluded: Excluded): Filter {
  return [{ exists: false }, { 'anything-but': excluded }];
}

/** The text of a string test of one shape, if EventBridge is certain to exclude no more by it than the test does. */
function textOf(test: ValueTest, shape: 'text' | 'text many' | 'many text'): readonly string[] {
  if (test.test !== 'string' || (shape === 'text' && test.cased)) return [];
  const found = test.parts.map((part) => (typeof part === 'string' ? 'text' : part.wildcard)).join(' ');
  const text = test.parts.find((part) => typeof part === 'string');
  return found === shape && typeof text === 'string' && isAscii(text) ? [text] : [];
}
