import { accountId, arn, homeRegion, resourceId } from './account.ts';
import { type Role, role, serviceRole } from './callers.ts';

/** People who sign in to the console. */
export const people = ['mara.lindt', 'jonas.weber', 'aylin.kaya', 'piet.visser', 'sofia.rossi'] as const;
/** One of them. */
export type Person = (typeof people)[number];

type RoleName =
  | 'ciDeploy'
  | 'terraform'
  | 'scanner'
  | 'grafana'
  | 'shopWorker'
  | 'exportWorker'
  | 'webServer'
  | 'backup'
  | 'autoScaling'
  | 'config';

export const roles: Readonly<Record<RoleName, Role>> = {
  ciDeploy: role('ci-deploy'),
  terraform: role('terraform-automation'),
  scanner: role('security-scanner'),
  grafana: role('grafana-metrics'),
  shopWorker: role('shop-worker'),
  exportWorker: role('customer-export-worker'),
  webServer: role('web-server'),
  backup: role('AWSBackupDefaultServiceRole', '/service-role/'),
  autoScaling: serviceRole('AWSServiceRoleForAutoScaling', 'autoscaling'),
  config: serviceRole('AWSServiceRoleForConfig', 'config'),
};

export const buckets = {
  exports: 'example-customer-exports',
  website: 'example-shop-website',
  artifacts: 'example-ci-artifacts',
  state: 'example-terraform-state',
} as const;

export const functions = ['shop-checkout', 'shop-catalog', 'shop-invoice', 'customer-export', 'image-resize'] as const;
export const stacks = ['shop-api', 'shop-web', 'customer-export', 'image-pipeline'] as const;
export const repositories = ['shop/api', 'shop/web', 'tools/export'] as const;

/** Servers that run all week. */
export const servers: readonly string[] = Array.from({ length: 12 }, (_, index) => resourceId('i', `server-${index}`));
/** Servers that render images; the intruder ends every one of them. */
export const renderServers: readonly string[] = Array.from({ length: 26 }, (_, index) =>
  resourceId('i', `render-${index}`),
);
export const volumes: readonly string[] = Array.from({ length: 8 }, (_, index) => resourceId('vol', `disk-${index}`));
export const webImage: string = resourceId('ami', 'web');
export const webSecurityGroup: string = resourceId('sg', 'web');
export const databaseSecurityGroup: string = resourceId('sg', 'database');
export const subnets: readonly string[] = ['a', 'b'].map((zone) => resourceId('subnet', zone));
export const customerSnapshot: string = resourceId('snap', 'customers');

/** Keys of the key service, by what they guard. */
export const keys: Readonly<Record<'customers' | 'exports' | 'parameters' | 'secrets', string>> = {
  customers: keyArn('8c1f2a60-5b7d-4e39-9a84-2f60d7b3c915'),
  exports: keyArn('5d0e83c7-72b9-4a16-8f4d-e1907a6c2b58'),
  parameters: keyArn('3e90b7d4-16ca-4f02-8d5b-a41c97e2608f'),
  secrets: keyArn('b2547f19-0ce8-46d3-b1a7-95d83e6fc042'),
};

/** The ARNs of trails, by name. */
export function trailArn(name: string): string {
  return arn('cloudtrail', homeRegion, `trail/${name}`);
}

/** What CloudTrail lists under `resources` for a bucket. */
export function bucketResource(bucketName: string): {
  readonly accountId: string;
  readonly type: string;
  readonly ARN: string;
} {
  return { accountId, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucketName}` };
}

/** What CloudTrail lists under `resources` for a key. */
export function keyResource(ARN: string): { readonly accountId: string; readonly type: string; readonly ARN: string } {
  return { accountId, type: 'AWS::KMS::Key', ARN };
}

function keyArn(id: string): string {
  return arn('kms', homeRegion, `key/${id}`);
}
