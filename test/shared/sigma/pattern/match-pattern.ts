import { isJsonObject, type Json, type JsonObject } from '#shared/model/json.ts';

/** Whether a pattern of EventBridge lets an event through, for the operators that our patterns have. `npm run oracle` holds it against
 * AWS's own matcher. */
export function matchesPattern(pattern: JsonObject, event: Json | undefined): boolean {
  if (Array.isArray(event)) return event.some((member) => matchesPattern(pattern, member));
  return Object.entries(pattern).every(([key, asked]) => {
    if (key === '$or') return listOf(asked).some((branch) => isJsonObject(branch) && matchesPattern(branch, event));
    const value = isJsonObject(event) && Object.hasOwn(event, key) ? event[key] : undefined;
    if (isJsonObject(asked)) return matchesPattern(asked, value);
    const leaves = leavesOf(value);
    return listOf(asked).some((operator) => matchesOperator(operator, leaves));
  });
}

function matchesOperator(operator: Json, leaves: readonly Json[]): boolean {
  if (!isJsonObject(operator)) return leaves.includes(operator);
  const [name, operand] = Object.entries(operator)[0] ?? [];
  if (name === 'exists') return operand === leaves.length > 0;
  if (name === 'anything-but') return leaves.some((leaf) => !isExcluded(leaf, operand));
  return leaves.some((leaf) => typeof leaf === 'string' && comparesText(name, leaf, operand));
}

function comparesText(name: string | undefined, leaf: string, operand: Json | undefined): boolean {
  if (isJsonObject(operand)) return comparesText(name, leaf.toLowerCase(), lower(operand['equals-ignore-case']));
  const text = String(operand);
  if (name === 'prefix') return leaf.startsWith(text);
  if (name === 'suffix') return leaf.endsWith(text);
  if (name === 'equals-ignore-case') return lower(leaf) === lower(text);
  throw new Error(`no operator of our patterns: ${name}`);
}

function isExcluded(leaf: Json, excluded: Json | undefined): boolean {
  if (!isJsonObject(excluded) || typeof leaf !== 'string') return false;
  return Object.entries(excluded).some(([name, texts]) => listOf(texts).some((text) => comparesText(name, leaf, text)));
}

function lower(value: Json | undefined): string {
  return String(value).toLowerCase();
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** EventBridge looks at what is neither list nor object; an empty list is as good as absent. */
function leavesOf(value: Json | undefined): readonly Json[] {
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  return value === undefined || isJsonObject(value) ? [] : [value];
}
