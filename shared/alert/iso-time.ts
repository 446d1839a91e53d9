/** ISO 8601 UTC of a moment; `undefined` outside the years 0000 to 9999, which RFC 3339 cannot write. */
export function isoTime(epochMs: number | undefined): string | undefined {
  const isWritable = epochMs !== undefined && epochMs >= firstWritableMs && epochMs <= lastWritableMs;
  return isWritable ? new Date(epochMs).toISOString() : undefined;
}

const firstWritableMs = Date.parse('0000-01-01T00:00:00.000Z');
const lastWritableMs = Date.parse('9999-12-31T23:59:59.999Z');
