import type { Json, JsonObject } from '#shared/model/json.ts';
import { memberAt } from '../read.ts';
import { lambdaGrantPolicy, sharedAccountsPolicy } from './grant-policy.ts';
import type { PolicyKind } from './policy-kind.ts';

/** Where a call carries a policy. */
export interface PolicyLocation {
  /** `identity`: attached to a user, group or role, and so without principals. */
  readonly kind: PolicyKind | 'identity';
  /** The policy in the call's parameters; undefined when this call has none. */
  readonly read: (parameters: JsonObject) => Json | undefined;
}

const locations: ReadonlyMap<string, PolicyLocation> = new Map([
  ['s3:PutBucketPolicy', resource('bucketPolicy')],
  ['sqs:CreateQueue', resource('attributes', 'Policy')],
  ['sqs:SetQueueAttributes', resource('attributes', 'Policy')],
  ['sqs:AddPermission', { kind: 'resource', read: sharedAccountsPolicy }],
  ['sns:CreateTopic', resource('attributes', 'Policy')],
  ['sns:SetTopicAttributes', { kind: 'resource', read: topicPolicy }],
  ['sns:AddPermission', { kind: 'resource', read: sharedAccountsPolicy }],
  ['kms:CreateKey', resource('policy')],
  ['kms:PutKeyPolicy', resource('policy')],
  ['lambda:AddPermission', { kind: 'resource', read: lambdaGrantPolicy }],
  ['lambda:AddLayerVersionPermission', { kind: 'resource', read: lambdaGrantPolicy }],
  ['secretsmanager:PutResourcePolicy', resource('resourcePolicy')],
  ['dynamodb:PutResourcePolicy', resource('policy')],
  ['ecr:SetRepositoryPolicy', resource('policyText')],
  ['es:CreateDomain', resource('accessPolicies')],
  ['es:UpdateDomainConfig', resource('accessPolicies')],
  ['es:CreateElasticsearchDomain', resource('accessPolicies')],
  ['es:UpdateElasticsearchDomainConfig', resource('accessPolicies')],
  ['elasticfilesystem:PutFileSystemPolicy', resource('policy')],
  ['backup:PutBackupVaultAccessPolicy', resource('policy')],
  ['glacier:SetVaultAccessPolicy', resource('policy', 'policy')],
  ['logs:PutResourcePolicy', resource('policyDocument')],
  ['iam:CreateRole', { kind: 'trust', read: at('assumeRolePolicyDocument') }],
  ['iam:UpdateAssumeRolePolicy', { kind: 'trust', read: at('policyDocument') }],
  ['iam:PutUserPolicy', identity()],
  ['iam:PutRolePolicy', identity()],
  ['iam:PutGroupPolicy', identity()],
  ['iam:CreatePolicy', identity()],
  ['iam:CreatePolicyVersion', identity()],
]);

/** Where the call of that key (`service:Api`) carries a policy; undefined for calls that carry none. */
export function policyLocation(callKey: string): PolicyLocation | undefined {
  return locations.get(callKey);
}

function resource(...path: readonly string[]): PolicyLocation {
  return { kind: 'resource', read: at(...path) };
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
