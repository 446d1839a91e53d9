/** Which events a trail logs, in one spelling whatever it was read from: the API, a record, a request. Plain JSON.
 *
 * Members that may be left out have the value that CloudTrail takes then; an empty list of an advanced selector is left out.
 * @see CloudTrail API reference, EventSelector and AdvancedEventSelector */
export type TrailSelectors =
  | { readonly kind: 'basic'; readonly selectors: readonly BasicSelector[] }
  | { readonly kind: 'advanced'; readonly selectors: readonly AdvancedSelector[] };

export type BasicSelector = {
  /** `All`, `ReadOnly` or `WriteOnly`. */
  readonly readWriteType: string;
  readonly includeManagementEvents: boolean;
  readonly excludeManagementEventSources: readonly string[];
  readonly dataResources: readonly { readonly type: string; readonly values: readonly string[] }[];
};

export type AdvancedSelector = {
  readonly name?: string;
  readonly fieldSelectors: readonly FieldSelector[];
};

export type FieldSelector = { readonly field: string } & {
  readonly [Operator in FieldOperator]?: readonly string[];
};

export const fieldOperators = [
  'equals',
  'startsWith',
  'endsWith',
  'notEquals',
  'notStartsWith',
  'notEndsWith',
] as const;
export type FieldOperator = (typeof fieldOperators)[number];
