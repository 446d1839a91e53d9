import type { CorrelationType } from '#shared/sigma/ast.ts';

/** A correlation of a type that cannot be run got past the checks at load time. */
export class UnsupportedCorrelationError extends Error {
  override readonly name = 'UnsupportedCorrelationError';

  constructor(type: CorrelationType) {
    super(`correlations of type ${type} cannot be run`);
  }
}
