import { expect, it } from 'vitest';
import { requestFunction } from '#shared/alert/request-function.ts';
import { outcomeWith } from './outcomes.ts';

it.each([
  [
    'trailguard respond approve 0f --function trailguard-dev-on-request --region eu-west-1',
    'trailguard-dev-on-request',
  ],
  ['trailguard respond approve 0f --undo --function trailguard-dev-on-request', 'trailguard-dev-on-request'],
  ['trailguard respond approve 0f', undefined],
  ['trailguard respond approve 0f --function', undefined],
  ['trailguard respond approve 0f --function a;b', undefined],
])('%s asks %s', (command, name) => {
  expect(requestFunction(outcomeWith({ command }))).toBe(name);
});

it('asks no function without a command', () => {
  const { command: _, ...outcome } = outcomeWith();
  expect(requestFunction(outcome)).toBeUndefined();
});
