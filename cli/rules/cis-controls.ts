/** A monitoring control of the CIS AWS Foundations Benchmark, v6.0.0. Earlier versions have the same controls in sections 3 and 4. */
export interface CisControl {
  /** `5.1` to `5.16`. A rule that is evidence for it carries the tag `cis.aws-v6-5.1`. */
  readonly control: string;
  /** What must be noticed. */
  readonly what: string;
}

/** The monitoring controls, in their order. */
export const cisControls: readonly CisControl[] = [
  'Calls that are refused',
  'Console sign-in without a second factor',
  'Use of the root user',
  'IAM policies changed',
  'CloudTrail changed',
  'Console sign-ins that fail',
  'Customer keys disabled or scheduled for deletion',
  'Bucket policies changed',
  'AWS Config changed',
  'Security groups changed',
  'Network access control lists changed',
  'Network gateways changed',
  'Route tables changed',
  'VPCs changed',
  'AWS Organizations changed',
  'Security Hub enabled, and noticed when it is not',
].map((what, at) => ({ control: `5.${at + 1}`, what }));

/** What the tag of a control begins with: a namespace of our own, in the form that Sigma gives to tags. */
export const cisTagPrefix = 'cis.aws-v6-';
