import type { Json } from '#shared/model/json.ts';
import { listOf, memberAt, textAt } from '#shared/model/read-json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import type { SharedCopyKind, Subject } from '#shared/model/target.ts';
import { callKey } from './call/call-key.ts';
import { callSucceeded } from './call/call-succeeded.ts';
import { itemsAt } from './read.ts';
import { arnScope } from './resources/arn-scope.ts';

/** What a call changed of what playbooks know; undefined for other calls, for calls that failed, and where the record does not name it in
 * the form that AWS gives its names: what has another form is nothing that a playbook could be sent to. */
export function deriveSubject(record: CloudTrailRecord): Subject | undefined {
  const read = readers.get(callKey(record) ?? '');
  return read !== undefined && callSucceeded(record) ? read(record) : undefined;
}

type ReadSubject = (record: CloudTrailRecord) => Subject | undefined;

const readers: ReadonlyMap<string, ReadSubject> = new Map<string, ReadSubject>([
  ['s3:CreateBucket', bucket],
  ['s3:PutBucketPolicy', bucket],
  ['s3:PutBucketAcl', bucket],
  ['s3:PutBucketPublicAccessBlock', bucket],
  ['s3:DeleteBucketPublicAccessBlock', bucket],
  ['s3:PutAccountPublicAccessBlock', () => ({ kind: 'account-access-block' })],
  ['s3:DeleteAccountPublicAccessBlock', () => ({ kind: 'account-access-block' })],
  ['ec2:AuthorizeSecurityGroupIngress', authorizedGroup],
  ['ec2:ModifySecurityGroupRules', modifiedGroup],
  ['cloudtrail:StopLogging', trailOf('logging')],
  ['cloudtrail:UpdateTrail', trailOf()],
  ['cloudtrail:PutEventSelectors', trailOf('selectors')],
  ['ec2:ModifySnapshotAttribute', sharedCopy('ebs-snapshot', 'snapshotId', /^snap-[0-9a-f]{8,32}$/)],
  ['ec2:ModifyImageAttribute', sharedCopy('image', 'imageId', /^ami-[0-9a-f]{8,32}$/)],
  ['rds:ModifyDBSnapshotAttribute', sharedCopy('rds-snapshot', 'dBSnapshotIdentifier', rdsForm())],
  [
    'rds:ModifyDBClusterSnapshotAttribute',
    sharedCopy('rds-cluster-snapshot', 'dBClusterSnapshotIdentifier', rdsForm()),
  ],
  ['iam:CreateAccessKey', accessKey],
  ['iam:AttachUserPolicy', quarantinedUser],
  ['kms:ScheduleKeyDeletion', encryptionKey],
]);

/** Bucket names of before 2018 may have capitals and underscores, and 255 characters. */
const bucketForm = /^[\w.-]{3,255}$/;
const groupForm = /^sg-[0-9a-f]{8,32}$/;
const ruleForm = /^sgr-[0-9a-f]{8,32}$/;
const trailForm = /^[\w.-]{3,128}$/;
const trailArnForm = /^arn:[\w-]+:cloudtrail:[a-z\d-]+:\d{12}:trail\/[\w.-]{3,128}$/;
const userForm = /^[\w+=,.@-]{1,128}$/;
const accessKeyForm = /^[A-Z\d]{16,128}$/;
/** AWS's own policies, of which there are three so far, and not one of the account's that is called the same. */
const quarantineForm = /^arn:[\w-]+:iam::aws:policy\/AWSCompromisedKeyQuarantine(?:V\d{1,3})?$/;
const keyForm = /^[\w-]{1,64}$/;
const keyArnForm = /^arn:[\w-]+:kms:[a-z\d-]+:\d{12}:key\/[\w-]{1,64}$/;

/** Manual snapshots; one that RDS takes itself, `rds:…`, cannot be shared. */
function rdsForm(): RegExp {
  return /^[A-Za-z][A-Za-z\d-]{0,254}$/;
}

/** More rules than a group can have unless its quota was raised. */
const maxRules = 100;

function bucket({ fields }: CloudTrailRecord): Subject | undefined {
  const name = named(memberAt(fields, 'requestParameters', 'bucketName'), bucketForm);
  return name === undefined ? undefined : { kind: 'bucket', bucket: name };
}

/** The ids of the rules are in the answer: the request has none yet. */
function authorizedGroup({ fields }: CloudTrailRecord): Subject | undefined {
  const added = itemsAt(memberAt(fields, 'responseElements'), 'securityGroupRuleSet');
  // A request may name its group by name, where the answer has the id.
  const ids = [memberAt(fields, 'requestParameters', 'groupId'), ...added.map((rule) => memberAt(rule, 'groupId'))];
  const groupId = ids.map((id) => named(id, groupForm)).find((id) => id !== undefined);
  return groupOf(groupId, ruleIdsOf(added, 'securityGroupRuleId'));
}

/** Spelled as in the API: see `network/ingress-rule.ts`. */
function modifiedGroup({ fields }: CloudTrailRecord): Subject | undefined {
  const request = memberAt(fields, 'requestParameters', 'ModifySecurityGroupRulesRequest');
  const groupId = named(memberAt(request, 'GroupId'), groupForm);
  const changed = listOf(memberAt(request, 'SecurityGroupRule'));
  const group = groupOf(groupId, ruleIdsOf(changed, 'SecurityGroupRuleId'));
  return group && { ...group, isModified: true };
}

type SecurityGroup = Extract<Subject, { readonly kind: 'security-group' }>;

function groupOf(groupId: string | undefined, ruleIds: readonly string[]): SecurityGroup | undefined {
  return groupId === undefined ? undefined : { kind: 'security-group', groupId, ruleIds };
}

function ruleIdsOf(rules: readonly Json[], member: string): readonly string[] {
  const ids = rules.map((rule) => named(memberAt(rule, member), ruleForm)).filter((id) => id !== undefined);
  return [...new Set(ids)].slice(0, maxRules);
}

/** Trails are named by name, in the region of the call, or by ARN.
 * @param changed what the call changes of it; absent where that is neither */
function trailOf(changed?: 'logging' | 'selectors'): ReadSubject {
  return (record) => {
    const parameters = memberAt(record.fields, 'requestParameters');
    const written = textAt(parameters, 'name') ?? textAt(parameters, 'trailName');
    const trailArn = named(written, trailArnForm) ?? arnOf(record, 'cloudtrail', 'trail', named(written, trailForm));
    return trailArn === undefined ? undefined : { kind: 'trail', trailArn, ...(changed !== undefined && { changed }) };
  };
}

function sharedCopy(kind: SharedCopyKind, parameter: string, form: RegExp): ReadSubject {
  return ({ fields }) => {
    const id = named(memberAt(fields, 'requestParameters', parameter), form);
    return id === undefined ? undefined : { kind, id };
  };
}

function accessKey({ fields }: CloudTrailRecord): Subject | undefined {
  const made = memberAt(fields, 'responseElements', 'accessKey');
  const userName = named(memberAt(made, 'userName'), userForm);
  const accessKeyId = named(memberAt(made, 'accessKeyId'), accessKeyForm);
  return userName === undefined || accessKeyId === undefined
    ? undefined
    : { kind: 'access-key', userName, accessKeyId };
}

/** AWS quarantines a user one of whose keys it has found in public, and does not tell which.
 * @see AWS managed policy reference, AWSCompromisedKeyQuarantineV3 */
function quarantinedUser({ fields }: CloudTrailRecord): Subject | undefined {
  const policyArn = named(memberAt(fields, 'requestParameters', 'policyArn'), quarantineForm);
  const userName = named(memberAt(fields, 'requestParameters', 'userName'), userForm);
  return policyArn === undefined || userName === undefined ? undefined : { kind: 'user-access-keys', userName };
}

/** A key is named by its id or by its ARN. */
function encryptionKey(record: CloudTrailRecord): Subject | undefined {
  const written = memberAt(record.fields, 'requestParameters', 'keyId');
  const keyArn = named(written, keyArnForm) ?? arnOf(record, 'kms', 'key', named(written, keyForm));
  return keyArn === undefined ? undefined : { kind: 'encryption-key', keyArn };
}

function arnOf(record: CloudTrailRecord, service: string, type: string, name: string | undefined): string | undefined {
  const { partition, region, accountId } = arnScope(record);
  if (region === undefined || accountId === undefined || name === undefined) return undefined;
  return `arn:${partition}:${service}:${region}:${accountId}:${type}/${name}`;
}

function named(value: Json | undefined, form: RegExp): string | undefined {
  return typeof value === 'string' && form.test(value) ? value : undefined;
}
