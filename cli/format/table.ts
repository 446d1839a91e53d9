import type { Output } from '../io.ts';
import { cutToWidth, padToWidth, shareWidth, widthOf } from './columns.ts';
import { painterFor } from './paint.ts';

/** A table to be drawn; every text must have been through `safeText`. */
export interface Table {
  readonly titles: readonly string[];
  /** The width that each column keeps on a narrow terminal. */
  readonly leastWidths: readonly number[];
  readonly rows: readonly TableRow[];
  /** Columns, from 0, whose cells stand at the right. */
  readonly alignRight?: readonly number[];
}

export interface TableRow {
  readonly cells: readonly string[];
  /** A line of its own below the row, under the last column where there is room. */
  readonly detail?: string;
  /** Colours the first cell's text. */
  paintFirst(text: string): string;
}

/** Draw a table in the width of an output: columns as wide as their cells, the widest cut first where there is no room. */
export function renderTable(output: Output, { titles, leastWidths, rows, alignRight = [] }: Table): string {
  const needs = titles.map((title, column) =>
    rows.reduce((width, { cells }) => Math.max(width, widthOf(cells[column] ?? '')), title.length),
  );
  const widths = shareWidth(needs, leastWidths, output.columns - gap.length * (titles.length - 1));
  const layOut = (texts: readonly string[]): readonly string[] =>
    texts.map((text, column) => {
      const width = widths[column] ?? 0;
      const cut = cutToWidth(text, width);
      return alignRight.includes(column) ? cut.padStart(width) : padToWidth(cut, width);
    });
  const paint = painterFor(output);
  // Where details would be cut under the last column, all of them begin under the second.
  const longest = rows.reduce((width, { detail = '' }) => Math.max(width, widthOf(detail)), 0);
  const before = widths.slice(0, -1).map((width) => width + gap.length);
  const underLast = before.reduce((sum, width) => sum + width, 0);
  const indent = underLast + longest <= output.columns ? underLast : (before[0] ?? 0);
  const lines = [paint.strong(layOut(titles).join(gap).trimEnd())];
  for (const { cells, detail, paintFirst } of rows) {
    const [first = '', ...rest] = layOut(cells);
    const label = first.trimEnd();
    lines.push([paintFirst(label) + first.slice(label.length), ...rest].join(gap).trimEnd());
    // The name of a resource is worth a second line of the screen, which the terminal begins by itself.
    if (detail !== undefined)
      lines.push(' '.repeat(indent) + paint.faint(cutToWidth(detail, 2 * output.columns - indent)));
  }
  return `${lines.join('\n')}\n`;
}

const gap = '  ';
