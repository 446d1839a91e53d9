import { S3Client } from '@aws-sdk/client-s3';

/** An account in an emulator, by calls that need no client of the SDK besides those that Trailguard has. */
export interface Account {
  readonly id: string;
  readonly region: string;
  readonly endpoint: string;
  readonly s3: S3Client;
  /** A call to a service that speaks JSON, named as in its `X-Amz-Target`. */
  call<Reply>(service: JsonService, operation: string, input: object): Promise<Reply>;
  /** A call to a service that speaks forms and XML.
   * @returns the answer as it came */
  query(service: QueryService, operation: string, input: Readonly<Record<string, string>>): Promise<string>;
  /** Invoke a function and wait for what it returns.
   * @throws Error the function failed */
  invoke<Reply>(functionName: string, event: object): Promise<Reply>;
}

export type JsonService = keyof typeof jsonServices;
export type QueryService = keyof typeof queryServices;

const jsonServices = {
  sqs: { target: 'AmazonSQS', version: '1.0' },
  events: { target: 'AWSEvents', version: '1.1' },
  logs: { target: 'Logs_20140328', version: '1.1' },
  kms: { target: 'TrentService', version: '1.1' },
  ssm: { target: 'AmazonSSM', version: '1.1' },
  cloudtrail: { target: 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101', version: '1.1' },
} as const;

const queryServices = {
  cloudformation: '2010-05-15',
  ec2: '2016-11-15',
  iam: '2010-05-08',
  sns: '2010-03-31',
} as const;

/** The account of an id. Emulators take an access key that is an account's id for its root's, and check no signature. */
export function openAccount(endpoint: string, id: string): Account {
  const region = 'us-east-1';
  const credentials = { accessKeyId: id, secretAccessKey: 'none' };
  const send = async (service: string, path: string, request: RequestInit): Promise<Response> => {
    const scope = `${id}/20260101/${region}/${service}/aws4_request`;
    const headers = {
      ...(request.headers as Record<string, string>),
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
    };
    const reply = await fetch(new URL(path, endpoint), { ...request, method: 'POST', headers });
    if (!reply.ok) throw new Error(`${service}: ${reply.status} ${await reply.text()}`);
    return reply;
  };
  return {
    id,
    region,
    endpoint,
    s3: new S3Client({ endpoint, region, credentials, forcePathStyle: true }),
    async call<Reply>(service: JsonService, operation: string, input: object): Promise<Reply> {
      const { target, version } = jsonServices[service];
      const headers = { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': `${target}.${operation}` };
      const reply = await send(service, '/', { headers, body: JSON.stringify(input) });
      const text = await reply.text();
      return JSON.parse(text === '' ? '{}' : text) as Reply;
    },
    async query(service, operation, input) {
      const body = new URLSearchParams({ Action: operation, Version: queryServices[service], ...input }).toString();
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      return (await send(service, '/', { headers, body })).text();
    },
    async invoke<Reply>(functionName: string, event: object): Promise<Reply> {
      const path = `/2015-03-31/functions/${functionName}/invocations`;
      const headers = { 'content-type': 'application/json' };
      const reply = await send('lambda', path, { headers, body: JSON.stringify(event) });
      const text = await reply.text();
      if (reply.headers.has('x-amz-function-error')) throw new Error(`${functionName} failed: ${text}`);
      return JSON.parse(text) as Reply;
    },
  };
}
