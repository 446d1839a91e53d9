/** S3 buckets, and the account's switches. What is not set is `undefined`, never an error. */
export interface Buckets {
  /** The policy as it was written, JSON text. `s3:GetBucketPolicy` */
  getPolicy(bucket: string): Promise<string | undefined>;
  /** `s3:PutBucketPolicy` */
  putPolicy(bucket: string, policy: string): Promise<void>;
  /** `s3:DeleteBucketPolicy` */
  deletePolicy(bucket: string): Promise<void>;
  /** Whether AWS calls the bucket's policy public; `undefined` without a policy. `s3:GetBucketPolicyStatus` */
  isPolicyPublic(bucket: string): Promise<boolean | undefined>;
  /** `s3:GetBucketAcl` */
  getAcl(bucket: string): Promise<BucketAcl>;
  /** `s3:PutBucketAcl` */
  putAcl(bucket: string, acl: BucketAcl): Promise<void>;
  /** `s3:GetBucketPublicAccessBlock` */
  getAccessBlock(bucket: string): Promise<AccessBlock | undefined>;
  /** `s3:PutBucketPublicAccessBlock` */
  putAccessBlock(bucket: string, block: AccessBlock): Promise<void>;
  /** `s3:PutBucketPublicAccessBlock`, which S3 asks for to delete, too. */
  deleteAccessBlock(bucket: string): Promise<void>;
  /** The switches of the whole account. `s3:GetAccountPublicAccessBlock` */
  getAccountAccessBlock(): Promise<AccessBlock | undefined>;
  /** `s3:PutAccountPublicAccessBlock` */
  putAccountAccessBlock(block: AccessBlock): Promise<void>;
  /** `s3:PutAccountPublicAccessBlock`, which S3 asks for to delete, too. */
  deleteAccountAccessBlock(): Promise<void>;
  /** `s3:GetBucketTagging` */
  getTags(bucket: string): Promise<Tags>;
}

export type Tags = Readonly<Record<string, string>>;

/** The four switches of S3 Block Public Access. */
export interface AccessBlock {
  readonly blockPublicAcls: boolean;
  readonly ignorePublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly restrictPublicBuckets: boolean;
}

export interface BucketAcl {
  readonly ownerId: string;
  readonly grants: readonly AclGrant[];
}

export interface AclGrant {
  readonly grantee:
    | { readonly type: 'CanonicalUser'; readonly id: string }
    | { readonly type: 'Group'; readonly uri: string }
    | { readonly type: 'AmazonCustomerByEmail'; readonly emailAddress: string };
  readonly permission: string;
}
