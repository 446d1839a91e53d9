/** The value that all items have in common; `undefined` when they differ or there are none. */
export function agreedValue<Item, Value>(items: readonly Item[], pick: (item: Item) => Value): Value | undefined {
  const values = new Set(items.map(pick));
  return values.size === 1 ? values.values().next().value : undefined;
}
