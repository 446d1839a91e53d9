// `${*}`, `${?}` and `${$}` are the literal characters (IAM user guide, "Policy variables": special characters).
const literalEscape = /\$\{[*?$]\}/g;

/** Tell whether a value of a policy is fixed, in the sense of the S3 user guide's "The meaning of public":
 * it holds no wildcard and no policy variable. */
export function isFixedValue(value: string): boolean {
  return !/[*?]|\$\{/.test(value.replace(literalEscape, ''));
}
