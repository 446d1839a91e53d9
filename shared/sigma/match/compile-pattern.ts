import type { StringTest } from '../ast.ts';
import { foldCase } from './fold-case.ts';
import { isAscii } from './is-ascii.ts';

/** Compile a text with wildcards into a test of whole texts.
 *
 * Linear in the tested text for a given pattern: the literal runs between `*` are looked for from left to right and never
 * taken back, which is enough, since a run found earlier never leaves less room for the next. */
export function compilePattern({ parts, cased }: Pick<StringTest, 'parts' | 'cased'>): (text: string) => boolean {
  const fold = cased ? (text: string): string => text : foldCase;
  const tokens = parts.map((part) => (typeof part === 'string' ? fold(part) : part.wildcard));
  const kinds = parts.map((part) => (typeof part === 'string' ? 'text' : part.wildcard)).join(' ');
  const [first = '', second = ''] = tokens;
  switch (kinds) {
    case '':
      return (text) => text === '';
    case 'many':
      return () => true;
    case 'text':
      return cased ? (text) => text === first : equalsFolded(first);
    case 'text many':
      return cased ? (text) => text.startsWith(first) : startsFolded(first);
    case 'many text':
      return cased ? (text) => text.endsWith(second) : endsFolded(second);
    case 'many text many':
      return (text) => fold(text).includes(second);
    default: {
      const matches = compileRuns(parts.map((part) => (typeof part === 'string' ? fold(part) : part)));
      return (text) => matches(fold(text));
    }
  }
}

/** Text of another length cannot fold to an ASCII needle, so most values are told apart without making a folded copy. */
function equalsFolded(needle: string): (text: string) => boolean {
  if (!isAscii(needle)) return (text) => foldCase(text) === needle;
  return (text) => text.length === needle.length && (text === needle || foldCase(text) === needle);
}

function startsFolded(needle: string): (text: string) => boolean {
  if (!isAscii(needle)) return (text) => foldCase(text).startsWith(needle);
  return (text) => foldCase(text.slice(0, needle.length)) === needle;
}

function endsFolded(needle: string): (text: string) => boolean {
  if (!isAscii(needle)) return (text) => foldCase(text).endsWith(needle);
  return (text) => text.length >= needle.length && foldCase(text.slice(text.length - needle.length)) === needle;
}

type Token = StringTest['parts'][number];

function compileRuns(tokens: readonly Token[]): (text: string) => boolean {
  const runs: Token[][] = [[]];
  for (const token of tokens) {
    if (typeof token !== 'string' && token.wildcard === 'many') runs.push([]);
    else runs.at(-1)?.push(token);
  }
  const [head = [], ...rest] = runs;
  const tail = rest.pop();
  return (text) => {
    let at = endOfRun(head, text, 0);
    if (tail === undefined) return at === text.length;
    for (const run of rest) {
      if (at === undefined) return false;
      at = findRun(run, text, at);
    }
    const tailStart = startOfRun(tail, text);
    return at !== undefined && tailStart !== undefined && tailStart >= at;
  };
}

/** Where a run that starts at `at` ends; `undefined` when the text says otherwise there. */
function endOfRun(run: readonly Token[], text: string, at: number): number | undefined {
  let end = at;
  for (const token of run) {
    if (typeof token === 'string') {
      if (!text.startsWith(token, end)) return undefined;
      end += token.length;
    } else {
      const character = text.codePointAt(end);
      if (character === undefined) return undefined;
      end += character > 0xffff ? 2 : 1;
    }
  }
  return end;
}

/** Where a run that ends with the text starts. */
function startOfRun(run: readonly Token[], text: string): number | undefined {
  let start = text.length;
  for (const token of run.toReversed()) {
    if (typeof token === 'string') {
      if (!text.endsWith(token, start)) return undefined;
      start -= token.length;
    } else {
      if (start === 0) return undefined;
      const isPair = start > 1 && (text.codePointAt(start - 2) ?? 0) > 0xffff;
      start -= isPair ? 2 : 1;
    }
    if (start < 0) return undefined;
  }
  return start;
}

/** Where the first occurrence of a run at or after `from` ends. */
function findRun(run: readonly Token[], text: string, from: number): number | undefined {
  const [first] = run;
  for (let at = from; at <= text.length; at += 1) {
    if (typeof first === 'string') {
      at = text.indexOf(first, at);
      if (at === -1) return undefined;
    }
    const end = endOfRun(run, text, at);
    if (end !== undefined) return end;
  }
  return undefined;
}
