import { CloudError, type CloudErrorKind } from '#shared/ports/cloud/cloud.ts';
import { errorName } from '../error-name.ts';

/** One call: what it needs and what it is about. */
export interface CloudCall {
  readonly permission: string;
  /** The resource, for people: `bucket files`. */
  readonly resource: string;
  /** What to add when the call is denied, as a clause: what else than a missing permission AWS answers so. */
  readonly whenDenied?: string;
}

/** Make a call; what AWS answers when it fails becomes a CloudError. A fault of ours stays what it is. */
export async function callCloud<Output>(call: CloudCall, send: () => Promise<Output>): Promise<Output> {
  try {
    return await send();
  } catch (error) {
    throw toCloudError(error, call);
  }
}

/** Make a call as above; `undefined` when AWS answers with one of the errors that say that there is no such thing. */
export async function callCloudUnless<Output>(
  absent: readonly string[],
  call: CloudCall,
  send: () => Promise<Output>,
): Promise<Output | undefined> {
  try {
    return await send();
  } catch (error) {
    if (absent.includes(errorName(error))) return undefined;
    throw toCloudError(error, call);
  }
}

const meanings: Readonly<Record<CloudErrorKind, string>> = {
  'not-found': 'it is not there',
  denied: 'access denied',
  unavailable: 'AWS did not carry it out, or did not say so',
  refused: 'AWS refuses it',
};

function toCloudError(cause: unknown, { permission, resource, whenDenied }: CloudCall): unknown {
  if (isFaultOfOurs(cause)) return cause;
  const kind = kindOf(cause);
  const hint = kind === 'denied' && whenDenied !== undefined ? `; ${whenDenied}` : '';
  // AWS's own message may quote what a stranger wrote; the name cannot.
  return new CloudError(`${permission} for ${resource}: ${meanings[kind]} (${errorName(cause)})${hint}`, {
    kind,
    permission,
    cause,
  });
}

function isFaultOfOurs(error: unknown): boolean {
  return error instanceof TypeError || error instanceof ReferenceError;
}

// Codes differ by the protocol and age of a service: EC2 `InvalidGroup.NotFound`, S3 `NoSuchBucket`, IAM `NoSuchEntity`, KMS
// `NotFoundException`, RDS `DBSnapshotNotFound`, where the SDK appends `Fault`. Their status codes differ even more.
const absent = /^NoSuch|NotFound(?:Exception|Fault)?$/;
const denials: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'UnauthorizedOperation',
  'UnauthorizedAccess',
  'AuthFailure',
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidAccessKeyId',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'SignatureDoesNotMatch',
  'OptInRequired',
  // GetBucketPolicy to a caller who may, but is not of the bucket's account (Amazon S3 API reference).
  'MethodNotAllowed',
]);
// Passing troubles that AWS answers with a status of the 4xx.
const passing: ReadonlySet<string> = new Set([
  // Amazon S3 API reference, "List of error codes": another change of the same bucket is under way.
  'OperationAborted',
  'ConditionalRequestConflict',
  'RequestTimeout',
  'RequestLimitExceeded',
  'PriorRequestNotComplete',
]);

function kindOf(error: unknown): CloudErrorKind {
  const name = errorName(error);
  const status = statusOf(error);
  if (passing.has(name) || /Throttl/i.test(name)) return 'unavailable';
  if (denials.has(name)) return 'denied';
  if (absent.test(name)) return 'not-found';
  // No answer at all: the network, or a timeout.
  if (status === undefined || status >= 500 || status === 429) return 'unavailable';
  if (status === 401 || status === 403) return 'denied';
  return status === 404 ? 'not-found' : 'refused';
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined;
  const metadata = error.$metadata;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}
