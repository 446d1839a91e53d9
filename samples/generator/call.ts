import type { JsonObject } from '#shared/model/json.ts';
import { formatTime } from './calendar.ts';
import { accountId, regionOf } from './company/account.ts';
import type { Caller } from './company/callers.ts';
import type { Random } from './random.ts';

/** A call, before it has a time and identifiers. */
export interface Call {
  readonly caller: Caller;
  /** First part of the event source: `ec2` for `ec2.amazonaws.com`. */
  readonly service: string;
  readonly name: string;
  /** Where CloudTrail records the call; left out, the service's usual place. */
  readonly region?: string;
  readonly request?: JsonObject;
  readonly response?: JsonObject;
  readonly error?: { readonly code?: string; readonly message: string };
  readonly additional?: JsonObject;
  readonly resources?: readonly JsonObject[];
  readonly eventType?: 'AwsApiCall' | 'AwsConsoleSignIn' | 'AwsServiceEvent';
  /** The call is about what a resource holds: only a trail that is told to records it. */
  readonly isData?: boolean;
  readonly serviceDetails?: JsonObject;
  /** The host that the caller addressed; left out, the service's endpoint. */
  readonly host?: string;
  /** Also recorded in the account that made the call, under the same id. */
  readonly shared?: boolean;
}

/** A record that CloudTrail might have written. */
export interface SampleRecord {
  readonly timeMs: number;
  readonly region: string;
  readonly eventID: string;
  readonly fields: JsonObject;
  /** CloudTrail delivers this one again in a later file: it promises at least once, not exactly once. */
  readonly deliveredTwice: boolean;
}

/** A call at a fixed time: how stories are told. */
export interface ScriptedCall {
  readonly timeMs: number;
  readonly call: Call;
  readonly deliveredTwice?: boolean;
}

const readOnlyNames =
  /^(?:Describe|Get|List|Lookup|BatchCheck|BatchGet|InvokeModel|AssumeRole|Decrypt$|GenerateDataKey)/;
/** Services whose endpoint is the same in every region. */
const globalHosts = new Set(['iam', 'organizations']);

/** Write a call down as CloudTrail does, event version 1.11: the same members in the same order, absent where it leaves them out.
 * @see CloudTrail user guide, "CloudTrail record contents" */
export function recordCall(call: Call, timeMs: number, random: Random, deliveredTwice = false): SampleRecord {
  const { caller, service } = call;
  const region = call.region ?? regionOf(service);
  const eventType = call.eventType ?? 'AwsApiCall';
  const eventID = random.uuid();
  const byAws = caller.sourceIPAddress.endsWith('.amazonaws.com');
  const fields: JsonObject = {
    eventVersion: '1.11',
    userIdentity: caller.identity,
    eventTime: formatTime(timeMs),
    eventSource: `${service}.amazonaws.com`,
    eventName: call.name,
    awsRegion: region,
    sourceIPAddress: caller.sourceIPAddress,
    // S3 writes the agent in brackets.
    userAgent: service === 's3' && !byAws ? `[${caller.userAgent}]` : caller.userAgent,
    ...(call.error?.code === undefined ? {} : { errorCode: call.error.code }),
    ...(call.error === undefined ? {} : { errorMessage: call.error.message }),
    requestParameters: call.request ?? null,
    responseElements: call.response ?? null,
    ...(call.additional === undefined ? {} : { additionalEventData: call.additional }),
    ...(eventType === 'AwsApiCall' ? { requestID: service === 's3' ? random.base32(16) : random.uuid() } : {}),
    eventID,
    readOnly: readOnlyNames.test(call.name),
    ...(call.resources === undefined ? {} : { resources: call.resources }),
    eventType,
    managementEvent: call.isData !== true,
    recipientAccountId: accountId,
    ...(call.shared === true ? { sharedEventID: random.uuid() } : {}),
    ...(call.serviceDetails === undefined ? {} : { serviceEventDetails: call.serviceDetails }),
    eventCategory: call.isData === true ? 'Data' : 'Management',
    ...(byAws || caller.viaConsole === true ? {} : { tlsDetails: tlsDetails(call, region) }),
    ...(caller.viaConsole === true && eventType === 'AwsApiCall' ? { sessionCredentialFromConsole: 'true' } : {}),
  };
  return { timeMs, region, eventID, fields, deliveredTwice };
}

function tlsDetails(call: Call, region: string): JsonObject {
  const endpoint = globalHosts.has(call.service)
    ? `${call.service}.amazonaws.com`
    : `${call.service}.${region}.amazonaws.com`;
  return {
    tlsVersion: 'TLSv1.3',
    cipherSuite: 'TLS_AES_128_GCM_SHA256',
    clientProvidedHostHeader: call.host ?? endpoint,
  };
}
