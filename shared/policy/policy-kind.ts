/** What a policy with principals is attached to. `resource` is any kind without a name of its own here. */
export type PolicyKind =
  | 's3-bucket'
  | 's3-access-point'
  | 'sqs'
  | 'sns'
  | 'kms'
  | 'lambda'
  | 'secretsmanager'
  | 'ecr'
  | 'role-trust'
  | 'resource';

/** In what the judging of one kind of policy differs from another. */
export interface KindTraits {
  /** Who a web identity provider as principal lets in: all its users, or those whose claims the condition asks for. */
  readonly webIdentity: 'all users' | 'by claims';
  /** AWS publishes for this kind which condition keys count; others leave a doubt. */
  readonly hasListOfKeys: boolean;
  /** Prefixes of the condition keys that requests to this service carry, besides `aws:`; undefined where the service is not known. */
  readonly keyPrefixes?: readonly string[];
  /** `s3:DataAccessPointArn` with a fixed account counts as fixed, though the access point's name is not. */
  readonly accessPointNameMayVary: boolean;
  /** The AWS page that the judgement follows. */
  readonly page: string;
}

const meaningOfPublic =
  'Amazon S3 user guide, "Blocking public access to your Amazon S3 storage", "The meaning of public"';

const plain = { webIdentity: 'all users', hasListOfKeys: false, accessPointNameMayVary: false } as const;

/** The traits of every kind. Whatever is not told apart here is judged alike: by S3's meaning of public, the only one that AWS
 * publishes in full. */
export const kindTraits: Readonly<Record<PolicyKind, KindTraits>> = {
  's3-bucket': {
    ...plain,
    hasListOfKeys: true,
    keyPrefixes: ['s3:'],
    accessPointNameMayVary: true,
    page: meaningOfPublic,
  },
  's3-access-point': { ...plain, hasListOfKeys: true, keyPrefixes: ['s3:'], page: meaningOfPublic },
  sqs: {
    ...plain,
    keyPrefixes: ['sqs:'],
    page: 'Amazon SQS developer guide, "Using custom policies with the Amazon SQS access policy language"',
  },
  sns: {
    ...plain,
    // `sns:Endpoint` and `sns:Protocol` say where messages may go, and not who may ask for them.
    keyPrefixes: ['sns:'],
    page: 'Amazon SNS developer guide, "Example cases for Amazon SNS access control"',
  },
  kms: {
    ...plain,
    // `kms:CallerAccount` names who calls; `kms:ViaService` does not.
    keyPrefixes: ['kms:'],
    page: 'AWS KMS developer guide, "Key policies in AWS KMS" and "AWS KMS condition keys"',
  },
  lambda: {
    ...plain,
    keyPrefixes: ['lambda:'],
    page: 'AWS Lambda developer guide, "Working with resource-based IAM policies in Lambda"',
  },
  secretsmanager: {
    ...plain,
    keyPrefixes: ['secretsmanager:'],
    page: 'AWS Secrets Manager user guide, "Resource-based policies"',
  },
  ecr: { ...plain, keyPrefixes: ['ecr:'], page: 'Amazon ECR user guide, "Private repository policies"' },
  'role-trust': {
    ...plain,
    webIdentity: 'by claims',
    keyPrefixes: ['sts:'],
    page: 'IAM user guide, "Create a role for OpenID Connect federation" and "AWS JSON policy elements: Principal"',
  },
  resource: { ...plain, page: meaningOfPublic },
};

/** Every kind, in the order in which documentation shows them. */
export const policyKinds: readonly PolicyKind[] = Object.keys(kindTraits) as PolicyKind[];
