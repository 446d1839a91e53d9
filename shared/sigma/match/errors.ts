/** A rule that no check at load time has passed reached the matcher: a bug of the caller. */
export class InvalidTestError extends Error {
  override readonly name = 'InvalidTestError';
}
