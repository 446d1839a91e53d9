import type { Json } from '#shared/model/json.ts';
import { listOf } from '#shared/model/read-json.ts';
import type { PolicyStatement } from '#shared/policy/parse-policy.ts';
import { actionCovers } from './action-covers.ts';

/** Each of these, on any identity, leads to an administrator: by granting oneself more, by credentials of somebody who has more, or by
 * a role of theirs. */
export const escalatingActions = [
  'iam:AddUserToGroup',
  'iam:AttachGroupPolicy',
  'iam:AttachRolePolicy',
  'iam:AttachUserPolicy',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:CreatePolicyVersion',
  'iam:PassRole',
  'iam:PutGroupPolicy',
  'iam:PutRolePolicy',
  'iam:PutUserPolicy',
  'iam:SetDefaultPolicyVersion',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateLoginProfile',
  'sts:AssumeRole',
] as const;

// Everything, all of IAM, or all identities of one kind: `arn:aws:iam::123456789012:role/*`.
const everyIdentity =
  /^\*+$|^arn:(?:aws[a-z-]{0,12}|\*)(?:[:*]*\*|:iam::(?:\d{12}|\*)?:(?:(?:user|group|role|policy)\/)?\*+)$/;

/** Tell whether one of an identity policy's statements lets its holder become an administrator.
 *
 * A statement with a condition does not count: the usual one (iam:PassedToService and its like) is what makes such a grant sound. */
export function grantsEscalation(statements: readonly PolicyStatement[]): boolean {
  return statements.some(
    (statement) =>
      statement.allows && !hasCondition(statement) && onEveryIdentity(statement) && allowsEscalation(statement),
  );
}

function hasCondition({ condition }: PolicyStatement): boolean {
  return condition !== undefined && condition !== null && Object.keys(condition).length > 0;
}

function onEveryIdentity({ resource, notResource }: PolicyStatement): boolean {
  return notResource !== undefined || texts(resource).some((arn) => everyIdentity.test(arn));
}

function allowsEscalation({ action, notAction }: PolicyStatement): boolean {
  const allowed = texts(action);
  const left = texts(notAction);
  return escalatingActions.some((name) =>
    notAction === undefined
      ? allowed.some((pattern) => actionCovers(pattern, name))
      : !left.some((pattern) => actionCovers(pattern, name)),
  );
}

function texts(value: Json | undefined): readonly string[] {
  return listOf(value).filter((item) => typeof item === 'string');
}
