import type { Json, JsonObject } from '#shared/model/json.ts';

/** A small rule as plain data: what the generator makes, the rule's YAML is written from, and the naive matcher reads. */
export interface PlainRule {
  readonly selections: Readonly<Record<string, PlainSelection>>;
  readonly condition: PlainCondition;
}

/** A map of lines, or a list of such maps. */
export type PlainSelection = readonly PlainLine[] | { readonly anyOf: readonly (readonly PlainLine[])[] };

export interface PlainLine {
  readonly field: string;
  readonly modifiers: readonly string[];
  readonly values: readonly (string | number | boolean | null)[];
}

export type PlainCondition =
  | { readonly name: string }
  | { readonly not: PlainCondition }
  | { readonly and: readonly [PlainCondition, PlainCondition] }
  | { readonly or: readonly [PlainCondition, PlainCondition] };

/** The detection of a rule; JSON is YAML. */
export function detectionText({ selections, condition }: PlainRule): string {
  const lines = (list: readonly PlainLine[]): object =>
    Object.fromEntries(list.map(({ field, modifiers, values }) => [[field, ...modifiers].join('|'), values]));
  const entries = Object.entries(selections).map(([name, selection]) => [
    name,
    'anyOf' in selection ? selection.anyOf.map(lines) : lines(selection),
  ]);
  return JSON.stringify({ ...Object.fromEntries(entries), condition: conditionText(condition) });
}

function conditionText(condition: PlainCondition): string {
  if ('name' in condition) return condition.name;
  if ('not' in condition) return `not (${conditionText(condition.not)})`;
  if ('and' in condition) return `(${condition.and.map(conditionText).join(' and ')})`;
  return `(${condition.or.map(conditionText).join(' or ')})`;
}

/** Sigma's meaning written down as directly as can be, sharing nothing with the engine. */
export function naiveMatches(rule: PlainRule, record: JsonObject): boolean {
  const decide = (condition: PlainCondition): boolean => {
    if ('name' in condition) return selectionHolds(rule.selections[condition.name] ?? [], record);
    if ('not' in condition) return !decide(condition.not);
    if ('and' in condition) return condition.and.every(decide);
    return condition.or.some(decide);
  };
  return decide(rule.condition);
}

function selectionHolds(selection: PlainSelection, record: JsonObject): boolean {
  if ('anyOf' in selection) return selection.anyOf.some((lines) => lines.every((line) => lineHolds(line, record)));
  return selection.every((line) => lineHolds(line, record));
}

function lineHolds({ field, modifiers, values }: PlainLine, record: JsonObject): boolean {
  const reached = reach(record, field.split('.'));
  const valueHolds = (expected: PlainLine['values'][number]): boolean => {
    if (modifiers.includes('exists')) return reached.length > 0 === expected;
    if (expected === null) return reached.length === 0 || reached.includes(null);
    return reached.some((actual) => compareOne(actual, expected, modifiers));
  };
  const held = modifiers.includes('all') ? values.every(valueHolds) : values.some(valueHolds);
  return modifiers.includes('neq') ? !held : held;
}

/** Every value at a path, a list before its members. */
function reach(node: Json, keys: readonly string[]): readonly Json[] {
  const [key, ...rest] = keys;
  if (Array.isArray(node)) {
    const inner = node.flatMap((member: Json) => reach(member, keys));
    return key === undefined ? [node, ...inner] : inner;
  }
  if (key === undefined) return [node];
  if (typeof node !== 'object' || node === null || !Object.keys(node).includes(key)) return [];
  return reach((node as JsonObject)[key] ?? null, rest);
}

function compareOne(actual: Json, expected: string | number | boolean, modifiers: readonly string[]): boolean {
  if (typeof expected === 'number') {
    if (typeof actual === 'object' || typeof actual === 'boolean') return false;
    const isNumeric = typeof actual === 'number' || /^\d+(\.\d+)?$/.test(actual);
    if (modifiers.includes('gte')) return isNumeric && Number(actual) >= expected;
    return isNumeric && Number(actual) === expected;
  }
  if (actual === null) return false;
  const isWhole = typeof actual === 'object';
  const text = isWhole ? JSON.stringify(actual) : String(actual);
  const source = [...String(expected)].map((character) =>
    character === '*' ? '[^]*' : character === '?' ? '[^]' : character.replace(/[\\^$.|+()[\]{}]/, '\\$&'),
  );
  const before = modifiers.includes('contains') || modifiers.includes('endswith') ? '[^]*' : '';
  const after = modifiers.includes('contains') || modifiers.includes('startswith') ? '[^]*' : '';
  const hasWildcard = /[*?]/.test(String(expected)) || before !== '' || after !== '';
  if (isWhole && !hasWildcard) return false;
  return new RegExp(`^${before}${source.join('')}${after}$`, modifiers.includes('cased') ? 'u' : 'iu').test(text);
}
