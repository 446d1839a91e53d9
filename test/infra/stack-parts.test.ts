import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readStackParts } from '../../infra/stack-parts.ts';

const parts = readStackParts();

it('cli/cost/stack-parts.json is what `npm run docs` makes', () => {
  expect(JSON.parse(readFileSync('cli/cost/stack-parts.json', 'utf8'))).toEqual(parts);
});

it('finds every function with its memory, and which the clock calls', () => {
  expect(parts.functions['on-cloudtrail-event']).toEqual({ memoryMB: 512, runsPerHour: 0 });
  expect(parts.functions['on-schedule']).toEqual({ memoryMB: 512, runsPerHour: 60 });
});

it('finds what is paid for by being there', () => {
  expect(parts.keys).toBeGreaterThanOrEqual(3);
  expect(parts.polledQueues).toBe(2);
  expect(parts.logRetentionDays).toBe(90);
});
