/** Something of the input that could not be read: what, where, and what to do. A reading stage's own problems fit it. */
export interface InputProblem {
  readonly source: string;
  /** Where in the decompressed input, in bytes. */
  readonly offsetBytes?: number;
  readonly message: string;
  readonly hint: string;
}
