/** What a verb was given cannot be read, or is something else. */
export class InputRejected extends Error {
  override readonly name = 'InputRejected';
}
