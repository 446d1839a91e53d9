import { callBucket } from '../../../samples/generator/calls/bucket.ts';
import { accountId, auditorAccountId, homeRegion } from '../../../samples/generator/company/account.ts';
import { type Caller, type Role, roleArn, roleSession, through } from '../../../samples/generator/company/callers.ts';
import { roles, trailArn } from '../../../samples/generator/company/estate.ts';
import { callAs } from '../call-as.ts';
import { monthRoles, terraformRun } from '../staff.ts';
import type { Work } from './work.ts';

/** The bucket of the organisation's account for logs. */
const logArchive = `aws-controltower-logs-${auditorAccountId}-${homeRegion}`;

/** The organisation's trail records the account now: Terraform removes the account's own, with the log group that it wrote to. */
export const ownTrailRetired: Work = {
  gapMs: 4000,
  run: (random, startMs) => {
    const call = callAs(terraformRun(roles.terraform, random, startMs));
    const roleName = 'own-trail-to-logs';
    return [
      call('cloudtrail', 'DescribeTrails', { trailNameList: [trailArn('own-trail')] }),
      call('cloudtrail', 'DeleteTrail', { name: trailArn('own-trail') }),
      call('iam', 'DeleteRolePolicy', { roleName, policyName: 'write' }),
      call('iam', 'DeleteRole', { roleName }),
      call('logs', 'DeleteLogGroup', { logGroupName: 'own-trail' }),
    ];
  },
};

/** The landing zone takes Config over: a stack set deletes the account's recorders, then Control Tower sets up its own, region by region. */
export const recordersReplaced: Work = {
  gapMs: 12_000,
  run: (_, startMs) => {
    const stack = callAs(through(byCloudFormation(monthRoles.stackSetExecution, startMs), 'cloudformation'));
    const landing = callAs(through(byCloudFormation(monthRoles.landingZone, startMs), 'cloudformation'));
    const recorder = { name: 'aws-controltower-BaselineConfigRecorder', roleARN: roleArn(roles.config) };
    const channel = { name: 'aws-controltower-BaselineConfigDeliveryChannel', s3BucketName: logArchive };
    return ['eu-central-1', 'eu-west-1', 'us-east-1'].flatMap((region) => [
      stack('config', 'StopConfigurationRecorder', { configurationRecorderName: 'default' }, { region }),
      stack('config', 'DeleteDeliveryChannel', { deliveryChannelName: 'default' }, { region }),
      stack('config', 'DeleteConfigurationRecorder', { configurationRecorderName: 'default' }, { region }),
      landing('config', 'PutConfigurationRecorder', { configurationRecorder: recorder }, { region }),
      landing('config', 'PutDeliveryChannel', { deliveryChannel: channel }, { region }),
      landing('config', 'StartConfigurationRecorder', { configurationRecorderName: recorder.name }, { region }),
    ]);
  },
};

/** A bucket that was copied to the other account is not needed any more. Terraform suspends versioning where it only stops to manage it. */
export const replicatedBucketRetired: Work = {
  gapMs: 4000,
  run: (random, startMs) => {
    const caller = terraformRun(roles.terraform, random, startMs);
    const call = callAs(caller);
    const bucket = `example-catalogue-${random.hex(6)}`;
    const roleName = `${bucket}-replication`;
    return [
      callBucket(caller, 'GetBucketReplication', bucket, 'replication'),
      callBucket(caller, 'DeleteBucketReplication', bucket, 'replication'),
      callBucket(caller, 'PutBucketVersioning', bucket, 'versioning', {
        VersioningConfiguration: { Status: 'Suspended' },
      }),
      callBucket(caller, 'DeleteBucketLifecycle', bucket, 'lifecycle'),
      callBucket(caller, 'DeleteBucketEncryption', bucket, 'encryption'),
      callBucket(caller, 'DeleteBucketPolicy', bucket, 'policy'),
      callBucket(caller, 'DeleteBucketPublicAccessBlock', bucket, 'publicAccessBlock'),
      call('s3', 'DeleteBucket', { bucketName: bucket, Host: `${bucket}.s3.${homeRegion}.amazonaws.com` }),
      call('iam', 'DeleteRolePolicy', { roleName, policyName: `to-${auditorAccountId}` }),
      call('iam', 'DeleteRole', { roleName }),
    ];
  },
};

/** A backup vault goes with what is in it. */
export const vaultRetired: Work = {
  gapMs: 3000,
  run: (random, startMs) => {
    const call = callAs(terraformRun(roles.terraform, random, startMs));
    const backupVaultName = 'staging-nightly';
    const backupPlanId = random.uuid();
    return [
      call('backup', 'DeleteBackupSelection', { backupPlanId, selectionId: random.uuid() }),
      call('backup', 'DeleteBackupPlan', { backupPlanId }),
      call('backup', 'ListRecoveryPointsByBackupVault', { backupVaultName }),
      ...Array.from({ length: 14 }, () =>
        call('backup', 'DeleteRecoveryPoint', {
          backupVaultName,
          recoveryPointArn: `arn:aws:backup:${homeRegion}:${accountId}:recovery-point:${random.uuid()}`,
        }),
      ),
      call('backup', 'DeleteBackupVault', { backupVaultName }),
    ];
  },
};

/** An application is switched off: its database leaves a last copy, and the older copies go. */
export const databaseRetired: Work = {
  gapMs: 30_000,
  run: (random, startMs) => {
    const call = callAs(terraformRun(roles.terraform, random, startMs));
    const name = `loyalty-${random.hex(4)}`;
    return [
      call('rds', 'ModifyDBInstance', { dBInstanceIdentifier: name, deletionProtection: false }),
      call('rds', 'DeleteDBInstance', {
        dBInstanceIdentifier: name,
        skipFinalSnapshot: false,
        finalDBSnapshotIdentifier: `${name}-final`,
        deleteAutomatedBackups: true,
      }),
      ...['q1', 'q2', 'q3'].map((quarter) =>
        call('rds', 'DeleteDBSnapshot', { dBSnapshotIdentifier: `${name}-${quarter}` }),
      ),
      call('rds', 'DeleteDBSubnetGroup', { dBSubnetGroupName: name }),
      call('rds', 'DeleteDBParameterGroup', { dBParameterGroupName: name }),
      call('secretsmanager', 'DeleteSecret', { secretId: `${name}/database`, recoveryWindowInDays: 30 }),
    ];
  },
};

/** A collection of tables goes that nobody asks any more, and the disk copies of the server that filled it. */
export const tablesRetired: Work = {
  gapMs: 3000,
  run: (random, startMs) => {
    const call = callAs(terraformRun(roles.terraform, random, startMs));
    const databaseName = 'old_campaigns';
    return [
      call('glue', 'DeleteCrawler', { name: databaseName }),
      ...Array.from({ length: 9 }, (_, at) => call('glue', 'DeleteTable', { databaseName, name: `campaign_${at}` })),
      call('glue', 'DeleteDatabase', { name: databaseName }),
      ...Array.from({ length: 4 }, () =>
        call('ec2', 'DeleteSnapshot', { snapshotId: `snap-0${random.hex(16)}` }, { response: { _return: true } }),
      ),
      call('ec2', 'DeleteVolume', { volumeId: `vol-0${random.hex(16)}` }),
    ];
  },
};

function byCloudFormation(of: Role, startMs: number): Caller {
  const host = 'cloudformation.amazonaws.com';
  return roleSession(of, 'AWSCloudFormation', { from: host, agent: host }, startMs);
}
