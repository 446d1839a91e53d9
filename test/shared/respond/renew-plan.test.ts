import { describe, expect, it } from 'vitest';
import type { Outcome } from '#shared/model/outcome.ts';
import type { Exemption } from '#shared/model/response-settings.ts';
import { PlanTakenError } from '#shared/respond/plan-errors.ts';
import {
  alertWith,
  cloudError,
  createToyWorld,
  openShop,
  settingsWith,
  shutShop,
  type ToyWorld,
  toyResponder,
} from './toy-world.ts';

// An approval that comes too late is answered by a new plan.
const hourMs = 3_600_000;
const darkShop = { open: true, lit: false };

const plan = async (world: ToyWorld): Promise<string> => {
  const [outcome] = await toyResponder(world, settingsWith('approve')).respond(alertWith());
  return outcome?.planId ?? '';
};
const approve = (world: ToyWorld, planId = '', exemptions: readonly Exemption[] = []): Promise<Outcome> =>
  toyResponder(world, settingsWith('approve', { exemptions })).apply(planId);
const writes = (world: ToyWorld): number => world.calls.filter((call) => call.startsWith('move')).length;

const tooLate: readonly (readonly [string, RegExp, (world: ToyWorld) => void])[] = [
  [
    'expired',
    /^the plan has expired: nothing was changed; this plan takes the place of plan /,
    (world) => {
      world.nowMs += 25 * hourMs;
    },
  ],
  [
    'is of a state that somebody has changed',
    /^somebody has changed it since the plan was made: nothing was changed; this plan takes the place of plan /,
    (world) => {
      world.shop = darkShop;
    },
  ],
  [
    'is not what the playbook would do now',
    /^the playbook would do something else now: nothing was changed; this plan takes the place of plan /,
    (world) => {
      world.repair = () => ({ kind: 'change', state: { open: false, lit: true }, steps: [] });
    },
  ],
];

describe.each(tooLate)('an approved plan that %s', (_, why, pass) => {
  it('changes nothing, ends, and is followed by one that waits and can be approved', async () => {
    const world = createToyWorld();
    const old = await plan(world);
    pass(world);
    const before = world.shop;
    const outcome = await approve(world, old);
    expect(outcome).toMatchObject({
      status: 'waiting',
      alertId: alertWith().id,
      before,
      why: expect.stringMatching(why),
      command: `trailguard respond approve ${outcome.planId}`,
    });
    expect(outcome.why).toContain(old);
    expect(outcome.planId).not.toBe(old);
    expect([writes(world), world.shop]).toEqual([0, before]);
    expect(await world.store.read(old)).toMatchObject({ status: 'superseded' });
    expect(await world.store.read(outcome.planId ?? '')).toMatchObject({ status: 'waiting', target: outcome.target });
    expect(await approve(world, outcome.planId)).toMatchObject({ status: 'applied', planId: outcome.planId });
  });

  it('is followed by the same one, however often it is approved', async () => {
    const world = createToyWorld();
    const old = await plan(world);
    pass(world);
    const { planId } = await approve(world, old);
    expect(await approve(world, old)).toMatchObject({ status: 'waiting', planId });
  });

  it('is followed by none where the harm is gone', async () => {
    const world = createToyWorld();
    const old = await plan(world);
    pass(world);
    world.shop = { open: false, lit: true };
    world.repair = () => ({ kind: 'harmless', why: 'the door is shut' });
    const outcome = await approve(world, old);
    expect(outcome).toMatchObject({
      status: 'skipped',
      planId: old,
      why: expect.stringContaining('nothing was changed'),
    });
    expect(outcome.why).toMatch(/, and there is no new plan: the door is shut$/);
    expect(outcome).not.toHaveProperty('command');
  });

  it('is followed by one that who has credentials of his own applies', async () => {
    const world = createToyWorld();
    const old = await plan(world);
    pass(world);
    const responder = toyResponder(world, settingsWith('approve'), {}, true);
    const outcome = await responder.apply(old);
    expect(outcome).toMatchObject({
      status: 'planned',
      command: `trailguard respond apply ${outcome.planId}`,
    });
    expect((await responder.apply(outcome.planId ?? '')).status).toBe('applied');
  });
});

it('the plan that follows tells of the one that was begun in vain', async () => {
  const world = createToyWorld();
  const old = await plan(world);
  world.shop = darkShop;
  const { planId, begun } = await approve(world, old);
  expect(planId).not.toBe(old);
  expect(await world.store.untold()).toMatchObject([begun ?? {}]);
  expect(begun).toMatchObject({ planId: old });
});

it('the plan that follows an expired one is for the actor whom the old one was for', async () => {
  const world = createToyWorld();
  const old = await plan(world);
  world.nowMs += 25 * hourMs;
  const { planId = '' } = await approve(world, old);
  const { actorArn, actorArns } = (await world.store.read(old)) ?? {};
  expect(actorArn).toBeDefined();
  expect(await world.store.read(planId)).toMatchObject({ actorArn, actorArns });
});

it('a plan that was taken back is followed by one that says so', async () => {
  const world = createToyWorld();
  const old = await plan(world);
  await approve(world, old);
  await toyResponder(world, settingsWith('approve')).undo(old);
  expect(await approve(world, old)).toMatchObject({
    status: 'waiting',
    why: expect.stringContaining(`; the same repair was taken back before (plan ${old})`),
  });
});

it('an expired plan of what became exempt since is followed by none', async () => {
  const world = createToyWorld();
  const old = await plan(world);
  world.nowMs += 25 * hourMs;
  const exemptions = [{ reason: 'a website', resources: ['arn:aws:s3:::shop'] }];
  expect(await approve(world, old, exemptions)).toMatchObject({
    status: 'skipped',
    planId: old,
    why: 'it is exempt: a website: nothing was changed',
  });
});

it('a state that cannot be read is said, and the old plan can be approved again', async () => {
  const world = createToyWorld();
  const old = await plan(world);
  world.nowMs += 25 * hourMs;
  world.disturb = (call) => {
    if (call === 'read') throw cloudError('denied');
  };
  expect(await approve(world, old)).toMatchObject({
    status: 'failed',
    why: 'the plan has expired: nothing was changed, and no new plan could be made: toy:Move: denied',
  });
  world.disturb = () => undefined;
  expect((await approve(world, old)).status).toBe('waiting');
});

it('a resource that another plan is changing is for later', async () => {
  const world = createToyWorld();
  const old = await plan(world);
  world.nowMs += 25 * hourMs;
  const [other] = await toyResponder(world, settingsWith('approve')).respond(alertWith({ id: 'b'.repeat(32) }));
  const begun = await world.store.read(other?.planId ?? '');
  if (begun === undefined) throw new Error('there is no plan');
  await world.store.move(begun, 'applying', world.nowMs);
  await expect(approve(world, old)).rejects.toThrow(PlanTakenError);
});

it('a plan that somebody began to take back is followed by none: how far that came is not known', async () => {
  const world = createToyWorld();
  const old = await plan(world);
  await approve(world, old);
  const applied = await world.store.read(old);
  if (applied === undefined) throw new Error('there is no plan');
  await world.store.move(applied, 'undoing', world.nowMs);
  world.nowMs += hourMs;
  expect(await approve(world, old)).toMatchObject({
    status: 'failed',
    planId: old,
    why: 'an earlier try broke off, and how far it came is not known',
  });
});

it('undoing is not followed by a plan', async () => {
  const world = createToyWorld();
  const old = await plan(world);
  await approve(world, old);
  world.shop = openShop;
  expect(await toyResponder(world, settingsWith('approve')).undo(old)).toMatchObject({ status: 'undone' });
  world.shop = { open: false, lit: true };
  expect(await toyResponder(world, settingsWith('approve')).undo(old)).toMatchObject({ status: 'undone', planId: old });
  expect(world.shop).not.toEqual(shutShop);
});
