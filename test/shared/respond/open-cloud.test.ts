import { expect, it } from 'vitest';
import type { PlaybookMode } from '#shared/model/response-settings.ts';
import { createResponder } from '#shared/respond/create-responder.ts';
import type { Playbook } from '#shared/respond/playbook.ts';
import type { Responder } from '#shared/respond/responder.ts';
import { alertWith, createToyPlaybook, createToyWorld, noCloud, settingsWith, type ToyWorld } from './toy-world.ts';

// What the cloud is opened for: no step may do more there than is its own.
const permissions = { read: ['toy:Read'], apply: ['toy:Shut'], undo: ['toy:Open'] };
const looking = ['toy:Read'];
const shutting = ['toy:Read', 'toy:Shut'];
const opening = ['toy:Read', 'toy:Open'];

function responderIn(world: ToyWorld, mode: PlaybookMode): readonly [Responder, readonly (readonly string[])[]] {
  const opened: (readonly string[])[] = [];
  const exemptions = [{ reason: 'kept open', tags: { open: 'yes' } }];
  const responder = createResponder({
    playbooks: [{ ...createToyPlaybook(world), permissions } as unknown as Playbook],
    settings: settingsWith(mode, { exemptions }),
    ownRoles: [],
    ports: {
      openCloud: async (_place, actions) => {
        opened.push(actions);
        return noCloud;
      },
      store: world.store,
      killSwitch: { mayChange: async () => true },
      now: () => world.nowMs,
    },
  });
  return [responder, opened];
}

const setOf = (opened: readonly (readonly string[])[]): ReadonlySet<string> =>
  new Set(opened.map((actions) => actions.join(' ')));

it.each<PlaybookMode>(['plan', 'approve'])('in mode %s an alert is answered by looking', async (mode) => {
  const [responder, opened] = responderIn(createToyWorld(), mode);
  await responder.respond(alertWith());
  expect(setOf(opened)).toEqual(setOf([looking]));
});

it('in mode apply an alert is answered by looking and repairing, never with the way back', async () => {
  const [responder, opened] = responderIn(createToyWorld(), 'apply');
  await responder.respond(alertWith());
  expect(setOf(opened)).toEqual(setOf([looking, shutting]));
});

it('what is approved is carried out, and what is taken back taken back, each with its own way alone', async () => {
  const [responder, opened] = responderIn(createToyWorld(), 'approve');
  const [{ planId = '' } = {}] = await responder.respond(alertWith());
  await responder.apply(planId);
  expect(setOf(opened)).toEqual(setOf([looking, shutting]));
  await responder.undo(planId);
  expect(setOf(opened)).toEqual(setOf([looking, shutting, opening]));
});
