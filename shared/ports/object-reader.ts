/** Where an object lies. */
export interface ObjectRef {
  readonly bucket: string;
  /** Decoded: as S3 knows it, not as a notification spells it. */
  readonly key: string;
  readonly versionId?: string;
}

/** Reads objects from S3, or from what stands in for it. */
export interface ObjectReader {
  /** Open an object's bytes as a stream; nothing is held but the chunk in hand.
   * @throws {ObjectReadError} it could not be read; see `permanent` */
  open(ref: ObjectRef): Promise<AsyncIterable<Uint8Array>>;
}

/** An object could not be read; `cause` says why. */
export class ObjectReadError extends Error {
  override readonly name = 'ObjectReadError';
  /** The object is gone or was never there: trying again cannot help. */
  readonly permanent: boolean;

  constructor(message: string, options: { readonly cause?: unknown; readonly permanent: boolean }) {
    super(message, { cause: options.cause });
    this.permanent = options.permanent;
  }
}
