import { entryOf, isEmpty, type Located, type LocatedEntry, type LocatedMap, type Report } from './located.ts';

/** The text of an optional key; `undefined` when it is not given, or reported as something else. Numbers are texts as spelled. */
export function readText(map: LocatedMap, key: string, report: Report): string | undefined {
  const entry = givenEntry(map, key);
  if (entry === undefined) return undefined;
  const text = textOf(entry.value);
  if (text === undefined) report(entry.value.place, `${key} must be a text`, 'put a text after the colon');
  return text;
}

/** The texts of an optional key that holds a list; one text alone is a list of one. Empty when it is not given. */
export function readTexts(map: LocatedMap, key: string, report: Report): readonly string[] {
  const entry = givenEntry(map, key);
  if (entry === undefined) return [];
  const values = entry.value.kind === 'list' ? entry.value.items : [entry.value];
  return values.flatMap((value) => {
    const text = textOf(value);
    if (text !== undefined) return [text];
    report(value.place, `${key} must be a list of texts`, 'write one text after each dash');
    return [];
  });
}

/** One of the names that a key may have; `undefined` when it is not given, or reported as something else. */
export function readChoice<Choice extends string>(
  map: LocatedMap,
  key: string,
  choices: readonly Choice[],
  report: Report,
): Choice | undefined {
  const text = readText(map, key, report);
  const choice = choices.find((candidate) => candidate === text);
  const entry = entryOf(map, key);
  if (text !== undefined && choice === undefined && entry !== undefined) {
    report(entry.value.place, `${key} cannot be "${text}"`, `use one of ${choices.join(', ')}`);
  }
  return choice;
}

/** An entry with something after its colon. */
export function givenEntry(map: LocatedMap, key: string): LocatedEntry | undefined {
  const entry = entryOf(map, key);
  return entry === undefined || isEmpty(entry.value) ? undefined : entry;
}

/** A scalar as a text; `undefined` for null, lists and maps. */
export function textOf(value: Located): string | undefined {
  return value.kind === 'scalar' && value.value !== null ? value.written : undefined;
}
