import type { Json } from '#shared/model/json.ts';
import { isTrue, memberAt, textAt } from '#shared/model/read-json.ts';

/** Roles that Identity Center makes for people, by the role's path, which is reserved for it, or by the session's ARN, which has none.
 * @see IAM user guide, "IAM identifiers"; IAM Identity Center user guide, "Referencing permission sets in resource policies" */
const identityCenterRole = /:role\/aws-reserved\/sso\.amazonaws\.com\/|:assumed-role\/AWSReservedSSO_/;

/** What the console writes as the user agent of its own calls, and browsers of theirs.
 * @see CloudTrail user guide, "CloudTrail record contents", userAgent */
const consoleAgent = /^Mozilla\/|\b(?:console|signin)\.(?:[a-z0-9-]+\.)?amazonaws\.com\b/i;

/** Whether a role's session is one of those that Identity Center makes for a person. */
export function isIdentityCenterSession(identity: Json | undefined): boolean {
  const arns = [textAt(identity, 'sessionContext', 'sessionIssuer', 'arn'), textAt(identity, 'arn')];
  return arns.some((arn) => arn !== undefined && identityCenterRole.test(arn));
}

/** Whether a role's session is a program's, as far as is known.
 *
 * A program that calls itself a browser counts as a person, which only makes its acts weigh more.
 * @param mfa whether the session was made with a second factor, where the record says so */
export function isWorkload(fields: Json, mfa: boolean | undefined): boolean {
  return !(
    mfa === true ||
    isTrue(memberAt(fields, 'sessionCredentialFromConsole')) ||
    consoleAgent.test(textAt(fields, 'userAgent') ?? '') ||
    isIdentityCenterSession(memberAt(fields, 'userIdentity'))
  );
}
