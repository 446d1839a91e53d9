/** Marks a text as Trailguard's own, so that nobody else can make one that passes for it. */
export interface Seal {
  /** The seal of a text: an alert's or a plan's, each with its kind before it, so that neither can serve as the other.
   * @throws {SealError} */
  sign(text: string): Promise<string>;
  /** Whether a seal was made for just this text.
   * @throws {SealError} it cannot be told: the caller tries again */
  verify(text: string, seal: string): Promise<boolean>;
}

/** A text could neither be sealed nor its seal verified; `cause` says why. It says nothing of the text. */
export class SealError extends Error {
  override readonly name = 'SealError';
}
