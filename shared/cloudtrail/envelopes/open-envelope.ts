import { openCloudWatchLogs } from './cloudwatch-logs.ts';
import type { OpenEnvelope } from './content.ts';
import { openEventBridgeEvent } from './eventbridge-event.ts';
import { openLookupEvent } from './lookup-event.ts';
import { openRecordList } from './record-list.ts';
import { openSnsMessage } from './sns-message.ts';
import { openSqsMessage } from './sqs-message.ts';
import { openWithoutRecords } from './without-records.ts';

/** Every envelope known, in the order they are tried; the first that knows the object has it. */
const envelopes: readonly OpenEnvelope[] = [
  openRecordList,
  openLookupEvent,
  openEventBridgeEvent,
  openCloudWatchLogs,
  openSqsMessage,
  openSnsMessage,
  openWithoutRecords,
];

/** The contents of an object that is a known envelope, else `undefined`: then it is a record or foreign. */
export const openEnvelope: OpenEnvelope = (object) => {
  for (const open of envelopes) {
    const contents = open(object);
    if (contents !== undefined) return contents;
  }
  return undefined;
};
