import type { Call } from '../../../samples/generator/call.ts';
import { accountId, auditorAccountId, homeRegion } from '../../../samples/generator/company/account.ts';
import { awsItself } from '../../../samples/generator/company/callers.ts';
import { buckets, keys, roles, volumes } from '../../../samples/generator/company/estate.ts';
import type { Random } from '../../../samples/generator/random.ts';
import { callAs } from '../call-as.ts';
import { homeArn, inConsole, monthRoles, serviceAtWork, terraformRun, worker } from '../staff.ts';
import type { Work } from './work.ts';

/** The night's database copy: made, given to the company's other account, taken elsewhere, the oldest dropped. */
export const databaseCopied: Work = {
  gapMs: 60_000,
  run: (random, startMs) => {
    const call = callAs(worker(monthRoles.snapshotCourier, 'nightly-copy', startMs));
    const name = `shop-${random.hex(6)}`;
    return [
      call('rds', 'CreateDBSnapshot', { dBInstanceIdentifier: 'shop', dBSnapshotIdentifier: name }),
      call('rds', 'DescribeDBSnapshots', { dBSnapshotIdentifier: name }),
      call(
        'rds',
        'ModifyDBSnapshotAttribute',
        { dBSnapshotIdentifier: name, attributeName: 'restore', valuesToAdd: [auditorAccountId] },
        {
          response: {
            dBSnapshotIdentifier: name,
            dBSnapshotAttributes: [{ attributeName: 'restore', attributeValues: [auditorAccountId] }],
          },
        },
      ),
      call(
        'rds',
        'CopyDBSnapshot',
        { sourceDBSnapshotIdentifier: homeArn('rds', `snapshot:${name}`), targetDBSnapshotIdentifier: name },
        { region: 'eu-west-1' },
      ),
      call('rds', 'DeleteDBSnapshot', { dBSnapshotIdentifier: `shop-${random.hex(6)}` }),
    ];
  },
};

/** Staging gets last week's data: restored from a copy, the old database dropped without a last one. */
export const stagingRefreshed: Work = {
  gapMs: 120_000,
  run: (random, startMs) => {
    const call = callAs(terraformRun(roles.terraform, random, startMs));
    return [
      call('rds', 'DeleteDBInstance', {
        dBInstanceIdentifier: 'staging',
        skipFinalSnapshot: true,
        deleteAutomatedBackups: true,
      }),
      call('rds', 'RestoreDBInstanceFromDBSnapshot', {
        dBInstanceIdentifier: 'staging',
        dBSnapshotIdentifier: `shop-${random.hex(6)}`,
        publiclyAccessible: false,
      }),
      call('rds', 'ModifyDBInstance', {
        dBInstanceIdentifier: 'staging',
        masterUserPassword: '****',
        applyImmediately: true,
      }),
    ];
  },
};

/** Disk copies by the schedule of the lifecycle manager, and old ones dropped. */
export const disksCopied: Work = {
  gapMs: 3000,
  run: (random, startMs) => {
    const caller = serviceAtWork(roles.backup, 'dlm', 'DLM', startMs);
    const call = callAs(caller);
    return volumes
      .slice(0, 4)
      .flatMap((volumeId): readonly Call[] => [
        call(
          'ec2',
          'CreateSnapshot',
          { volumeId, description: 'Created for policy: policy-0example' },
          { response: { snapshotId: `snap-0${random.hex(16)}`, volumeId, ownerId: accountId, encrypted: true } },
        ),
        call('ec2', 'DeleteSnapshot', { snapshotId: `snap-0${random.hex(16)}` }, { response: { _return: true } }),
      ]);
  },
};

/** AWS Backup drops recovery points whose time is over. */
export const recoveryPointsExpired: Work = {
  gapMs: 5000,
  run: (random) => [
    {
      caller: awsItself('backup'),
      service: 'backup',
      name: 'BackupDeleted',
      eventType: 'AwsServiceEvent',
      serviceDetails: {
        backupVaultName: 'nightly',
        resourceType: 'EBS',
        recoveryPointArn: recoveryPoint(random),
        state: 'DELETED',
      },
    },
  ],
};

/** Tables and the database are given to the data team as files. */
export const dataExported: Work = {
  gapMs: 30_000,
  run: (random, startMs) => {
    const call = callAs(worker(monthRoles.dataJobs, 'weekly-export', startMs));
    return [
      call('dynamodb', 'ExportTableToPointInTime', {
        tableArn: homeArn('dynamodb', 'table/shop'),
        s3Bucket: buckets.exports,
      }),
      call('rds', 'StartExportTask', {
        exportTaskIdentifier: `weekly-${random.hex(6)}`,
        sourceArn: homeArn('rds', 'snapshot:shop-weekly'),
        s3BucketName: buckets.exports,
        kmsKeyId: keys.exports,
      }),
    ];
  },
};

/** The database's settings are tuned by hand. */
export const databaseTuned: Work = {
  gapMs: 60_000,
  run: (random, startMs) => {
    const call = callAs(inConsole('piet.visser', random, startMs));
    return [
      call('rds', 'CreateDBSnapshot', {
        dBInstanceIdentifier: 'shop',
        dBSnapshotIdentifier: `before-${random.hex(4)}`,
      }),
      call('rds', 'ModifyDBParameterGroup', {
        dBParameterGroupName: 'shop',
        parameters: [{ parameterName: 'work_mem' }],
      }),
      call('rds', 'RebootDBInstance', { dBInstanceIdentifier: 'shop' }),
    ];
  },
};

function recoveryPoint(random: Random): string {
  return `arn:aws:ec2:${homeRegion}::snapshot/snap-0${random.hex(16)}`;
}
