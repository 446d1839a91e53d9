import type { Tags } from '#shared/ports/cloud/buckets.ts';

/** Tags as most services list them. */
export function tagsOf(
  tags: Iterable<{ readonly Key?: string | undefined; readonly Value?: string | undefined }> | undefined,
): Tags {
  return Object.fromEntries(
    [...(tags ?? [])].flatMap(({ Key, Value = '' }) => (Key === undefined ? [] : [[Key, Value]])),
  );
}
