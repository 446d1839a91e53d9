/** The known name that differs least from a mistyped one; `undefined` when none is near.
 *
 * Near is one slip (a letter more, less, other, or two swapped) for names of up to four letters, two for longer ones; but a
 * name of which nothing is left is none. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  let best: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    const allowed = Math.min(name.length, candidate.length) > 4 ? 2 : 1;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    const isNear = distance <= allowed && distance < Math.max(name.length, candidate.length);
    if (isNear && distance < (best?.distance ?? Infinity)) best = { candidate, distance };
  }
  return best?.candidate;
}

/** A hint that names the nearest known name, or lists them all when none is near. */
export function suggestName(name: string, known: Iterable<string>): string {
  const names = [...known];
  const nearest = nearestName(name, names);
  return nearest === undefined ? `known are: ${names.join(', ') || 'none'}` : `did you mean "${nearest}"?`;
}

/** Slips between two texts: insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      let distance = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + cost,
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        distance = Math.min(distance, (beforePrevious[column - 2] ?? 0) + 1);
      }
      current.push(distance);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}
