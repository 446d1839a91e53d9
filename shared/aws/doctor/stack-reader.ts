import {
  type CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateListStackResources,
  paginateListStacks,
  type StackStatus,
} from '@aws-sdk/client-cloudformation';
import { isJsonObject, type Json } from '#shared/model/json.ts';
import { memberAt, textAt } from '#shared/model/read-json.ts';
import type { StackReader } from '#shared/ports/doctor/fact-reader.ts';
import type { StackResource } from '#shared/ports/doctor/stack-facts.ts';
import { callCloud, callCloudUnless } from '../cloud/cloud-errors.ts';

/** Reads stacks of the client's region.
 * @see AWS CloudFormation API reference: each operation */
export function createStackReader(client: CloudFormationClient): StackReader {
  return {
    listNames: (prefix) =>
      callCloud({ permission: 'cloudformation:ListStacks', resource: 'the region' }, async () => {
        const names: string[] = [];
        for await (const page of paginateListStacks({ client }, { StackStatusFilter: [...present] })) {
          names.push(...(page.StackSummaries ?? []).map(({ StackName: name = '' }) => name));
        }
        return names.filter((name) => name.startsWith(prefix)).sort();
      }),
    async describe(name) {
      const answer = await callCloudUnless(
        noStack,
        { permission: 'cloudformation:DescribeStacks', resource: `stack ${name}` },
        () => client.send(new DescribeStacksCommand({ StackName: name })),
      );
      const stack = answer?.Stacks?.[0];
      if (stack === undefined) return undefined;
      const outputs = (stack.Outputs ?? []).map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]);
      const given = (stack.Parameters ?? []).map(({ ParameterKey = '', ParameterValue = '' }) => [
        ParameterKey,
        ParameterValue,
      ]);
      return {
        name,
        status: stack.StackStatus ?? '',
        outputs: Object.fromEntries(outputs),
        given: Object.fromEntries(given),
      };
    },
    listResources: (name) =>
      callCloud({ permission: 'cloudformation:ListStackResources', resource: `stack ${name}` }, async () => {
        const resources: StackResource[] = [];
        for await (const page of paginateListStackResources({ client }, { StackName: name })) {
          for (const { LogicalResourceId, ResourceType, PhysicalResourceId } of page.StackResourceSummaries ?? []) {
            if (PhysicalResourceId === undefined) continue;
            resources.push({
              logicalId: LogicalResourceId ?? '',
              type: ResourceType ?? '',
              physicalId: PhysicalResourceId,
            });
          }
        }
        return resources;
      }),
    async getRuleStates(name) {
      const answer = await callCloud({ permission: 'cloudformation:GetTemplate', resource: `stack ${name}` }, () =>
        client.send(new GetTemplateCommand({ StackName: name, TemplateStage: 'Processed' })),
      );
      return ruleStatesOf(answer.TemplateBody ?? '');
    },
  };
}

// DescribeStacks has no error of its own for a stack that is not there.
const noStack = ['ValidationError'];

/** Every state of a stack that is there, or half there. */
const present: readonly StackStatus[] = [
  'CREATE_COMPLETE',
  'CREATE_FAILED',
  'CREATE_IN_PROGRESS',
  'ROLLBACK_COMPLETE',
  'ROLLBACK_FAILED',
  'UPDATE_COMPLETE',
  'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
  'UPDATE_FAILED',
  'UPDATE_IN_PROGRESS',
  'UPDATE_ROLLBACK_COMPLETE',
  'UPDATE_ROLLBACK_FAILED',
  'UPDATE_ROLLBACK_IN_PROGRESS',
];

/** A rule without a state is enabled. The framework writes its templates as JSON; another template tells nothing. */
function ruleStatesOf(template: string): Readonly<Record<string, string>> {
  const resources = memberAt(parse(template), 'Resources');
  if (!isJsonObject(resources)) return {};
  const rules = Object.entries(resources).filter(([, resource]) => textAt(resource, 'Type') === 'AWS::Events::Rule');
  return Object.fromEntries(rules.map(([id, rule]) => [id, textAt(rule, 'Properties', 'State') ?? 'ENABLED']));
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
