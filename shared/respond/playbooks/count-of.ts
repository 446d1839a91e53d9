/** How many there are, with the noun that they are: `1 rule`, `2 rules`. */
export function countOf(items: readonly unknown[], noun: string): string {
  return `${items.length} ${noun}${items.length === 1 ? '' : 's'}`;
}
