import { isJsonObject, type Json, type JsonObject } from '#shared/model/json.ts';
import type { Content } from './content.ts';
import { openList } from './record-list.ts';

/** The records of a CloudWatch Logs subscription, compressed as Lambda gets it or already decoded, of what FilterLogEvents
 * gives, or of one log event.
 * @see CloudWatch Logs user guide, Real-time processing of log data with subscriptions; API reference, FilterLogEvents */
export function openCloudWatchLogs(object: JsonObject): readonly Content[] | undefined {
  return openCompressed(object) ?? openBatch(object) ?? openFiltered(object) ?? openLogEvent(object);
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

/** Many exports have `events`, our own alerts among them, whose entries would pass for records: only log events are opened. */
function openFiltered({ events }: JsonObject): readonly Content[] | undefined {
  if (!Array.isArray(events)) return undefined;
  const list = events as readonly Json[];
  const areLogEvents = list.every((event) => isJsonObject(event) && openLogEvent(event) !== undefined);
  return areLogEvents ? openList(list, 'anything') : undefined;
}

function openLogEvent({ message, timestamp }: JsonObject): readonly Content[] | undefined {
  if (typeof message !== 'string' || typeof timestamp !== 'number') return undefined;
  return [{ kind: 'text', text: message, expects: 'record' }];
}
