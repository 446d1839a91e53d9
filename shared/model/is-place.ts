const accountForm = /^\d{12}$/;
const regionForm = /^[a-z]{2,5}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/;

/** Tell whether a value has the form of an AWS account id, as it may become part of an ARN. */
export function isAccountId(value: unknown): value is string {
  return typeof value === 'string' && accountForm.test(value);
}

/** Tell whether a value has the form of an AWS region (`eu-central-1`, `us-gov-west-1`), as it may become part of a host name. */
export function isRegion(value: unknown): value is string {
  return typeof value === 'string' && regionForm.test(value);
}
