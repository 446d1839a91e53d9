import type { Json } from '#shared/model/json.ts';
import { isTrue, memberAt, textAt } from '#shared/model/read-json.ts';

/** Roles that Identity Center makes for people, by the role's path, which is reserved for it, or by the session's ARN, which has none.
 * @see IAM user guide, "IAM identifiers"; IAM Identity Center user guide, "Referencing permission sets in resource policies" */
const identityCenterRole = /:role\/aws-reserved\/sso\.amazonaws\.com\/|:assumed-role\/AWSReservedSSO_/;

/** What the console writes as the user agent of its own calls, and browsers of theirs.
 * @see CloudTrail user guide, "CloudTrail record contents", userAgent */
const consoleAgent = /^Mozilla\/|\b(?:console|signin)\.(?:[a-z0-9-]+\.)?amazonaws\.com\b/i;

/** What these tools write into the user agent of the AWS SDK that they use. */
const tools = /\b(?:terraform|opentofu|pulumi|crossplane)\b/i;

/** Whether a role's session is a program's, and whether that program applies infrastructure code.
 *
 * A program can call itself anything, so that the second lowers the level of an alert and never leaves a record out. One that calls itself a
 * browser counts as a person, which only makes its acts weigh more.
 * @param mfa whether the session was made with a second factor, where the record says so */
export function roleSession(
  fields: Json,
  mfa: boolean | undefined,
): { readonly workload: boolean; readonly infrastructureCode: boolean } {
  const identity = memberAt(fields, 'userIdentity');
  const arns = [textAt(identity, 'sessionContext', 'sessionIssuer', 'arn'), textAt(identity, 'arn')];
  const ofPerson =
    mfa === true ||
    isTrue(memberAt(fields, 'sessionCredentialFromConsole')) ||
    consoleAgent.test(textAt(fields, 'userAgent') ?? '') ||
    arns.some((arn) => arn !== undefined && identityCenterRole.test(arn));
  return { workload: !ofPerson, infrastructureCode: !ofPerson && callsItselfCode(fields) };
}

/** CloudFormation calls in the name of whoever runs the stack, which AWS writes down itself. */
function callsItselfCode(fields: Json): boolean {
  return (
    textAt(fields, 'userIdentity', 'invokedBy') === 'cloudformation.amazonaws.com' ||
    tools.test(textAt(fields, 'userAgent') ?? '')
  );
}
