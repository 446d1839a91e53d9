/** A text as one word of a shell's command line: names of resources are of other people's choosing. */
export function shellWord(text: string): string {
  return /^[\w./:@=-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
