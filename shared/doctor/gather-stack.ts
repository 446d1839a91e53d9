import pMap from 'p-map';
import type { FactReader } from '#shared/ports/doctor/fact-reader.ts';
import type { Reading } from '#shared/ports/doctor/reading.ts';
import type { Found, StackFacts, StackResource } from '#shared/ports/doctor/stack-facts.ts';
import { attempt } from './attempt.ts';
import { concurrency } from './concurrency.ts';

/** Read a deployment, resource by resource, whichever the stack has of the types that are looked at. */
export function gatherStack(reader: FactReader, name: string): Promise<Reading<StackFacts | undefined>> {
  return attempt(async () => {
    const { stacks, resources: of } = reader;
    const stack = await stacks.describe(name);
    if (stack === undefined) return undefined;
    const resources = await stacks.listResources(name);
    const find = finder(resources);
    const idsOf = (type: string): readonly string[] =>
      resources.flatMap((resource) => (resource.type === type ? resource.physicalId : []));
    const [functions, sourceMappings, rules, queues, topics, tables, keys, parameters, alarms, composites] =
      await Promise.all([
        find('AWS::Lambda::Function', of.getFunction),
        find('AWS::Lambda::EventSourceMapping', of.getSourceMapping),
        find('AWS::Events::Rule', of.getRule),
        find('AWS::SQS::Queue', of.getQueue),
        find('AWS::SNS::Topic', of.getTopic),
        find('AWS::DynamoDB::Table', of.getTable),
        find('AWS::KMS::Key', of.getKey),
        find('AWS::SSM::Parameter', of.getParameter),
        find('AWS::CloudWatch::Alarm', of.getAlarm),
        find('AWS::CloudWatch::CompositeAlarm', of.getAlarm),
      ]);
    const [queueAges, tableSafety, ruleStates] = await Promise.all([
      readEach(idsOf('AWS::SQS::Queue'), of.getQueueAge),
      readEach(idsOf('AWS::DynamoDB::Table'), of.getTableSafety),
      attempt(() => stacks.getRuleStates(name)),
    ]);
    return {
      ...stack,
      functions,
      sourceMappings,
      rules,
      queues,
      queueAges,
      topics,
      tables,
      tableSafety,
      keys,
      parameters,
      alarms: [...alarms, ...composites],
      ruleStates,
    };
  });
}

function finder(resources: readonly StackResource[]) {
  return <Facts>(
    type: string,
    get: (physicalId: string) => Promise<Facts | undefined>,
  ): Promise<readonly Found<Facts>[]> =>
    pMap(
      resources.filter((resource) => resource.type === type),
      async ({ logicalId, physicalId }) => ({ logicalId, physicalId, facts: await attempt(() => get(physicalId)) }),
      { concurrency },
    );
}

async function readEach<T>(
  ids: readonly string[],
  read: (id: string) => Promise<T>,
): Promise<ReadonlyMap<string, Reading<T>>> {
  return new Map(await Promise.all(ids.map(async (id) => [id, await attempt(() => read(id))] as const)));
}
