/** One derived field as rules and readers see it. */
export interface DerivedFieldDoc {
  /** Path under `derived.`. */
  readonly path: string;
  readonly type: 'boolean' | 'string' | 'list of strings';
  readonly meaning: string;
  /** The records that have it: API names, or a sentence. */
  readonly records: string;
}

const resourcePolicyCalls =
  'PutBucketPolicy, PutAccessPointPolicy, PutKeyPolicy, CreateKey, SetQueueAttributes, CreateQueue, SetTopicAttributes, CreateTopic, AddPermission (Lambda, SQS, SNS), AddLayerVersionPermission, PutResourcePolicy (Secrets Manager, DynamoDB, CloudWatch Logs), SetRepositoryPolicy, PutFileSystemPolicy, PutBackupVaultAccessPolicy, SetVaultAccessPolicy, CreateDomain and UpdateDomainConfig (OpenSearch), CreateElasticsearchDomain, UpdateElasticsearchDomainConfig';
const trustPolicyCalls = 'CreateRole, UpdateAssumeRolePolicy';
const identityPolicyCalls =
  'PutUserPolicy, PutRolePolicy, PutGroupPolicy, CreatePolicy, CreatePolicyVersion; PutInlinePolicyToPermissionSet (Identity Center)';
const networkCalls =
  'AuthorizeSecurityGroupIngress, ModifySecurityGroupRules, CreateNetworkAclEntry, ReplaceNetworkAclEntry';
const sharingCalls =
  'ModifySnapshotAttribute, ModifyImageAttribute, ModifyDBSnapshotAttribute, ModifyDBClusterSnapshotAttribute';

/** Every field under `derived.`, in the order in which documentation shows them. */
export const derivedFieldTable: readonly DerivedFieldDoc[] = [
  {
    path: 'actor.kind',
    type: 'string',
    meaning: 'Who acted: root, user, role, federated, service, account, anonymous or unknown.',
    records: 'all',
  },
  { path: 'actor.arn', type: 'string', meaning: 'ARN of the actor.', records: 'those that name one' },
  {
    path: 'actor.name',
    type: 'string',
    meaning: 'What a person would call the actor: user name, role/session, service name, root.',
    records: 'those that name one',
  },
  { path: 'actor.accountId', type: 'string', meaning: 'Account of the actor.', records: 'those that name one' },
  {
    path: 'actor.accessKeyId',
    type: 'string',
    meaning: 'Access key that signed the request.',
    records: 'those that name one',
  },
  {
    path: 'actor.sessionIssuer',
    type: 'string',
    meaning: 'ARN of the role or user that issued the session.',
    records: 'those made with temporary credentials',
  },
  {
    path: 'actor.principal',
    type: 'string',
    meaning:
      'Whose the credentials are, whatever their session is named: ARN of the user or the role, of the session where Identity Center names it after its person; the name of a service, the number of an account. Group by it.',
    records: 'those that name an actor',
  },
  {
    path: 'actor.mfa',
    type: 'boolean',
    meaning: 'The sign-in or the session was made with a second factor.',
    records: 'those that say so: console sign-ins and sessions',
  },
  {
    path: 'actor.centralRoot',
    type: 'boolean',
    meaning: 'The root session was made by central root access (sts:AssumeRoot) of the organization.',
    records: 'those of root',
  },
  {
    path: 'actor.workload',
    type: 'boolean',
    meaning:
      'No person is known to have opened the session: no second factor, not the console, no browser, not Identity Center.',
    records: 'those of roles',
  },
  {
    path: 'actor.infrastructureCode',
    type: 'boolean',
    meaning:
      'CloudFormation called for the actor, or a role’s session calls itself Terraform, OpenTofu, Pulumi or Crossplane. Whoever holds its credentials can say so too: lower a level by it, and leave nothing out.',
    records: 'those of root, users and roles',
  },
  {
    path: 'actor.byHand',
    type: 'boolean',
    meaning:
      'A person made the call, or a user’s own key: root, an IAM user, a role’s session that is not a workload’s, or is named after a mail address, or by a tool that assumes a role for its profile. No service made it for them.',
    records: 'those of root, users, roles and federated users',
  },
  {
    path: 'actor.longLivedKey',
    type: 'boolean',
    meaning:
      'An access key of a user or of root signed the call, or a session made from one without a second factor. Not the console.',
    records: 'those of root, users and federated users',
  },
  {
    path: 'call.succeeded',
    type: 'boolean',
    meaning: 'The call went through: no error, and no sign-in that failed.',
    records: 'all',
  },
  { path: 'call.denied', type: 'boolean', meaning: 'The call was refused for want of permission.', records: 'all' },
  {
    path: 'call.api',
    type: 'string',
    meaning: 'eventName without an API version: AddPermission20150331v2 reads AddPermission.',
    records: 'all that have an eventName',
  },
  {
    path: 'resources',
    type: 'list of strings',
    meaning: 'ARNs of what the call acted on: CloudTrail’s own list, else what the parameters name.',
    records: 'all; empty where nothing is named',
  },
  {
    path: 'policy.public',
    type: 'boolean',
    meaning:
      'The policy in the request lets in the public, as AWS defines it. A bucket’s that cannot be read counts as public; of another’s nothing is said.',
    records: `${resourcePolicyCalls}; ${trustPolicyCalls}`,
  },
  {
    path: 'policy.certain',
    type: 'boolean',
    meaning: 'The policy could be read, and AWS’s published meaning settles whether it is public.',
    records: `${resourcePolicyCalls}; ${trustPolicyCalls}; ${identityPolicyCalls}`,
  },
  {
    path: 'policy.publicStatements',
    type: 'list of strings',
    meaning: 'Sids of the public statements; #index, from 0, for those without one.',
    records: `${resourcePolicyCalls}; ${trustPolicyCalls}`,
  },
  {
    path: 'policy.admin',
    type: 'boolean',
    meaning:
      'A statement of the identity policy allows every action on every resource, or all but some that its holder can then allow themselves.',
    records: identityPolicyCalls,
  },
  {
    path: 'policy.escalating',
    type: 'boolean',
    meaning:
      'A statement without a condition allows, on every identity, an action that leads to an administrator, such as iam:PutUserPolicy, iam:PassRole or sts:AssumeRole.',
    records: identityPolicyCalls,
  },
  {
    path: 'policy.foreignAccounts',
    type: 'list of strings',
    meaning: 'Accounts outside the record’s own that the policy lets in by name.',
    records: `${resourcePolicyCalls}; ${trustPolicyCalls}; if the record tells its account`,
  },
  {
    path: 'acl.public',
    type: 'boolean',
    meaning: 'The ACL in the request grants something to everyone, or to every AWS account.',
    records:
      'PutBucketAcl, PutObjectAcl; CreateBucket, PutObject, CopyObject, CreateMultipartUpload if they set an ACL',
  },
  {
    path: 'accessBlock.weakened',
    type: 'boolean',
    meaning: 'Block Public Access was removed, or one of its four switches is off in the request.',
    records:
      'PutBucketPublicAccessBlock, PutAccountPublicAccessBlock, DeleteBucketPublicAccessBlock, DeleteAccountPublicAccessBlock',
  },
  {
    path: 'network.openToWorld',
    type: 'boolean',
    meaning: 'The request lets in every IPv4 or every IPv6 address.',
    records: networkCalls,
  },
  {
    path: 'network.openPorts',
    type: 'list of strings',
    meaning: 'Ports that the request opens to the world, as from-to; all for every port.',
    records: networkCalls,
  },
  {
    path: 'network.sensitivePortOpen',
    type: 'boolean',
    meaning: 'A port for administration or for a data store is among them.',
    records: networkCalls,
  },
  {
    path: 'accessKey.forAnotherUser',
    type: 'boolean',
    meaning: 'The access key was made for another user than the caller.',
    records: 'CreateAccessKey',
  },
  {
    path: 'sharing.public',
    type: 'boolean',
    meaning: 'A snapshot or image was shared with everyone.',
    records: sharingCalls,
  },
  {
    path: 'sharing.accounts',
    type: 'list of strings',
    meaning: 'Accounts that the snapshot or image was shared with.',
    records: sharingCalls,
  },
  {
    path: 'trail.weakened',
    type: 'boolean',
    meaning:
      'The request has a trail record less: management records left out, regions, global services or validation off.',
    records: 'UpdateTrail, PutEventSelectors',
  },
];
