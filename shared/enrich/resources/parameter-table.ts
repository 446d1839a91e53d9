/** How one parameter names a resource. */
export interface ResourceParameter {
  /** Path in the parameters; `[]` after a member means each entry of its list. */
  readonly path: readonly string[];
  /** The part of the ARN after `arn:partition:`, with `{region}`, `{account}` and `{value}`; a value that is an ARN stands as it is. */
  readonly arn: string;
}

/** The members of requests and responses by which common calls name what they act on, by service (first label of `eventSource`).
 *
 * Names of IAM principals leave out the path, which requests do not tell. Values that name a resource only in part, such as the
 * secret name to which Secrets Manager adds six characters, are taken when they are ARNs: their template has no `{value}`. */
export const resourceParameters: ReadonlyMap<string, readonly ResourceParameter[]> = new Map([
  [
    'ec2',
    [
      parameter('instancesSet.items[].instanceId', 'ec2:{region}:{account}:instance/{value}'),
      parameter('instanceId', 'ec2:{region}:{account}:instance/{value}'),
      parameter('groupId', 'ec2:{region}:{account}:security-group/{value}'),
      parameter('ModifySecurityGroupRulesRequest.GroupId', 'ec2:{region}:{account}:security-group/{value}'),
      // Images and snapshots have no account in their ARN.
      parameter('imageId', 'ec2:{region}::image/{value}'),
      parameter('snapshotId', 'ec2:{region}::snapshot/{value}'),
      parameter('volumeId', 'ec2:{region}:{account}:volume/{value}'),
      parameter('vpcId', 'ec2:{region}:{account}:vpc/{value}'),
      parameter('subnetId', 'ec2:{region}:{account}:subnet/{value}'),
      parameter('networkAclId', 'ec2:{region}:{account}:network-acl/{value}'),
      parameter('routeTableId', 'ec2:{region}:{account}:route-table/{value}'),
      parameter('internetGatewayId', 'ec2:{region}:{account}:internet-gateway/{value}'),
      parameter('DeleteFlowLogsRequest.FlowLogId[].content', 'ec2:{region}:{account}:vpc-flow-log/{value}'),
    ],
  ],
  [
    'iam',
    [
      parameter('userName', 'iam::{account}:user/{value}'),
      parameter('roleName', 'iam::{account}:role/{value}'),
      parameter('groupName', 'iam::{account}:group/{value}'),
      parameter('instanceProfileName', 'iam::{account}:instance-profile/{value}'),
      parameter('policyArn', ''),
      parameter('policy.arn', ''),
      parameter('sAMLProviderArn', ''),
      parameter('openIDConnectProviderArn', ''),
    ],
  ],
  ['sts', [parameter('roleArn', ''), parameter('targetPrincipal', '')]],
  [
    'cloudtrail',
    [
      parameter('name', 'cloudtrail:{region}:{account}:trail/{value}'),
      parameter('trailName', 'cloudtrail:{region}:{account}:trail/{value}'),
      parameter('eventDataStore', 'cloudtrail:{region}:{account}:eventdatastore/{value}'),
    ],
  ],
  ['secretsmanager', [parameter('secretId', ''), parameter('arn', ''), parameter('aRN', '')]],
  ['sns', [parameter('topicArn', '')]],
  [
    'rds',
    [
      parameter('dBInstanceIdentifier', 'rds:{region}:{account}:db:{value}'),
      parameter('dBClusterIdentifier', 'rds:{region}:{account}:cluster:{value}'),
      parameter('dBSnapshotIdentifier', 'rds:{region}:{account}:snapshot:{value}'),
      parameter('dBClusterSnapshotIdentifier', 'rds:{region}:{account}:cluster-snapshot:{value}'),
    ],
  ],
  ['dynamodb', [parameter('tableName', 'dynamodb:{region}:{account}:table/{value}'), parameter('resourceArn', '')]],
  ['ecr', [parameter('repositoryName', 'ecr:{region}:{account}:repository/{value}')]],
  ['guardduty', [parameter('detectorId', 'guardduty:{region}:{account}:detector/{value}')]],
  ['logs', [parameter('logGroupName', 'logs:{region}:{account}:log-group:{value}')]],
  ['elasticfilesystem', [parameter('fileSystemId', 'elasticfilesystem:{region}:{account}:file-system/{value}')]],
  ['es', [parameter('domainName', 'es:{region}:{account}:domain/{value}')]],
]);

function parameter(path: string, arn: string): ResourceParameter {
  return { path: path.split('.'), arn };
}
