/** Where something stands in a file; both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A value of a YAML document that knows where it stands. */
export type Located = LocatedScalar | LocatedList | LocatedMap;

/** A text, number, boolean or null. */
export interface LocatedScalar {
  readonly kind: 'scalar';
  readonly place: Place;
  readonly value: null | boolean | number | string;
  /** A number or boolean as it is spelled; a text without its quotes. */
  readonly written: string;
  /** Neither quoted nor a block, so that characters of the value stand where they are counted to be. */
  readonly isPlain: boolean;
}

/** Values in order. */
export interface LocatedList {
  readonly kind: 'list';
  readonly place: Place;
  readonly items: readonly Located[];
}

/** Keys with their values, in order. */
export interface LocatedMap {
  readonly kind: 'map';
  readonly place: Place;
  readonly entries: readonly LocatedEntry[];
}

/** A key and its value. */
export interface LocatedEntry {
  readonly key: string;
  /** Where the key stands. */
  readonly place: Place;
  readonly value: Located;
}

/** The entry of a key; keys are unique. */
export function entryOf(map: LocatedMap, key: string): LocatedEntry | undefined {
  return map.entries.find((entry) => entry.key === key);
}

/** Where a key stands; where the map does when it has no such key. */
export function placeOfKey(map: LocatedMap, key: string): Place {
  return entryOf(map, key)?.place ?? map.place;
}

/** Where the value of a key stands; where the map does when it has no such key. */
export function placeOfValue(map: LocatedMap, key: string): Place {
  return entryOf(map, key)?.value.place ?? map.place;
}

/** Tell whether a key has nothing after it, which counts as not given where a key is optional. */
export function isEmpty(value: Located): boolean {
  return value.kind === 'scalar' && value.value === null;
}

/** Where the character of a text stands. Exact in a plain text on one line; one that is quoted or folded is placed at its start. */
export function placeInText({ place, isPlain }: LocatedScalar, at: number): Place {
  return { line: place.line, column: place.column + (isPlain ? at : 0) };
}

/** Takes note of one thing wrong. */
export type Report = (place: Place, message: string, hint: string) => void;
