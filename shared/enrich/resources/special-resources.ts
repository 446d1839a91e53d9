import type { JsonObject } from '#shared/model/json.ts';
import { textAt } from '#shared/model/read-json.ts';
import type { ArnScope } from './arn-scope.ts';

/** Reads ARNs from the parameters of one service whose calls do not fit the table of parameters. */
type ReadArns = (parameters: JsonObject, scope: ArnScope) => readonly string[];

const readers: ReadonlyMap<string, ReadArns> = new Map([
  ['s3', bucketOrObject],
  ['sqs', queue],
  ['kms', keyOrAlias],
  ['lambda', lambdaFunction],
]);

/** The ARNs that a call names in a way of its service's own. */
export function specialResources(service: string, parameters: JsonObject, scope: ArnScope): readonly string[] {
  return readers.get(service)?.(parameters, scope) ?? [];
}

/** The object where the call names one, else the bucket. */
function bucketOrObject(parameters: JsonObject, { partition }: ArnScope): readonly string[] {
  const bucket = textAt(parameters, 'bucketName');
  if (bucket === undefined) return [];
  const key = textAt(parameters, 'key');
  return [`arn:${partition}:s3:::${bucket}${key === undefined ? '' : `/${key}`}`];
}

/** `https://sqs.eu-west-1.amazonaws.com/123456789012/name`: the URL tells the owner, who may be another than the caller. */
function queue(parameters: JsonObject, { partition, region }: ArnScope): readonly string[] {
  const [, account, name] = /^https?:\/\/[^/]+\/(\d{12})\/([\w.-]+)$/.exec(textAt(parameters, 'queueUrl') ?? '') ?? [];
  if (region === undefined || account === undefined || name === undefined) return [];
  return [`arn:${partition}:sqs:${region}:${account}:${name}`];
}

/** A key id, a key's ARN, or an `alias/name`, which is a resource with an ARN of its own. */
function keyOrAlias(parameters: JsonObject, { partition, region, accountId }: ArnScope): readonly string[] {
  const key = textAt(parameters, 'keyId');
  if (key === undefined || key.startsWith('arn:')) return key === undefined ? [] : [key];
  if (region === undefined || accountId === undefined) return [];
  return [`arn:${partition}:kms:${region}:${accountId}:${key.startsWith('alias/') ? key : `key/${key}`}`];
}

/** A function is named by `name`, by `account:function:name` or by its ARN (Lambda API reference, FunctionName). */
function lambdaFunction(parameters: JsonObject, { partition, region, accountId }: ArnScope): readonly string[] {
  const name = textAt(parameters, 'functionName');
  if (name === undefined || name.startsWith('arn:')) return name === undefined ? [] : [name];
  if (region === undefined || accountId === undefined) return [];
  const partial = /^\d{12}:function:/.test(name) ? name : `${accountId}:function:${name}`;
  return [`arn:${partition}:lambda:${region}:${partial}`];
}
