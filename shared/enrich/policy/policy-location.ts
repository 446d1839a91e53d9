import type { Json, JsonObject } from '#shared/model/json.ts';
import { memberAt } from '#shared/model/read-json.ts';
import type { PolicyKind } from '#shared/policy/policy-kind.ts';
import { lambdaGrantPolicy, sharedAccountsPolicy } from './grant-policy.ts';

/** Where a call carries a policy. */
export interface PolicyLocation {
  /** `identity`: attached to a user, group or role, and so without principals. */
  readonly kind: PolicyKind | 'identity';
  /** The policy in the call's parameters; undefined when this call has none. */
  readonly read: (parameters: JsonObject) => Json | undefined;
}

const locations: ReadonlyMap<string, PolicyLocation> = new Map([
  ['s3:PutBucketPolicy', policyAt('s3-bucket', 'bucketPolicy')],
  // The policy is a member of the request's XML body (S3 API reference, PutAccessPointPolicy).
  ['s3:PutAccessPointPolicy', policyAt('s3-access-point', 'PutAccessPointPolicyRequest', 'Policy')],
  ['sqs:CreateQueue', policyAt('sqs', 'attributes', 'Policy')],
  ['sqs:SetQueueAttributes', policyAt('sqs', 'attributes', 'Policy')],
  ['sqs:AddPermission', { kind: 'sqs', read: sharedAccountsPolicy }],
  ['sns:CreateTopic', policyAt('sns', 'attributes', 'Policy')],
  ['sns:SetTopicAttributes', { kind: 'sns', read: topicPolicy }],
  ['sns:AddPermission', { kind: 'sns', read: sharedAccountsPolicy }],
  ['kms:CreateKey', policyAt('kms', 'policy')],
  ['kms:PutKeyPolicy', policyAt('kms', 'policy')],
  ['lambda:AddPermission', { kind: 'lambda', read: lambdaGrantPolicy }],
  ['lambda:AddLayerVersionPermission', { kind: 'lambda', read: lambdaGrantPolicy }],
  ['secretsmanager:PutResourcePolicy', policyAt('secretsmanager', 'resourcePolicy')],
  ['dynamodb:PutResourcePolicy', policyAt('resource', 'policy')],
  ['ecr:SetRepositoryPolicy', policyAt('ecr', 'policyText')],
  ['es:CreateDomain', policyAt('resource', 'accessPolicies')],
  ['es:UpdateDomainConfig', policyAt('resource', 'accessPolicies')],
  ['es:CreateElasticsearchDomain', policyAt('resource', 'accessPolicies')],
  ['es:UpdateElasticsearchDomainConfig', policyAt('resource', 'accessPolicies')],
  ['elasticfilesystem:PutFileSystemPolicy', policyAt('resource', 'policy')],
  ['backup:PutBackupVaultAccessPolicy', policyAt('resource', 'policy')],
  ['glacier:SetVaultAccessPolicy', policyAt('resource', 'policy', 'policy')],
  ['logs:PutResourcePolicy', policyAt('resource', 'policyDocument')],
  ['iam:CreateRole', { kind: 'role-trust', read: at('assumeRolePolicyDocument') }],
  ['iam:UpdateAssumeRolePolicy', { kind: 'role-trust', read: at('policyDocument') }],
  ['iam:PutUserPolicy', identity()],
  ['iam:PutRolePolicy', identity()],
  ['iam:PutGroupPolicy', identity()],
  ['iam:CreatePolicy', identity()],
  ['iam:CreatePolicyVersion', identity()],
  ['sso:PutInlinePolicyToPermissionSet', { kind: 'identity', read: at('inlinePolicy') }],
]);

/** Where the call of that key (`service:Api`) carries a policy; undefined for calls that carry none. */
export function policyLocation(callKey: string): PolicyLocation | undefined {
  return locations.get(callKey);
}

function policyAt(kind: PolicyKind, ...path: readonly string[]): PolicyLocation {
  return { kind, read: at(...path) };
}

function identity(): PolicyLocation {
  return { kind: 'identity', read: at('policyDocument') };
}

function at(...path: readonly string[]): PolicyLocation['read'] {
  return (parameters) => memberAt(parameters, ...path);
}

/** SetTopicAttributes sets one attribute at a time, and names it. */
function topicPolicy(parameters: JsonObject): Json | undefined {
  return memberAt(parameters, 'attributeName') === 'Policy' ? memberAt(parameters, 'attributeValue') : undefined;
}
