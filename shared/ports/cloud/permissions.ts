import type { CloudPorts } from './cloud.ts';

/** The permissions of every method of every port; several where the kind of resource decides which of them is asked for. */
export type CloudPermissions = {
  readonly [Port in keyof CloudPorts]: { readonly [Method in keyof CloudPorts[Port]]: readonly string[] };
};

/** What {@link CloudPorts}' methods need, for those who write roles and those who check them.
 * @see AWS Service Authorization Reference */
export const cloudPermissions: CloudPermissions = {
  buckets: {
    getPolicy: ['s3:GetBucketPolicy'],
    putPolicy: ['s3:PutBucketPolicy'],
    deletePolicy: ['s3:DeleteBucketPolicy'],
    isPolicyPublic: ['s3:GetBucketPolicyStatus'],
    getAcl: ['s3:GetBucketAcl'],
    putAcl: ['s3:PutBucketAcl'],
    getAccessBlock: ['s3:GetBucketPublicAccessBlock'],
    putAccessBlock: ['s3:PutBucketPublicAccessBlock'],
    deleteAccessBlock: ['s3:PutBucketPublicAccessBlock'],
    getAccountAccessBlock: ['s3:GetAccountPublicAccessBlock'],
    putAccountAccessBlock: ['s3:PutAccountPublicAccessBlock'],
    deleteAccountAccessBlock: ['s3:PutAccountPublicAccessBlock'],
    getTags: ['s3:GetBucketTagging'],
  },
  securityGroups: {
    getIngressRules: ['ec2:DescribeSecurityGroupRules'],
    revokeIngress: ['ec2:RevokeSecurityGroupIngress'],
    authorizeIngress: ['ec2:AuthorizeSecurityGroupIngress'],
    getTags: ['ec2:DescribeTags'],
  },
  trails: {
    isLogging: ['cloudtrail:GetTrailStatus'],
    startLogging: ['cloudtrail:StartLogging'],
    stopLogging: ['cloudtrail:StopLogging'],
    getSelectors: ['cloudtrail:GetEventSelectors'],
    putSelectors: ['cloudtrail:PutEventSelectors'],
    getTags: ['cloudtrail:ListTags'],
  },
  sharedCopies: {
    isPublic: [
      'ec2:DescribeSnapshotAttribute',
      'ec2:DescribeImageAttribute',
      'rds:DescribeDBSnapshotAttributes',
      'rds:DescribeDBClusterSnapshotAttributes',
    ],
    setPublic: [
      'ec2:ModifySnapshotAttribute',
      'ec2:ModifyImageAttribute',
      'rds:ModifyDBSnapshotAttribute',
      'rds:ModifyDBClusterSnapshotAttribute',
    ],
    getTags: ['ec2:DescribeTags', 'rds:ListTagsForResource'],
  },
  accessKeys: {
    getKeys: ['iam:ListAccessKeys'],
    getPolicies: ['iam:ListAttachedUserPolicies'],
    setActive: ['iam:UpdateAccessKey'],
    getTags: ['iam:ListUserTags'],
  },
  encryptionKeys: {
    getState: ['kms:DescribeKey'],
    cancelDeletion: ['kms:CancelKeyDeletion'],
    scheduleDeletion: ['kms:ScheduleKeyDeletion'],
    getTags: ['kms:ListResourceTags'],
  },
  history: {
    previousAccessBlock: ['cloudtrail:LookupEvents'],
    previousSelectors: ['cloudtrail:LookupEvents'],
  },
};
