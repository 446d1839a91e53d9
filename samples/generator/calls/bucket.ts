import type { JsonObject } from '#shared/model/json.ts';
import type { Call } from '../call.ts';
import { homeRegion } from '../company/account.ts';
import type { Caller } from '../company/callers.ts';
import { bucketResource } from '../company/estate.ts';

/** A management call on one bucket.
 * @param subresource the query that names the call in S3's own protocol, which CloudTrail repeats as an empty parameter */
export function callBucket(
  caller: Caller,
  name: string,
  bucketName: string,
  subresource: string,
  request: JsonObject = {},
): Call {
  const host = `${bucketName}.s3.${homeRegion}.amazonaws.com`;
  return {
    caller,
    service: 's3',
    name,
    request: { ...request, bucketName, Host: host, [subresource]: '' },
    additional: {
      SignatureVersion: 'SigV4',
      CipherSuite: 'TLS_AES_128_GCM_SHA256',
      bytesTransferredIn: Object.keys(request).length === 0 ? 0 : JSON.stringify(request).length,
      AuthenticationMethod: 'AuthHeader',
      bytesTransferredOut: 0,
    },
    resources: [bucketResource(bucketName)],
    host,
  };
}
