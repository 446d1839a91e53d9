/** One way in which EventBridge compares the value of a field, as a pattern spells it.
 *
 * No `wildcard`: it minds the case, and a bus takes 30 rules with it.
 * @see EventBridge user guide, "Comparison operators for use in event patterns" */
export type Operator =
  | { readonly 'equals-ignore-case': string }
  | { readonly prefix: { readonly 'equals-ignore-case': string } }
  | { readonly suffix: { readonly 'equals-ignore-case': string } }
  | { readonly exists: boolean }
  | {
      readonly 'anything-but':
        | { readonly 'equals-ignore-case': readonly string[] }
        | { readonly prefix: readonly string[] }
        | { readonly suffix: readonly string[] };
    }
  | ''
  | boolean
  | null;

/** An operator that is no plain value. */
export type ObjectOperator = Extract<Operator, object>;

/** Tell whether an operator is more than a plain value. */
export function isObject(operator: Operator): operator is ObjectOperator {
  return typeof operator === 'object' && operator !== null;
}

/** What is asked of one field: at least one of the operators holds. */
export type Filter = readonly Operator[];

/** What is asked of a record: every filter holds, by the path of its field. Without filters it is any record. */
export type Alternative = Readonly<Record<string, Filter>>;

/** Every record: what is known of a line of which nothing is known. */
export const anyRecord: readonly Alternative[] = [{}];

/** Tell whether nearly every record passes an alternative: it asks for nothing but what most records of an account have, or lack. */
export function isNearlyAny(alternative: Alternative): boolean {
  return Object.entries(alternative).every(([field, filter]) => filter.some((operator) => isUsual(field, operator)));
}

function isUsual(field: string, operator: Operator): boolean {
  if (!isObject(operator)) return field === 'readOnly';
  // Where something is excluded, or null will do, absence will too.
  if ('exists' in operator) return !operator.exists || !rare.has(field);
  if (!('equals-ignore-case' in operator)) return false;
  return usual.get(field)?.includes(operator['equals-ignore-case'].toLowerCase()) ?? false;
}

/** Fields that few records have. */
const rare: ReadonlySet<string> = new Set(['errorCode', 'errorMessage', 'userIdentity.invokedBy']);

/** Values that many records have, or nearly all records of some accounts. */
const usual: ReadonlyMap<string, readonly string[]> = new Map([
  ['eventCategory', ['management']],
  ['eventType', ['awsapicall']],
  ['readOnly', ['true', 'false']],
  ['userIdentity.type', ['iamuser', 'assumedrole', 'awsservice']],
]);

/** Those of the alternatives that no other one covers. */
export function withoutCovered(alternatives: readonly Alternative[]): readonly Alternative[] {
  return alternatives.filter(
    (one, at) => !alternatives.some((other, position) => covers(other, one) && (!covers(one, other) || position < at)),
  );
}

/** Tell whether whatever passes the narrow alternative is certain to pass the wide one. */
export function covers(wide: Alternative, narrow: Alternative): boolean {
  return Object.entries(wide).every(([field, filter]) => {
    const asked = narrow[field];
    if (asked === undefined) return false;
    const known = new Set(filter.map(operatorKey));
    return asked.every((operator) => known.has(operatorKey(operator)));
  });
}

/** Tell whether two alternatives ask of the same fields, and share an operator in each of them.
 *
 * As branches of one `$or` they must not: event-ruler 2.1.0 then loses records that pass only one of the two. Any other branches it takes
 * rightly. `npm run oracle` shows both. */
export function entangled(a: Alternative, b: Alternative): boolean {
  const fields = Object.keys(a);
  if (fields.length !== Object.keys(b).length) return false;
  return fields.every((field) => {
    const known = new Set(a[field]?.map(operatorKey));
    return b[field]?.some((operator) => known.has(operatorKey(operator))) ?? false;
  });
}

/** What passes either of two alternatives that ask of the same fields, and more: one field as one asks, another as the other. */
export function united(a: Alternative, b: Alternative): Alternative {
  const fields = Object.entries(a).map(([field, filter]): readonly [string, Filter] => {
    const known = new Set(filter.map(operatorKey));
    return [field, [...filter, ...(b[field] ?? []).filter((operator) => !known.has(operatorKey(operator)))]];
  });
  return Object.fromEntries(fields);
}

/** Alternatives of which one holds where one of each of two lists holds.
 *
 * Sound and not exact: of two filters on one field the narrower is kept, since a field that is a list may pass each with another member.
 * Where the combinations would be too many, one of the lists is let go. */
export function combine(a: readonly Alternative[], b: readonly Alternative[]): readonly Alternative[] {
  if (a.length * b.length > maxCombinations) return isNarrow(a) ? a : b;
  return withoutCovered(a.flatMap((one) => b.map((other) => both(one, other))));
}

/** More than our rules and the public ones need; what lies beyond would not fit into a pattern either. */
const maxCombinations = 256;

function isNarrow(alternatives: readonly Alternative[]): boolean {
  return alternatives.every(({ eventName }) => eventName !== undefined && width(eventName) < widthOfPresence);
}

function both(a: Alternative, b: Alternative): Alternative {
  const shared = Object.entries(b).map(([field, filter]): readonly [string, Filter] => {
    const other = a[field];
    return [field, other !== undefined && width(other) <= width(filter) ? other : filter];
  });
  return { ...a, ...Object.fromEntries(shared) };
}

const widthOfPresence = 10_000;

/** A number by which filters on one field are ordered, from a few texts up to everything but some. */
function width(filter: Filter): number {
  return filter.reduce((sum, operator) => sum + operatorWidth(operator), 0);
}

function operatorWidth(operator: Operator): number {
  if (!isObject(operator) || 'equals-ignore-case' in operator) return 1;
  if ('prefix' in operator || 'suffix' in operator) return 100;
  return 'exists' in operator ? widthOfPresence : 2 * widthOfPresence;
}

function operatorKey(operator: Operator): string {
  const key = JSON.stringify(operator);
  // Only what excludes by prefix or suffix minds the case.
  return key.startsWith('{"anything-but"') ? key : key.toLowerCase();
}
