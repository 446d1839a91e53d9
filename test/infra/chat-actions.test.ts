import { describe, expect, it } from 'vitest';
import { renderChat } from '#shared/alert/render-chat.ts';
import type { Alert } from '#shared/model/alert.ts';
import type { Json } from '#shared/model/json.ts';
import type { OutcomeStatus } from '#shared/model/outcome.ts';
import { readRequest } from '../../functions/on-request/read-request.ts';
import { at, listOf, readYaml, referredId, resourcesOf, statements } from '../repo/read-template.ts';
import { outcomeAlert } from '../shared/alert/outcomes.ts';

const planId = 'fedcba9876543210fedcba9876543210';
const functionName = 'trailguard-dev-on-request';
const command = `trailguard respond approve ${planId} --function ${functionName} --region eu-central-1`;
const actions = resourcesOf('AWS::Chatbot::CustomAction');
const bodies = at(readYaml('infra/subscribers.yml'), 'Resources');

/** The value at the end of a variable's path in a chat message, as Amazon Q Developer looks it up: `event` is the message. */
function lookUp(alert: Alert, variablePath: string): string | undefined {
  const [event, ...keys] = variablePath.split('.');
  const found = at(JSON.parse(renderChat(alert)) as Json, ...keys);
  return event === 'event' && typeof found === 'string' ? found : undefined;
}

/** What an alert's message lets people ask of on-request, button by button. */
function buttonsOf(
  alert: Alert,
): readonly (readonly [text: string, functionName: string | undefined, request: unknown])[] {
  return actions.flatMap(({ properties }) =>
    listOf(properties.Attachments).flatMap((attachment) => {
      const paths = Object.entries(at(attachment, 'Variables') ?? {}).map(
        ([name, path]) => [name, String(path)] as const,
      );
      const variables = new Map(paths.map(([name, path]) => [name, lookUp(alert, path)]));
      const isShown = listOf(at(attachment, 'Criteria')).every(
        (criterion) =>
          at(criterion, 'Operator') === 'EQUALS' &&
          variables.get(String(at(criterion, 'VariableName'))) === at(criterion, 'Value'),
      );
      if (!isShown) return [];
      const filled = commandOf(properties).replaceAll(/\$(\w+)/g, (_, name: string) => variables.get(name) ?? '');
      const [, functionName, payload = ''] =
        /^lambda invoke --function-name (\S+) .+ --payload (.+)$/.exec(filled) ?? [];
      return [[String(at(attachment, 'ButtonText')), functionName, readRequest(JSON.parse(payload))] as const];
    }),
  );
}

function commandOf(properties: Json): string {
  return String(at(properties, 'Definition', 'CommandText', 'Fn::Sub'));
}

describe('a message in the chat', () => {
  it.each<[OutcomeStatus, readonly unknown[]]>([
    ['waiting', [['Approve', functionName, { way: 'apply', planId }]]],
    ['applied', [['Take back', functionName, { way: 'undo', planId }]]],
    ['planned', []],
    ['undone', []],
    ['skipped', []],
    ['failed', []],
  ])('about an outcome that is %s has its button, and no other', (status, buttons) => {
    expect(buttonsOf(outcomeAlert({ status, planId, command }))).toEqual(buttons);
  });

  it('about harm has none', () => {
    const { outcome: _, ...alert } = outcomeAlert();
    expect(buttonsOf(alert)).toEqual([]);
  });
});

describe('what the buttons run', () => {
  // API reference, CustomActionDefinition: a hundred characters, though CloudFormation's schema allows more.
  it.each(actions)('$id is short enough in a region with a long name', ({ properties }) => {
    const text = commandOf(properties).replaceAll('$' + '{AWS::Region}', 'ap-southeast-1');
    expect(text).not.toContain('$' + '{');
    expect(text.length).toBeLessThanOrEqual(100);
  });

  it('is there where people may approve in the chat, and nowhere else', () => {
    expect(actions.map(({ id }) => at(bodies, id, 'Condition'))).toEqual(['ChatApproves', 'ChatApproves']);
    const [condition, shown, none] = listOf(
      at(bodies, 'ChatChannel', 'Properties', 'CustomizationResourceArns', 'Fn::If'),
    );
    expect(condition).toBe('ChatApproves');
    expect(listOf(shown).map(referredId)).toEqual(actions.map(({ id }) => id));
    expect(none).toEqual({ Ref: 'AWS::NoValue' });
  });

  it('is all that the channel may do: its role and its guardrail let it invoke on-request alone', () => {
    const granted = statements.filter(({ of }) => of.id === 'ChatApproval');
    expect(granted.map(({ effect, actions: allowed, resources }) => [effect, allowed, resources])).toEqual([
      ['Allow', ['lambda:InvokeFunction'], ['{"Fn::GetAtt":"OnRequestLambdaFunction.Arn"}']],
    ]);
    const channel = at(bodies, 'ChatChannel', 'Properties');
    expect(at(channel, 'GuardrailPolicies', 0, 'Fn::If', 1)).toEqual({ Ref: 'ChatApproval' });
    expect(at(bodies, 'ChatRole', 'Properties', 'ManagedPolicyArns', 'Fn::If', 1, 0)).toEqual({ Ref: 'ChatApproval' });
    expect(at(bodies, 'ChatRole', 'Properties', 'Policies')).toBeUndefined();
  });
});
