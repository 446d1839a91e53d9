import {
  DescribeDBClusterSnapshotAttributesCommand,
  DescribeDBSnapshotAttributesCommand,
  ModifyDBClusterSnapshotAttributeCommand,
  ModifyDBSnapshotAttributeCommand,
  type RDSClient,
} from '@aws-sdk/client-rds';
import { callCloud, callCloudUnless } from './cloud-errors.ts';
import type { CopySharing } from './shared-copies.ts';

/** Who may restore RDS snapshots. Everybody is the value `all` of the attribute `restore`; nobody else is touched.
 * @see Amazon RDS API reference, ModifyDBSnapshotAttribute and ModifyDBClusterSnapshotAttribute */
export function rdsCopySharing(
  client: RDSClient,
): Readonly<Record<'rds-snapshot' | 'rds-cluster-snapshot', CopySharing>> {
  return {
    'rds-snapshot': {
      async isPublic({ id }) {
        const call = { permission: 'rds:DescribeDBSnapshotAttributes', resource: id };
        const command = new DescribeDBSnapshotAttributesCommand({ DBSnapshotIdentifier: id });
        const answer = await callCloudUnless(noSnapshot, call, () => client.send(command));
        return answer && isRestorableByAll(answer.DBSnapshotAttributesResult?.DBSnapshotAttributes);
      },
      async setPublic({ id }, isPublic) {
        const command = new ModifyDBSnapshotAttributeCommand({ DBSnapshotIdentifier: id, ...restoreByAll(isPublic) });
        await callCloud({ permission: 'rds:ModifyDBSnapshotAttribute', resource: id }, () => client.send(command));
      },
    },
    'rds-cluster-snapshot': {
      async isPublic({ id }) {
        const call = { permission: 'rds:DescribeDBClusterSnapshotAttributes', resource: id };
        const command = new DescribeDBClusterSnapshotAttributesCommand({ DBClusterSnapshotIdentifier: id });
        const answer = await callCloudUnless(noSnapshot, call, () => client.send(command));
        return answer && isRestorableByAll(answer.DBClusterSnapshotAttributesResult?.DBClusterSnapshotAttributes);
      },
      async setPublic({ id }, isPublic) {
        const command = new ModifyDBClusterSnapshotAttributeCommand({
          DBClusterSnapshotIdentifier: id,
          ...restoreByAll(isPublic),
        });
        await callCloud({ permission: 'rds:ModifyDBClusterSnapshotAttribute', resource: id }, () =>
          client.send(command),
        );
      },
    },
  };
}

// RDS leaves `Fault` out of some codes that it answers; the SDK puts it back where it models the error.
const noSnapshot = ['DBSnapshotNotFound', 'DBSnapshotNotFoundFault', 'DBClusterSnapshotNotFoundFault'];

interface SnapshotAttribute {
  readonly AttributeName?: string | undefined;
  readonly AttributeValues?: readonly string[] | undefined;
}

function isRestorableByAll(attributes: readonly SnapshotAttribute[] = []): boolean {
  return attributes.some(
    ({ AttributeName, AttributeValues }) => AttributeName === 'restore' && (AttributeValues ?? []).includes('all'),
  );
}

function restoreByAll(isPublic: boolean): { readonly AttributeName: string } & Record<string, string | string[]> {
  return { AttributeName: 'restore', [isPublic ? 'ValuesToAdd' : 'ValuesToRemove']: ['all'] };
}
