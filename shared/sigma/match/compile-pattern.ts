import type { StringTest } from '../ast.ts';
import { foldCase } from './fold-case.ts';
import { isAscii } from './is-ascii.ts';

/** Compile a text with wildcards into a test of whole texts.
 *
 * Linear in the tested text for a given pattern: the literal runs between `*` are looked for from left to right and never
 * taken back, which is enough, since a run found earlier never leaves less room for the next. */
export function compilePattern({ parts, cased }: Pick<StringTest, 'parts' | 'cased'>): (text: string) => boolean {
  const fold = cased ? (text: string): string => text : foldCase;
  const tokens = parts.map((part) => (typeof part === 'string' ? fold(part) : part));
  const [literal = ''] = tokens.filter((token) => typeof token === 'string');
  // The common shapes have ways that are shorter than the general one, and as right.
  switch (parts.map((part) => (typeof part === 'string' ? 'text' : part.wildcard)).join(' ')) {
    case '':
    case 'text':
      return cased ? (text) => text === literal : equalsFolded(literal);
    case 'text many':
      return cased ? (text) => text.startsWith(literal) : startsFolded(literal);
    case 'many text':
      return cased ? (text) => text.endsWith(literal) : endsFolded(literal);
    case 'many text many':
      return (text) => fold(text).includes(literal);
    default: {
      const matches = compileRuns(tokens);
      return (text) => matches(fold(text));
    }
  }
}

/** Text of another length cannot fold to an ASCII needle, so most values are told apart without making a folded copy. */
function equalsFolded(needle: string): (text: string) => boolean {
  if (!isAscii(needle)) return (text) => foldCase(text) === needle;
  return (text) => text.length === needle.length && foldCase(text) === needle;
}

function startsFolded(needle: string): (text: string) => boolean {
  if (!isAscii(needle)) return (text) => foldCase(text).startsWith(needle);
  return (text) => foldCase(text.slice(0, needle.length)) === needle;
}

function endsFolded(needle: string): (text: string) => boolean {
  if (!isAscii(needle)) return (text) => foldCase(text).endsWith(needle);
  return (text) => foldCase(text.slice(-needle.length)) === needle;
}

type Token = StringTest['parts'][number];

function compileRuns(tokens: readonly Token[]): (text: string) => boolean {
  const head: Token[] = [];
  const later: Token[][] = [];
  let run = head;
  for (const token of tokens) {
    if (typeof token === 'object' && token.wildcard === 'many') {
      run = [];
      later.push(run);
    } else run.push(token);
  }
  const tail = later.pop();
  return (text) => {
    const headEnd = endOfRun(head, text, 0);
    if (tail === undefined) return headEnd === text.length;
    return startOfRun(tail, text) >= later.reduce((at, between) => findRun(between, text, at), headEnd);
  };
}

/** Where a run that starts at `at` ends; beyond the text when the text says otherwise there. */
function endOfRun(run: readonly Token[], text: string, at: number): number {
  let end = at;
  for (const token of run) {
    if (typeof token !== 'string') end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
    else if (text.startsWith(token, end)) end += token.length;
    else return Infinity;
  }
  return end;
}

/** Where a run that ends with the text starts; before the text when the text says otherwise there. */
function startOfRun(run: readonly Token[], text: string): number {
  let start = text.length;
  for (const token of run.toReversed()) {
    if (typeof token !== 'string') start -= (text.codePointAt(start - 2) ?? 0) > 0xffff ? 2 : 1;
    else if (text.endsWith(token, start)) start -= token.length;
    else return -Infinity;
  }
  return start;
}

/** Where the first occurrence of a run at or after `from` ends; beyond the text when there is none. */
function findRun(run: readonly Token[], text: string, from: number): number {
  const [first] = run;
  const anchor = typeof first === 'string' ? first : '';
  for (let at = from; at <= text.length; at += 1) {
    at = text.indexOf(anchor, at);
    if (at === -1) return Infinity;
    const end = endOfRun(run, text, at);
    if (end <= text.length) return end;
  }
  return Infinity;
}
