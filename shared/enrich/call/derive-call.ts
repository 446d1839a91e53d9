import type { CallFacts } from '#shared/model/derived.ts';
import type { Json } from '#shared/model/json.ts';
import { textAt } from '#shared/model/read-json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import { apiName } from './api-name.ts';
import { callSucceeded } from './call-succeeded.ts';

// Each service spells a refusal its own way: AccessDenied (S3), AccessDeniedException (most), Client.UnauthorizedOperation (EC2),
// AuthorizationError (SNS), UnauthorizedException (IoT). Cognito's NotAuthorizedException is left out: it means a wrong password.
const refusal = /accessdenied|unauthorized|authorizationerror|^forbidden/i;

/** Whether the call went through or was refused, and its API name without a version. */
export function deriveCall(record: CloudTrailRecord): CallFacts {
  const api = record.eventName === undefined ? undefined : apiName(record.eventName);
  return {
    succeeded: callSucceeded(record),
    denied: callWasDenied(record.fields),
    ...(api === undefined ? {} : { api }),
  };
}

function callWasDenied(fields: Json): boolean {
  const errorCode = textAt(fields, 'errorCode');
  if (errorCode !== undefined && refusal.test(errorCode)) return true;
  return textAt(fields, 'errorMessage')?.toLowerCase().includes('is not authorized to perform') ?? false;
}
