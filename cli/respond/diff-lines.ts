/** A line of a comparison: in both texts, or in one of them alone. */
export interface DiffLine {
  readonly side: 'both' | 'before' | 'after';
  readonly text: string;
}

/** The lines of two texts, those they share once: the longest common sequence of what lies between their common ends.
 *
 * Beyond a size that no policy reaches, all that lies between is told as changed. */
export function diffLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shortest - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const both = (text: string): DiffLine => ({ side: 'both', text });
  return [
    ...before.slice(0, start).map(both),
    ...diffMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map(both),
  ];
}

/** Of the table of the longest common sequence: some megabytes. */
const maxCells = 4_000_000;

function diffMiddle(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const width = after.length + 1;
  const isTooMuch = before.length * width > maxCells;
  // lengths[row * width + column]: of the longest sequence that the lines from there on share.
  const lengths = new Uint32Array(isTooMuch ? 0 : (before.length + 1) * width);
  const lengthAt = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = isTooMuch ? -1 : before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        before[row] === after[column]
          ? lengthAt(row + 1, column + 1) + 1
          : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1));
    }
  }
  const lines: DiffLine[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length || column < after.length) {
    const old = before[row];
    const text = after[column];
    if (!isTooMuch && old !== undefined && old === text) {
      lines.push({ side: 'both', text });
      row += 1;
      column += 1;
    } else if (old !== undefined && (text === undefined || lengthAt(row + 1, column) >= lengthAt(row, column + 1))) {
      lines.push({ side: 'before', text: old });
      row += 1;
    } else if (text !== undefined) {
      lines.push({ side: 'after', text });
      column += 1;
    }
  }
  return lines;
}
