/** The form in which texts are compared without regard to case: Unicode lower case, with the final sigma as a plain one,
 * since lower-casing picks between the two by what follows and so would tell a text from its own part. */
export function foldCase(text: string): string {
  return text.toLowerCase().replaceAll('ς', 'σ');
}
