import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, it } from 'vitest';
import { createSsmKillSwitch } from '#shared/aws/ssm-kill-switch.ts';
import type { KillSwitch } from '#shared/ports/kill-switch.ts';
import { serviceError } from './dynamo-helpers.ts';

const client = new SSMClient({ region: 'eu-west-1' });
const ssm = mockClient(client);
let nowMs: number;
let errors: unknown[];
let killSwitch: KillSwitch;

const say = (Value: string): void => void ssm.on(GetParameterCommand).resolves({ Parameter: { Value } });

beforeEach(() => {
  ssm.reset();
  nowMs = 0;
  errors = [];
  killSwitch = createSsmKillSwitch({
    client,
    parameterName: '/trailguard/dev/responses',
    now: () => nowMs,
    onUnreadable: (error) => errors.push(error),
  });
});

it.each([
  ['allow', true],
  ['stop', false],
  ['Allow', false],
  [' allow', false],
  ['', false],
  ['true', false],
])('"%s": %s', async (value, expected) => {
  say(value);
  expect(await killSwitch.mayChange()).toBe(expected);
  expect(ssm.calls()[0]?.args[0].input).toEqual({ Name: '/trailguard/dev/responses' });
});

it('says no without a value', async () => {
  ssm.on(GetParameterCommand).resolves({});
  expect(await killSwitch.mayChange()).toBe(false);
});

it.each(['ParameterNotFound', 'AccessDeniedException', 'ThrottlingException'])(
  'says no, and why, on %s',
  async (name) => {
    const error = serviceError(name);
    ssm.on(GetParameterCommand).rejects(error);
    expect(await killSwitch.mayChange()).toBe(false);
    expect(errors).toEqual([error]);
  },
);

it('believes what it read for thirty seconds', async () => {
  say('allow');
  await killSwitch.mayChange();
  say('stop');
  nowMs += 29_999;
  expect(await killSwitch.mayChange()).toBe(true);
  nowMs += 1;
  expect(await killSwitch.mayChange()).toBe(false);
  expect(ssm.calls()).toHaveLength(2);
});

it('does not believe an error', async () => {
  say('allow');
  ssm
    .on(GetParameterCommand)
    .rejectsOnce(serviceError('ThrottlingException'))
    .resolves({ Parameter: { Value: 'allow' } });
  expect(await killSwitch.mayChange()).toBe(false);
  expect(await killSwitch.mayChange()).toBe(true);
});
