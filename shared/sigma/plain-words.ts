import type { CompareOperator, DetectionItem, StringTest, Threshold, ValueTest } from './ast.ts';
import { formatPattern } from './pattern-text.ts';

/** How the parts of a group are joined, in plain words. */
export const groupWords = { all: 'all of', any: 'at least one of' } as const;

/** One line of a selection in plain words: `eventName is "CreateUser" or "DeleteUser"`. */
export function itemInWords(item: DetectionItem): string {
  const subject = item.field ?? 'some value of the record';
  const words = joinPhrases(item.tests.map(phraseOf), item.match === 'all' ? ' and ' : ' or ');
  return item.negated ? `not: ${subject} ${words}` : `${subject} ${words}`;
}

interface Phrase {
  readonly verb: string;
  readonly object: string;
}

/** Say a verb once where all phrases share it. */
function joinPhrases(phrases: readonly Phrase[], joint: string): string {
  const [first] = phrases;
  if (first === undefined) return '';
  if (phrases.some(({ verb }) => verb !== first.verb)) {
    return phrases.map(({ verb, object }) => `${verb} ${object}`).join(joint);
  }
  return `${first.verb} ${phrases.map(({ object }) => object).join(joint)}`;
}

function phraseOf(test: ValueTest): Phrase {
  switch (test.test) {
    case 'string':
      return stringPhrase(test);
    case 'number':
    case 'boolean':
      return { verb: 'is', object: String(test.value) };
    case 'null':
      return { verb: 'is', object: 'absent or null' };
    case 'exists':
      return { verb: 'is', object: test.value ? 'there' : 'not there' };
    case 'regex': {
      const flags = test.flags === '' ? '' : ` with ${test.flags}`;
      return { verb: 'matches the expression', object: `"${test.source}"${flags}` };
    }
    case 'compare':
      return { verb: `is ${operatorWords[test.operator]}`, object: String(test.value) };
    case 'time':
      return { verb: `has a UTC ${test.part} ${operatorWords[test.operator]}`, object: String(test.value) };
    case 'cidr':
      return { verb: 'is an address in', object: test.network };
    case 'fieldref':
      return { verb: relationWords[test.relation], object: `the value of ${test.field}${caseWords(test)}` };
    case 'any': {
      const [first] = test.of;
      const verb = first === undefined ? '' : phraseOf(first).verb;
      return { verb, object: `(${test.of.map((inner) => phraseOf(inner).object).join(' or ')})` };
    }
  }
}

const operatorWords: Readonly<Record<CompareOperator | 'eq', string>> = {
  lt: 'less than',
  lte: 'at most',
  gt: 'more than',
  gte: 'at least',
  eq: 'equal to',
};

const relationWords = {
  equals: 'is',
  startswith: 'starts with',
  endswith: 'ends with',
  contains: 'contains',
} as const;

function stringPhrase(test: StringTest): Phrase {
  const { parts } = test;
  const [first, second] = parts;
  const shape = parts.map((part) => (typeof part === 'string' ? 'text' : part.wildcard)).join(' ');
  const cased = caseWords(test);
  if (shape === '') return { verb: 'is', object: 'the empty text' };
  if (shape === 'many') return { verb: 'has', object: 'any value but null' };
  if (shape === 'text') return { verb: 'is', object: `"${first}"${cased}` };
  if (shape === 'many text many') return { verb: 'contains', object: `"${second}"${cased}` };
  if (shape === 'text many') return { verb: 'starts with', object: `"${first}"${cased}` };
  if (shape === 'many text') return { verb: 'ends with', object: `"${second}"${cased}` };
  return { verb: 'looks like', object: `"${formatPattern(parts)}"${cased}` };
}

function caseWords({ cased }: { readonly cased: boolean }): string {
  return cased ? ' (in this case)' : '';
}

const timespanUnits = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** A length of time in plain words, in the largest unit that divides it: `10 minutes`. */
export function timespanInWords(timespanMs: number): string {
  const [unit, unitMs] = timespanUnits.find(([, lengthMs]) => timespanMs % lengthMs === 0) ?? ['second', 1000];
  const count = timespanMs / unitMs;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** What a threshold's operator asks. */
export const thresholdWords: Readonly<Record<Threshold['operator'], string>> = {
  gt: 'more than',
  gte: 'at least',
  lt: 'less than',
  lte: 'at most',
  eq: 'exactly',
  neq: 'anything but',
};
