import type { Condition } from '../ast.ts';
import { compilePattern } from '../match/compile-pattern.ts';
import { joinParts } from '../pattern-text.ts';
import { ConditionError } from './errors.ts';
import { suggestName } from './nearest-name.ts';
import { type ConditionToken, tokenizeCondition } from './tokenize-condition.ts';

/** A condition, or what is wrong with it. */
export type ParsedCondition =
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly message: string; readonly hint: string; readonly at: number };

/** What the identifiers of a condition stand for, in the words of its problems. */
export type ConditionOperand = 'selection' | 'rule';

/** Parse a condition over the identifiers that the rule defines.
 *
 * `or` binds least, then `and`, `not`, `1 of` and `all of`, parentheses; keywords may be in any case.
 * @see Sigma rules specification, "Condition" */
export function parseCondition(
  text: string,
  identifiers: readonly string[],
  operand: ConditionOperand = 'selection',
): ParsedCondition {
  try {
    return { ok: true, condition: new ConditionParser(text, identifiers, operand).parse() };
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    return { ok: false, message: error.message, hint: error.hint, at: error.at };
  }
}

const maxDepth = 100;
const keywords: readonly string[] = ['and', 'or', 'not', 'of', '(', ')', '|'];

class ConditionParser {
  readonly #tokens: readonly ConditionToken[];
  readonly #identifiers: readonly string[];
  readonly #operand: ConditionOperand;
  readonly #length: number;
  #next = 0;

  constructor(text: string, identifiers: readonly string[], operand: ConditionOperand) {
    this.#operand = operand;
    this.#tokens = tokenizeCondition(text);
    this.#identifiers = identifiers;
    this.#length = text.length;
  }

  parse(): Condition {
    const pipe = this.#tokens.find(({ text }) => text === '|');
    if (pipe !== undefined) {
      const hint = 'write a rule without it, and a correlation that refers to the rule';
      throw new ConditionError('aggregations after a pipe are no longer part of Sigma', hint, pipe.at);
    }
    const condition = this.#parseOr(0);
    const rest = this.#tokens[this.#next];
    if (rest === undefined) return condition;
    if (rest.text.toLowerCase() === 'near') {
      throw new ConditionError('near is no longer part of Sigma', 'write a correlation of type temporal', rest.at);
    }
    const hint = rest.text === ')' ? 'open the parenthesis or take this one away' : 'put and or or between the two';
    throw new ConditionError(`"${rest.text}" was not expected here`, hint, rest.at);
  }

  #parseOr(depth: number): Condition {
    const of = [this.#parseAnd(depth)];
    while (this.#takeWord('or')) of.push(this.#parseAnd(depth));
    return joined('any', of);
  }

  #parseAnd(depth: number): Condition {
    const of = [this.#parseNot(depth)];
    while (this.#takeWord('and')) of.push(this.#parseNot(depth));
    return joined('all', of);
  }

  #parseNot(depth: number): Condition {
    if (depth > maxDepth) {
      throw new ConditionError(
        'the condition is nested too deep',
        `split it into several ${this.#operand}s`,
        this.#at(),
      );
    }
    return this.#takeWord('not') ? { kind: 'not', of: this.#parseNot(depth + 1) } : this.#parseOperand(depth);
  }

  #parseOperand(depth: number): Condition {
    const at = this.#at();
    if (this.#takeWord('(')) {
      const inner = this.#parseOr(depth + 1);
      if (!this.#takeWord(')')) throw new ConditionError('a parenthesis is not closed', 'add the missing )', at);
      return inner;
    }
    const word = this.#tokens[this.#next]?.text;
    if (this.#tokens[this.#next + 1]?.text.toLowerCase() === 'of') return this.#parseQuantified();
    if (word === undefined) {
      const hint = `name a ${this.#operand}, or take the operator before it away`;
      throw new ConditionError('the condition ends too early', hint, this.#length);
    }
    if (keywords.includes(word.toLowerCase())) {
      throw new ConditionError(`"${word}" stands where a ${this.#operand} should`, `name a ${this.#operand} here`, at);
    }
    this.#next += 1;
    if (!this.#identifiers.includes(word)) {
      throw new ConditionError(`there is no ${this.#operand} "${word}"`, suggestName(word, this.#identifiers), at);
    }
    return { kind: 'selection', name: word };
  }

  #parseQuantified(): Condition {
    const at = this.#at();
    const quantifier = this.#take().toLowerCase();
    if (this.#operand === 'rule') {
      throw new ConditionError(`"${quantifier} of" has no meaning between rules`, 'name each rule', at);
    }
    this.#take();
    const kind = quantifier === 'all' ? 'all' : quantifier === '1' || quantifier === 'any' ? 'any' : undefined;
    if (kind === undefined) {
      throw new ConditionError(`"${quantifier} of" is not part of Sigma`, 'use 1 of or all of', at);
    }
    const patternAt = this.#at();
    const pattern = this.#take();
    if (pattern === '' || pattern === '(' || pattern === ')') {
      throw new ConditionError(
        `${quantifier} of names no selections`,
        'write them, or a pattern such as selection_*',
        patternAt,
      );
    }
    const names = this.#identifiersLike(pattern);
    if (names.length === 0) {
      const known = `known are: ${this.#identifiers.join(', ') || 'none'}`;
      throw new ConditionError(`no selection is meant by "${pattern}"`, known, patternAt);
    }
    return joined(
      kind,
      names.map((name) => ({ kind: 'selection', name })),
    );
  }

  /** A leading underscore keeps a selection out of `them` and patterns, unless the pattern asks for it. */
  #identifiersLike(pattern: string): readonly string[] {
    const hidden = (name: string): boolean => name.startsWith('_') && !pattern.startsWith('_');
    const fits = pattern.toLowerCase() === 'them' ? () => true : compilePattern(patternOfNames(pattern));
    return this.#identifiers.filter((name) => !hidden(name) && fits(name));
  }

  #at(): number {
    return this.#tokens[this.#next]?.at ?? this.#length;
  }

  #take(): string {
    const text = this.#tokens[this.#next]?.text ?? '';
    this.#next += 1;
    return text;
  }

  #takeWord(word: string): boolean {
    if (this.#tokens[this.#next]?.text.toLowerCase() !== word) return false;
    this.#next += 1;
    return true;
  }
}

/** In a pattern of names only `*` means something else than itself. */
function patternOfNames(pattern: string): Parameters<typeof compilePattern>[0] {
  return {
    parts: joinParts(pattern.split(/(\*)/).map((part) => (part === '*' ? { wildcard: 'many' } : part))),
    cased: true,
  };
}

function joined(kind: 'all' | 'any', of: readonly Condition[]): Condition {
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind, of };
}
