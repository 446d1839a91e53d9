import stringWidth from 'string-width';

/** Cut a text to a width in terminal columns; what was cut is shown by `…`. */
export function cutToWidth(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    const segmentWidth = stringWidth(segment);
    if (used + segmentWidth > width - 1) break;
    kept += segment;
    used += segmentWidth;
  }
  return width > 0 ? `${kept}…` : '';
}

/** Fill a text with spaces up to a width in terminal columns. */
export function padToWidth(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - stringWidth(text)));
}

/** Share a width among columns: each gets what its longest cell needs; if that is too much, the widest give way first.
 * @param needs the width of the longest cell of each column
 * @param least the width that each column keeps in any case */
export function shareWidth(needs: readonly number[], least: readonly number[], total: number): readonly number[] {
  const widths = [...needs];
  for (let excess = widths.reduce((a, b) => a + b, 0) - total; excess > 0; excess -= 1) {
    const spare = widths.map((width, column) => (width > (least[column] ?? 0) ? width : 0));
    const widest = spare.indexOf(Math.max(...spare));
    if (spare[widest] === 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** The width of a text in terminal columns. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
