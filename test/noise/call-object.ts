import type { JsonObject } from '#shared/model/json.ts';
import type { Call } from '../../samples/generator/call.ts';
import { homeRegion } from '../../samples/generator/company/account.ts';
import type { Caller } from '../../samples/generator/company/callers.ts';
import { bucketResource } from '../../samples/generator/company/estate.ts';

/** A call on one object of a bucket, or on several at once if no `key` is named; the trail records the objects of some buckets. */
export function callObject(
  caller: Caller,
  name: string,
  bucketName: string,
  key?: string,
  request: JsonObject = {},
): Call {
  const host = `${bucketName}.s3.${homeRegion}.amazonaws.com`;
  const objects =
    key === undefined
      ? { type: 'AWS::S3::Object', ARNPrefix: `arn:aws:s3:::${bucketName}/` }
      : { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucketName}/${key}` };
  return {
    caller,
    service: 's3',
    name,
    isData: true,
    request: { ...request, bucketName, Host: host, ...(key !== undefined && { key }) },
    additional: {
      SignatureVersion: 'SigV4',
      CipherSuite: 'TLS_AES_128_GCM_SHA256',
      AuthenticationMethod: 'AuthHeader',
    },
    resources: [objects, bucketResource(bucketName)],
    host,
  };
}
