import { describe, expect, test } from 'vitest';
import type { Json } from '#shared/model/json.ts';
import type { Target } from '#shared/model/target.ts';
import type { BasicSelector, TrailSelectors } from '#shared/model/trail-selectors.ts';
import { type Planned, planResponse } from '#shared/respond/plan-response.ts';
import { cloudtrailLogging } from '#shared/respond/playbooks/cloudtrail-logging.ts';
import { checkFaults, checkPermissions, checkRace, checkReversible } from '../fake-cloud/check-playbook.ts';
import { createFakeCloud } from '../fake-cloud/fake-cloud.ts';
import { createFakeTrails, type FakeTrail } from '../fake-cloud/fake-trails.ts';
import { type Case, planCase } from '../fake-cloud/run-faults.ts';
import { watchCloud } from '../fake-cloud/watch-cloud.ts';

const trailArn = 'arn:aws:cloudtrail:eu-central-1:123456789012:trail/audit';
const targetOf = (changed?: 'logging' | 'selectors', accountId = '123456789012'): Target => ({
  accountId,
  region: 'eu-central-1',
  subject: { kind: 'trail', trailArn, ...(changed !== undefined && { changed }) },
  eventID: 'e1',
  eventTime: '2026-03-05T09:14:37Z',
});
const trialOf = (trail: FakeTrail | undefined, target: Target): Case => ({
  playbook: cloudtrailLogging,
  target,
  settings: { mode: 'apply' },
  makeCloud: () => createFakeCloud(createFakeTrails(trailArn, trail && { ...trail })),
});
const planOf = ({ target, settings, makeCloud }: Case): Promise<Planned> =>
  planResponse(cloudtrailLogging, { alertId: 'a', target }, { cloud: makeCloud(), settings, nowMs: 0 });

const basic = (...selectors: readonly Partial<BasicSelector>[]): TrailSelectors => ({
  kind: 'basic',
  selectors: selectors.map((selector) => ({
    readWriteType: 'All',
    includeManagementEvents: true,
    excludeManagementEventSources: [],
    dataResources: [],
    ...selector,
  })),
});
const objectsOf = (bucket: string): BasicSelector['dataResources'] => [
  { type: 'AWS::S3::Object', values: [`arn:aws:s3:::${bucket}/`] },
];
const whole = basic({});
const onlyReads = basic(
  { readWriteType: 'ReadOnly' },
  { includeManagementEvents: false, dataResources: objectsOf('logs') },
);
const management = { fieldSelectors: [{ field: 'eventCategory', equals: ['Management'] }] };
const data = {
  name: 'Objects',
  fieldSelectors: [
    { field: 'eventCategory', equals: ['Data'] },
    { field: 'resources.type', equals: ['AWS::S3::Object'] },
  ],
};
const withoutKms = {
  fieldSelectors: [...management.fieldSelectors, { field: 'eventSource', notEquals: ['kms.amazonaws.com'] }],
};
/** As a record holds it: in its own spelling, and without what has its default. */
const earlierRequest: Json = {
  trailName: 'audit',
  eventSelectors: [
    { readWriteType: 'WriteOnly' },
    { readWriteType: 'ReadOnly', dataResources: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3:::logs/'] }] },
  ],
};
const earlier = basic({ readWriteType: 'WriteOnly' }, { readWriteType: 'ReadOnly', dataResources: objectsOf('logs') });

const stopped = trialOf({ isLogging: false, selectors: whole }, targetOf('logging'));
const weakened = trialOf({ isLogging: true, selectors: onlyReads, earlierRequest }, targetOf('selectors'));
const both = trialOf({ isLogging: false, selectors: onlyReads, earlierRequest }, targetOf());

describe('cloudtrail-logging', () => {
  test('starts a stopped trail, and asks about nothing else', async () => {
    const watched = watchCloud(stopped.makeCloud());
    expect(await planCase(stopped, watched.cloud)).toMatchObject({
      before: { isLogging: false },
      after: { isLogging: true },
      steps: ['start logging'],
    });
    expect(watched.calls).toEqual(['trails.isLogging']);
  });

  test('puts back the selectors of before', async () => {
    expect(await planOf(weakened)).toMatchObject({
      kind: 'change',
      plan: {
        before: { selectors: onlyReads },
        after: { selectors: earlier },
        steps: ['put back the event selectors that the trail had before'],
      },
    });
    expect(await planOf(weakened)).not.toHaveProperty('needsApproval');
  });

  test('does both when it is not told what the call changed', async () => {
    expect(await planCase(both, both.makeCloud())).toMatchObject({
      after: { isLogging: true, selectors: earlier },
      steps: ['start logging', 'put back the event selectors that the trail had before'],
    });
  });

  test.each<readonly [name: string, trail: Omit<FakeTrail, 'isLogging'>, selectors: TrailSelectors, why: string]>([
    [
      'basic selectors with nothing known of before',
      { selectors: onlyReads },
      basic({}, { includeManagementEvents: false, dataResources: objectsOf('logs') }),
      'is not known',
    ],
    [
      'basic selectors that were weak before',
      {
        selectors: basic({ includeManagementEvents: false }),
        earlierRequest: { eventSelectors: [{ readWriteType: 'ReadOnly' }] },
      },
      whole,
      'did not log every management event either',
    ],
    [
      'data events in a selector of management events',
      { selectors: basic({ readWriteType: 'WriteOnly', dataResources: objectsOf('a') }) },
      basic({}, { readWriteType: 'WriteOnly', includeManagementEvents: false, dataResources: objectsOf('a') }),
      'is not known',
    ],
    [
      'advanced selectors',
      { selectors: { kind: 'advanced', selectors: [data, withoutKms] } },
      { kind: 'advanced', selectors: [management, data] },
      'is not known',
    ],
  ])('asks people before it guesses: %s', async (_, trail, selectors, why) => {
    expect(await planOf(trialOf({ isLogging: true, ...trail }, targetOf('selectors')))).toMatchObject({
      kind: 'change',
      plan: { after: { selectors } },
      needsApproval: expect.stringContaining(why),
    });
  });

  const good: FakeTrail = { isLogging: true, selectors: whole };
  test.each<readonly [name: string, trail: FakeTrail | undefined, target: Target, expected: object]>([
    ['a trail that logs', good, targetOf('logging'), { kind: 'harmless', why: expect.stringMatching(/is logging;/) }],
    [
      'selectors of every management event',
      good,
      targetOf('selectors'),
      { kind: 'harmless', why: expect.stringMatching(/selects every management event;/) },
    ],
    [
      'a trail that is whole',
      good,
      targetOf(),
      { kind: 'harmless', why: expect.stringMatching(/logging and selects/) },
    ],
    ['a trail that is gone', undefined, targetOf(), { kind: 'harmless', why: 'the resource is gone' }],
    [
      "an organisation's trail, from a member account",
      { isLogging: false, selectors: whole },
      targetOf('logging', '111122223333'),
      {
        kind: 'refused',
        why: "the trail belongs to account 123456789012, as an organisation's does: it cannot be changed from account 111122223333",
      },
    ],
  ])('leaves %s alone', async (_, trail, target, expected) => {
    expect(await planOf(trialOf(trail, target))).toEqual(expected);
  });

  test('asks AWS nothing about a trail that it cannot change', async () => {
    const watched = watchCloud(stopped.makeCloud());
    await cloudtrailLogging.read(targetOf(undefined, '111122223333'), watched.cloud);
    expect(watched.calls).toEqual([]);
  });

  describe.each([
    ['a stopped trail', stopped],
    ['weakened selectors', weakened],
    ['both', both],
  ])('%s', (_, trial) => {
    test('goes there and back', () => checkReversible(trial));
    test('tells the truth when calls fail', () => checkFaults(trial));
    test('tells the truth when somebody else is at it', () =>
      checkRace(trial, async ({ trails }) => {
        const selectors = basic({ readWriteType: 'WriteOnly' });
        await Promise.all([trails.startLogging(trailArn), trails.putSelectors(trailArn, selectors)]);
      }));
  });

  test('declares its permissions', () => checkPermissions(cloudtrailLogging, [stopped, weakened, both]));
});
