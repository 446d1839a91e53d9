/** The name that AWS gave an error (`NoSuchKey`, `ThrottlingException`); `unknown error` for what is no error at all.
 *
 * AWS SDK for JavaScript v3 puts the service's error code in `name`, also for codes that it models no class for. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown error';
}
