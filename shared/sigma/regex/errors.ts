/** A regular expression that cannot be parsed; caught by `parseRegex`, which makes it a value. */
export class RegexError extends Error {
  override readonly name = 'RegexError';
  /** What to do about it. */
  readonly hint: string;
  /** Index in the source, from 0. */
  readonly at: number;

  constructor(message: string, hint: string, at: number) {
    super(message);
    this.hint = hint;
    this.at = at;
  }
}
