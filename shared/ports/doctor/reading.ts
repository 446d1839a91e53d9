import type { CloudErrorKind } from '../cloud/cloud.ts';

/** What was read, or why it could not be. */
export type Reading<T> = { readonly ok: true; readonly value: T } | Unread;

/** A fact that could not be read: what depends on it cannot be told. */
export interface Unread {
  readonly ok: false;
  /** What was asked of what, and what AWS answered. */
  readonly why: string;
  /** The permission that the call needs, such as `s3:GetBucketPolicy`. */
  readonly permission: string;
  readonly kind: CloudErrorKind;
}
