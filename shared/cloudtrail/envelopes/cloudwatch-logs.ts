import { isJsonObject, type JsonObject } from '#shared/model/json.ts';
import type { Content } from './content.ts';
import { openList } from './record-list.ts';

/** The records of a CloudWatch Logs subscription, compressed as Lambda gets it or already decoded, or of one log event.
 * @see CloudWatch Logs user guide, Real-time processing of log data with subscriptions */
export function openCloudWatchLogs(object: JsonObject): readonly Content[] | undefined {
  return openCompressed(object) ?? openBatch(object) ?? openLogEvent(object);
}

function openCompressed({ awslogs }: JsonObject): readonly Content[] | undefined {
  if (!isJsonObject(awslogs) || typeof awslogs['data'] !== 'string') return undefined;
  return [{ kind: 'gzip', base64: awslogs['data'] }];
}

function openBatch({ messageType, logEvents }: JsonObject): readonly Content[] | undefined {
  if (messageType === 'CONTROL_MESSAGE') return [{ kind: 'set-aside', what: 'control-message' }];
  if (messageType !== 'DATA_MESSAGE' || !Array.isArray(logEvents)) return undefined;
  return openList(logEvents, 'record');
}

function openLogEvent({ message, timestamp }: JsonObject): readonly Content[] | undefined {
  if (typeof message !== 'string' || typeof timestamp !== 'number') return undefined;
  return [{ kind: 'text', text: message, expects: 'record' }];
}
