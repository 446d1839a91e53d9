import { isJsonObject, type Json, type JsonObject } from '#shared/model/json.ts';
import { listOf, memberAt, textAt } from '#shared/model/read-json.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import { serviceName } from '../call/service-name.ts';
import { sortedDistinct } from '../read.ts';
import { type ArnScope, arnScope } from './arn-scope.ts';
import { type ResourceParameter, resourceParameters } from './parameter-table.ts';
import { specialResources } from './special-resources.ts';

/** ARNs of what the call acted on, sorted and distinct: CloudTrail's own list, else what the request names, else, for what the
 * call made, the response. */
export function deriveResources(record: CloudTrailRecord): readonly string[] {
  const listed = listOf(record.fields['resources']).flatMap(listedArn);
  if (listed.length > 0) return sortedDistinct(listed);
  const requested = namedIn(record, 'requestParameters');
  return sortedDistinct(requested.length > 0 ? requested : namedIn(record, 'responseElements'));
}

/** CloudTrail writes `ARN`; some services' own records write `arn`. */
function listedArn(resource: Json): readonly string[] {
  const arn = textAt(resource, 'ARN') ?? textAt(resource, 'arn');
  return arn === undefined ? [] : [arn];
}

function namedIn(record: CloudTrailRecord, part: 'requestParameters' | 'responseElements'): readonly string[] {
  const service = serviceName(record);
  const parameters = record.fields[part];
  if (service === undefined || !isJsonObject(parameters)) return [];
  const scope = arnScope(record);
  return [
    ...(resourceParameters.get(service) ?? []).flatMap((parameter) => arnsOf(parameter, parameters, scope)),
    ...specialResources(service, parameters, scope),
  ];
}

function arnsOf({ path, arn }: ResourceParameter, parameters: JsonObject, scope: ArnScope): readonly string[] {
  return valuesAt(parameters, path).flatMap((value) => {
    if (value.startsWith('arn:')) return [value];
    return arn === '' ? [] : fillTemplate(arn, value, scope);
  });
}

function valuesAt(parameters: JsonObject, path: readonly string[]): readonly string[] {
  let values: readonly Json[] = [parameters];
  for (const step of path) {
    const member = step.endsWith('[]') ? step.slice(0, -2) : step;
    const found = values.map((value) => memberAt(value, member)).filter((value) => value !== undefined);
    values = member === step ? found : found.flatMap(listOf);
  }
  return values.filter((value) => typeof value === 'string' && value !== '').map(String);
}

/** Nothing where the record lacks what the template needs: half an ARN would name something else. */
function fillTemplate(template: string, value: string, { partition, region, accountId }: ArnScope): readonly string[] {
  if (template.includes('{region}') && region === undefined) return [];
  if (template.includes('{account}') && accountId === undefined) return [];
  const parts: Readonly<Record<string, string | undefined>> = { region, account: accountId, value };
  return [
    `arn:${partition}:${template.replace(/\{(region|account|value)\}/g, (_, name: string) => parts[name] ?? '')}`,
  ];
}
