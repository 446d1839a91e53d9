import type { Json } from '#shared/model/json.ts';
import { listOf } from '#shared/model/read-json.ts';
import { parsePolicy } from '#shared/policy/parse-policy.ts';
import type { PolicyKind } from '#shared/policy/policy-kind.ts';

/** What a policy is attached to, read from its actions and resources; `resource` where they do not agree on one service. */
export function inferKind(document: Json): PolicyKind {
  const reading = parsePolicy(document);
  if (!reading.ok) return 'resource';
  const texts = (values: readonly (Json | undefined)[]): readonly string[] =>
    values.flatMap(listOf).filter((value) => typeof value === 'string');
  const actions = texts(reading.statements.flatMap(({ action, notAction }) => [action, notAction]));
  const services = new Set(actions.flatMap((action) => /^([a-z0-9-]+):/i.exec(action)?.[1]?.toLowerCase() ?? []));
  const [service = '', ...others] = services;
  const kind = others.length === 0 ? kindOfService.get(service) : undefined;
  const resources = texts(reading.statements.map((statement) => statement.resource));
  return kind === 's3-bucket' && resources.some((arn) => arn.includes(':accesspoint/'))
    ? 's3-access-point'
    : (kind ?? 'resource');
}

const kindOfService: ReadonlyMap<string, PolicyKind> = new Map([
  ['s3', 's3-bucket'],
  ['sqs', 'sqs'],
  ['sns', 'sns'],
  ['kms', 'kms'],
  ['lambda', 'lambda'],
  ['secretsmanager', 'secretsmanager'],
  ['ecr', 'ecr'],
  ['sts', 'role-trust'],
]);
