import { timeOn } from '../../../samples/generator/calendar.ts';
import { addresses, agents, homeRegion } from '../../../samples/generator/company/account.ts';
import { consoleUser } from '../../../samples/generator/company/callers.ts';
import { callAs } from '../../noise/call-as.ts';
import { homeArn } from '../../noise/staff.ts';
import { from, type Incident } from '../incident.ts';

const origin = { from: addresses.office, agent: agents.safari };
const call = callAs(consoleUser('piet.visser', true, origin, timeOn('thursday', '21:40:00')));
const vault = { backupVaultName: 'nightly' };

/** Somebody from the office, properly signed in, on the last evening: the backups first, then the database. */
export const insider: Incident = {
  title: 'an insider who deletes the backups and the database',
  steps: [
    from(0, [call('backup', 'ListBackupVaults'), call('rds', 'DescribeDBSnapshots', { snapshotType: 'manual' })]),
    from(
      3,
      Array.from({ length: 14 }, (_, day) =>
        call('backup', 'DeleteRecoveryPoint', {
          ...vault,
          recoveryPointArn: homeArn('backup', `recovery-point:${day}`),
        }),
      ),
      9,
    ),
    from(8, [
      call('backup', 'DeleteBackupVault', vault),
      ...['a', 'b', 'c'].map((each) =>
        call('rds', 'DeleteDBSnapshot', { dBSnapshotIdentifier: `shop-before-release-${each}` }),
      ),
    ]),
    from(14, [
      call('rds', 'ModifyDBInstance', {
        dBInstanceIdentifier: 'shop',
        deletionProtection: false,
        applyImmediately: true,
      }),
      call('rds', 'DeleteDBInstance', {
        dBInstanceIdentifier: 'shop',
        skipFinalSnapshot: true,
        deleteAutomatedBackups: true,
      }),
    ]),
    from(20, [call('ec2', 'DescribeInstances', { maxResults: 1000 }, { region: homeRegion })]),
  ],
  alerts: [
    'high correlation/copies-and-data-destroyed',
    'high correlation/mass-recovery-point-deletion',
    'medium backup/backups-stopped',
    'medium rds/deletion-protection-removed',
    'medium rds/database-deleted-without-snapshot',
  ],
};
