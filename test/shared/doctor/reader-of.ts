import type { DoctorFacts } from '#shared/doctor/doctor-facts.ts';
import { CloudError } from '#shared/ports/cloud/cloud.ts';
import type { FactReader } from '#shared/ports/doctor/fact-reader.ts';
import type { Reading } from '#shared/ports/doctor/reading.ts';
import type { Found, StackFacts, StackResource } from '#shared/ports/doctor/stack-facts.ts';

/** A reader that finds just the given facts. */
export function readerOf(facts: DoctorFacts): FactReader {
  const { place, stackNames, regions = { ok: true, value: [] } } = facts;
  const stack = (): StackFacts => {
    const value = facts.stack?.ok === true ? facts.stack.value : undefined;
    if (value === undefined) throw new Error('no stack is there to be asked about');
    return value;
  };
  const trailOf = (arn: string) => answer(facts.trails).find((trail) => trail.arn === arn);
  const bucket = () => answer(facts.logBucket?.facts ?? { ok: true as const, value: undefined });
  const get =
    <Value>(pick: (stack: StackFacts) => readonly Found<Value>[]) =>
    async (id: string): Promise<Value | undefined> => {
      const found = pick(stack()).find(({ physicalId }) => physicalId === id);
      return found === undefined ? undefined : answer(found.facts);
    };
  const regionOf = (name: string) => answer(regions).find(({ region }) => region === name);
  const part = async <T>(reading: Reading<T> | undefined): Promise<T> => {
    if (reading === undefined) throw new CloudError('it is not there', { kind: 'not-found', permission: 'p' });
    return answer(reading);
  };
  return {
    place,
    trails: {
      list: async () => answer(facts.trails),
      getStatus: async ({ arn }) => part(trailOf(arn)?.status),
      getSelectors: async ({ arn }) => part(trailOf(arn)?.selectors),
    },
    buckets: {
      getPolicy: async () => part(bucket()?.policy),
      getAccessBlock: async () => part(bucket()?.accessBlock),
      getAccountAccessBlock: async () => part(bucket()?.accountAccessBlock),
      getVersioning: async () => part(bucket()?.versioning),
      getEncryption: async () => part(bucket()?.encryption),
      hasLifecycle: async () => part(bucket()?.hasLifecycle),
      hasObjectLock: async () => part(bucket()?.hasObjectLock),
      sendsToEventBridge: async () => part(bucket()?.sendsToEventBridge),
    },
    stacks: {
      listNames: async () => answer(stackNames ?? { ok: true, value: [] }),
      describe: async () => {
        const found = answer(facts.stack ?? { ok: true as const, value: undefined });
        return found && { name: found.name, status: found.status, outputs: found.outputs, given: found.given };
      },
      listResources: async () => resourcesOf(stack()),
      getRuleStates: async () => answer(stack().ruleStates),
    },
    resources: {
      getFunction: get(({ functions }) => functions),
      getSourceMapping: get(({ sourceMappings }) => sourceMappings),
      getRule: get(({ rules }) => rules),
      getQueue: get(({ queues }) => queues),
      getQueueAge: async (url) => part(stack().queueAges.get(url)),
      getTopic: get(({ topics }) => topics),
      getTable: get(({ tables }) => tables),
      getTableSafety: async (name) => part(stack().tableSafety.get(name)),
      getKey: get(({ keys }) => keys),
      getParameter: get(({ parameters }) => parameters),
      getAlarm: get(({ alarms }) => alarms),
    },
    regions: {
      listNames: async () => [place.region, ...answer(regions).map(({ region }) => region)],
      hasChanges: async (name) => part(regionOf(name)?.hasChanges),
      listForwarders: async (name) => part(regionOf(name)?.forwarders),
    },
  };
}

function answer<T>(reading: Reading<T>): T {
  if (reading.ok) return reading.value;
  throw new CloudError(reading.why, { kind: reading.kind, permission: reading.permission });
}

function resourcesOf(stack: StackFacts): readonly StackResource[] {
  const kinds: readonly (readonly [string, readonly Found<unknown>[]])[] = [
    ['AWS::Lambda::Function', stack.functions],
    ['AWS::Lambda::EventSourceMapping', stack.sourceMappings],
    ['AWS::Events::Rule', stack.rules],
    ['AWS::SQS::Queue', stack.queues],
    ['AWS::SNS::Topic', stack.topics],
    ['AWS::DynamoDB::Table', stack.tables],
    ['AWS::KMS::Key', stack.keys],
    ['AWS::SSM::Parameter', stack.parameters],
    ['AWS::CloudWatch::Alarm', stack.alarms],
    ['AWS::IAM::Role', [{ logicalId: 'Role', physicalId: 'role', facts: { ok: true, value: {} } }]],
  ];
  return kinds.flatMap(([type, found]) => found.map(({ logicalId, physicalId }) => ({ logicalId, physicalId, type })));
}
