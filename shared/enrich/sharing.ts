import type { SharingFacts } from '#shared/model/derived.ts';
import { isJsonObject, type Json, type JsonObject } from '#shared/model/json.ts';
import { listOf, memberAt, textAt } from '#shared/model/read-json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import { callKey } from './call/call-key.ts';
import { itemsAt, sortedDistinct } from './read.ts';

// The group and the value by which EC2 and RDS mean every account.
const everyone = 'all';

/** The receivers that a call adds: account ids and {@link everyone}. */
type ReadReceivers = (parameters: JsonObject) => readonly string[];

const sharingCalls: ReadonlyMap<string, ReadReceivers> = new Map([
  ['ec2:ModifySnapshotAttribute', (parameters) => addedItems(parameters, 'createVolumePermission')],
  ['ec2:ModifyImageAttribute', (parameters) => addedItems(parameters, 'launchPermission')],
  ['rds:ModifyDBSnapshotAttribute', addedValues],
  ['rds:ModifyDBClusterSnapshotAttribute', addedValues],
]);

/** With whom a call shares a snapshot or an image; undefined for calls that share none. */
export function deriveSharing(record: CloudTrailRecord): SharingFacts | undefined {
  const read = sharingCalls.get(callKey(record) ?? '');
  const parameters = record.fields['requestParameters'];
  if (read === undefined || !isJsonObject(parameters)) return undefined;
  const receivers = read(parameters);
  const accounts = receivers.filter((receiver) => receiver !== everyone);
  return { public: receivers.includes(everyone), accounts: sortedDistinct(accounts) };
}

function addedItems(parameters: JsonObject, permission: string): readonly string[] {
  return itemsAt(parameters, permission, 'add').flatMap((item) => [
    ...texts(textAt(item, 'group')),
    ...texts(textAt(item, 'userId')),
  ]);
}

function addedValues(parameters: JsonObject): readonly string[] {
  return listOf(memberAt(parameters, 'valuesToAdd')).flatMap(texts);
}

function texts(value: Json | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : [];
}
