/** How a value of a condition key is compared with what counts as fixed. */
export type KeyForm = 'text' | 'arn' | 'accessPointArn' | 'orgPath' | 'cidr' | 'true';

/** A condition key that can keep the public out. */
export interface LimitingKey {
  /** As AWS spells it, for explanations. */
  readonly name: string;
  readonly form: KeyForm;
  /** S3's own list has it, or counts it as a principal. */
  readonly isListedByS3: boolean;
}

// The S3 user guide's list ("Blocking public access: the meaning of public"), where a principal may be named by a key: it
// gives PrincipalOrgID as an example, and the others of that kind are read alike.
const ofS3: readonly Omit<LimitingKey, 'isListedByS3'>[] = [
  { name: 'aws:SourceIp', form: 'cidr' },
  { name: 'aws:SourceArn', form: 'arn' },
  { name: 'aws:SourceVpc', form: 'text' },
  { name: 'aws:SourceVpce', form: 'text' },
  { name: 'aws:SourceOwner', form: 'text' },
  { name: 'aws:SourceAccount', form: 'text' },
  { name: 's3:x-amz-server-side-encryption-aws-kms-key-id', form: 'text' },
  { name: 'aws:userid', form: 'text' },
  { name: 's3:DataAccessPointArn', form: 'accessPointArn' },
  { name: 's3:DataAccessPointAccount', form: 'text' },
  { name: 'aws:PrincipalOrgID', form: 'text' },
  { name: 'aws:PrincipalArn', form: 'arn' },
  { name: 'aws:PrincipalAccount', form: 'text' },
  { name: 'aws:PrincipalOrgPaths', form: 'orgPath' },
  { name: 'aws:PrincipalServiceName', form: 'text' },
];

// The same idea under other names: who calls, from which account, organization or network (IAM user guide, "Global condition
// context keys"; KMS developer guide, "kms:CallerAccount"; EFS user guide, "Blocking public access").
// Left out on purpose, since an outsider can satisfy them: aws:PrincipalTag, aws:username (no account in it), aws:VpcSourceIp
// (private addresses repeat), aws:Referer, aws:UserAgent, aws:SecureTransport, kms:ViaService, sts:ExternalId, aws:ResourceAccount.
const ofOthers: typeof ofS3 = [
  { name: 'aws:SourceOrgID', form: 'text' },
  { name: 'aws:SourceOrgPaths', form: 'orgPath' },
  { name: 'aws:VpceAccount', form: 'text' },
  { name: 'aws:VpceOrgID', form: 'text' },
  { name: 'aws:VpceOrgPaths', form: 'orgPath' },
  { name: 'aws:SourceVpcArn', form: 'arn' },
  { name: 'kms:CallerAccount', form: 'text' },
  { name: 'elasticfilesystem:AccessPointArn', form: 'arn' },
  { name: 'elasticfilesystem:AccessedViaMountTarget', form: 'true' },
];

const limitingKeys: ReadonlyMap<string, LimitingKey> = new Map(
  [...ofS3, ...ofOthers].map((key) => [key.name.toLowerCase(), { ...key, isListedByS3: ofS3.includes(key) }]),
);

/** The limiting key of that name, whatever its case (condition keys have none); undefined for a key that keeps nobody out. */
export function limitingKey(name: string): LimitingKey | undefined {
  return limitingKeys.get(name.toLowerCase());
}
