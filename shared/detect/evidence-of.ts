import type { AlertActor } from '#shared/model/alert.ts';
import type { Actor } from '#shared/model/derived.ts';
import type { Evidence } from '#shared/model/detection.ts';
import type { EnrichedRecord } from '#shared/model/enriched-record.ts';
import type { Json } from '#shared/model/json.ts';

/** Take from a record what an alert shows of it.
 *
 * Members that the record does not tell, or tells as something other than text, are absent. */
export function evidenceOf(record: EnrichedRecord): Evidence {
  const { fields, derived } = record;
  const errorCode = nonEmptyText(fields['errorCode']);
  const sourceIPAddress = nonEmptyText(fields['sourceIPAddress']);
  const userAgent = nonEmptyText(fields['userAgent']);
  return {
    eventID: record.eventID,
    ...(record.eventTimeMs !== undefined && { eventTimeMs: record.eventTimeMs }),
    ...(record.eventName !== undefined && { eventName: record.eventName }),
    ...(record.eventSource !== undefined && { eventSource: record.eventSource }),
    ...(record.awsRegion !== undefined && { awsRegion: record.awsRegion }),
    ...(record.accountId !== undefined && { accountId: record.accountId }),
    ...(errorCode !== undefined && { errorCode }),
    succeeded: derived.call.succeeded,
    actor: shownOf(derived.actor),
    ...(sourceIPAddress !== undefined && { sourceIPAddress }),
    ...(userAgent !== undefined && { userAgent }),
    resources: derived.resources,
    ...(derived.subject !== undefined && { subject: derived.subject }),
  };
}

/** What alerts say of an actor, without what is concluded from it for rules: evidence is stored a thousand times over. */
function shownOf({ kind, arn, name, accountId, accessKeyId, sessionIssuer, mfa }: Actor): AlertActor {
  return {
    kind,
    ...(arn !== undefined && { arn }),
    ...(name !== undefined && { name }),
    ...(accountId !== undefined && { accountId }),
    ...(accessKeyId !== undefined && { accessKeyId }),
    ...(sessionIssuer !== undefined && { sessionIssuer }),
    ...(mfa !== undefined && { mfa }),
  };
}

function nonEmptyText(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
