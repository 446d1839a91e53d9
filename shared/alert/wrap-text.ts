/** Lines of at most `width` characters, broken at spaces; a word that is longer stands on a line of its own, unbroken, so that
 * an ARN can still be copied.
 * @returns at least one line */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line === '') line = word;
    else if (line.length + 1 + word.length <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return [...lines, line];
}
