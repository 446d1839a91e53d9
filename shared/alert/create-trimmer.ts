import type { Json } from '#shared/model/json.ts';
import { shortenText } from './shorten-text.ts';

/** Shortens lists and texts to one size, and counts what that cost. */
export interface Trimmer {
  text(text: string): string;
  /** Cut a text to a length of its own, whatever the size. */
  fact(text: string, maxLength: number): string;
  /** Cut every text among an object's members. */
  members<Members extends object>(object: Members): Members;
  /** Other values than text are shortened as the text of their JSON. */
  value(value: Json): Json;
  /** Keep the first entries. */
  entries<Entry>(list: readonly Entry[]): readonly Entry[];
  /** Keep the first texts, each cut. */
  texts(list: readonly string[]): readonly string[];
  /** Entries left out and texts cut so far. */
  count(): number;
}

export interface TrimSize {
  readonly maxEntries: number;
  /** In UTF-16 units. */
  readonly maxLength: number;
}

/** A trimmer to one size; its count starts at zero. */
export function createTrimmer({ maxEntries, maxLength }: TrimSize): Trimmer {
  let count = 0;
  const fact = (whole: string, most: number): string => {
    if (whole.length > most) count += 1;
    return shortenText(whole, most);
  };
  const text = (whole: string): string => fact(whole, maxLength);
  const entries = <Entry>(list: readonly Entry[]): readonly Entry[] => {
    count += Math.max(0, list.length - maxEntries);
    return list.slice(0, maxEntries);
  };
  return {
    text,
    fact,
    members: (object) => {
      const cut = Object.entries(object).map(([key, member]) => [
        key,
        typeof member === 'string' ? text(member) : member,
      ]);
      return Object.fromEntries(cut);
    },
    value: (value) => {
      if (typeof value === 'string') return text(value);
      const written = JSON.stringify(value);
      return written.length > maxLength ? text(written) : value;
    },
    entries,
    texts: (list) => entries(list).map(text),
    count: () => count,
  };
}
