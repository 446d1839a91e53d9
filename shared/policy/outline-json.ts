/** Part of a text, from its first character to behind its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A member of the outermost object of a JSON text; spans include the white space around. */
export interface OutlineMember {
  readonly name: string;
  readonly value: Span;
  /** One for each element of a list; undefined when the value is no list. */
  readonly elements?: readonly Span[];
}

/** Where things stand in a JSON text. */
export interface JsonOutline {
  /** Some object has two members of one name, of which `JSON.parse` keeps the last. */
  readonly repeatsName: boolean;
  /** In the text's order; empty when the text holds no object. */
  readonly members: readonly OutlineMember[];
}

/** The places of an object's members, so that part of a text can be cut out and the rest stay as it was written.
 * Never recurses: texts come from outside, and may be nested as deep as they are long.
 * @param text must be JSON: its grammar is not checked again */
export function outlineJson(text: string): JsonOutline {
  const members: OutlineMember[] = [];
  let repeatsName = false;
  // The names in every open object, outermost first; a list has none.
  const open: (Set<string> | undefined)[] = [];
  let lastText = '""';
  let member = { name: '', start: 0 };
  // Where the brackets and commas of a member's own list stand.
  let cuts: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const found = text.charAt(index);
    if (found === '"') {
      const end = endOfString(text, index);
      lastText = text.slice(index, end);
      index = end - 1;
      continue;
    }
    if (found === '{' || found === '[') open.push(found === '{' ? new Set() : undefined);
    const depth = open.length;
    if (depth === 2 && (found === '[' || found === ',' || found === ']')) cuts.push(index);
    if (depth === 1 && (found === ',' || found === '}') && open[0] !== undefined) {
      if (open[0].size > 0) members.push(memberOf(text, member, index, cuts));
      cuts = [];
    }
    if (found === '}' || found === ']') open.pop();
    if (found === ':') {
      const name = JSON.parse(lastText) as string;
      const names = open.at(-1);
      repeatsName ||= names?.has(name) ?? false;
      names?.add(name);
      if (depth === 1) member = { name, start: index + 1 };
    }
  }
  return { repeatsName, members };
}

// Not a regular expression: those keep a stack that a string of ten megabytes overflows.
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index + 1;
}

function memberOf(
  text: string,
  { name, start }: { readonly name: string; readonly start: number },
  end: number,
  cuts: readonly number[],
): OutlineMember {
  const value = { start, end };
  if (!text.slice(start, end).trimStart().startsWith('[')) return { name, value };
  const spans = cuts.slice(1).map((cut, place) => ({ start: (cuts[place] ?? 0) + 1, end: cut }));
  const isEmpty = spans.length === 1 && spans.every((span) => text.slice(span.start, span.end).trim() === '');
  return { name, value, elements: isEmpty ? [] : spans };
}
