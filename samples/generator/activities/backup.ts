import { atHours } from '../calendar.ts';
import type { Call } from '../call.ts';
import { accountId, homeRegion } from '../company/account.ts';
import { awsItself, roleSession, through } from '../company/callers.ts';
import { roles, volumes } from '../company/estate.ts';
import type { Random } from '../random.ts';
import type { Activity } from './activity.ts';

/** Each night the backup service copies the disks and drops what is older than its plan keeps. */
export const backup: Activity = {
  rhythm: atHours([1, 2], 5),
  typicalCalls: 5,
  gapMs: 40_000,
  burst: (random, startMs) => {
    const origin = { from: 'backup.amazonaws.com', agent: 'backup.amazonaws.com' };
    const session = `AWSBackup-${roles.backup.name}`;
    const caller = through(roleSession(roles.backup, session, origin, startMs), 'backup');
    const volumeId = random.pick(volumes);
    const snapshotId = `snap-0${random.hex(16)}`;
    const tag = { items: [{ key: 'aws:backup:source-resource', value: volumeId }] };
    return [
      jobEvent('BackupJobStarted', random),
      {
        caller,
        service: 'ec2',
        name: 'CreateSnapshot',
        request: { volumeId, description: 'This snapshot is created by the AWS Backup service.' },
        response: { snapshotId, volumeId, status: 'pending', ownerId: accountId, volumeSize: 100, encrypted: true },
      },
      {
        caller,
        service: 'ec2',
        name: 'CreateTags',
        request: { resourcesSet: { items: [{ resourceId: snapshotId }] }, tagSet: tag },
      },
      { caller, service: 'ec2', name: 'DescribeSnapshots', request: { snapshotSet: { items: [{ snapshotId }] } } },
      random.chance(0.6)
        ? { caller, service: 'ec2', name: 'DeleteSnapshot', request: { snapshotId: `snap-0${random.hex(16)}` } }
        : jobEvent('BackupJobCompleted', random),
    ];
  },
};

function jobEvent(name: string, random: Random): Call {
  return {
    caller: awsItself('backup'),
    service: 'backup',
    name,
    eventType: 'AwsServiceEvent',
    serviceDetails: {
      backupJobId: random.uuid(),
      backupVaultName: 'nightly',
      resourceType: 'EBS',
      region: homeRegion,
      state: name === 'BackupJobStarted' ? 'RUNNING' : 'COMPLETED',
    },
  };
}
