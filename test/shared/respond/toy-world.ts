import { createMemoryResponseStore } from '#shared/memory/memory-response-store.ts';
import type { Alert } from '#shared/model/alert.ts';
import type { Outcome } from '#shared/model/outcome.ts';
import { defaultResponseSettings, type PlaybookMode, type ResponseSettings } from '#shared/model/response-settings.ts';
import type { Target } from '#shared/model/target.ts';
import { type Cloud, CloudError, type CloudErrorKind } from '#shared/ports/cloud/cloud.ts';
import type { ResponseStore } from '#shared/ports/response-store.ts';
import { createResponder } from '#shared/respond/create-responder.ts';
import type { Playbook, Repair } from '#shared/respond/playbook.ts';
import type { Responder, ResponderPorts } from '#shared/respond/responder.ts';

/** A shop with a door and a lamp. That the door is open is the harm; the lamp goes out with it, so that there is a half-way. */
export interface Shop {
  readonly [part: string]: boolean;
  readonly open: boolean;
  readonly lit: boolean;
}

export const openShop: Shop = { open: true, lit: true };
export const shutShop: Shop = { open: false, lit: false };

/** What the toy cloud is asked for. */
export type ToyCall = 'open cloud' | 'read' | 'move door' | 'move lamp' | 'second opinion' | 'read tags';

/** Everything outside the responder. */
export interface ToyWorld {
  nowMs: number;
  /** `undefined`: it is gone. */
  shop: Shop | undefined;
  tags: Record<string, string>;
  isKillSwitchOn: boolean;
  opinion: 'harmful' | 'harmless' | undefined;
  /** The calls that were made of the cloud, in order. */
  readonly calls: ToyCall[];
  /** Called before a call is carried out, and after it; what it throws is what the call throws. */
  disturb: (call: ToyCall, when: 'before' | 'after') => void;
  readonly store: ResponseStore;
  /** The repair that the playbook makes; may be replaced. */
  repair: (shop: Shop) => Repair<Shop>;
}

/** When the toy world begins, and the call was made that left the shop open. */
export const startMs = 1_000_000_000_000;

export function createToyWorld(): ToyWorld {
  return {
    nowMs: startMs,
    shop: openShop,
    tags: {},
    isKillSwitchOn: false,
    opinion: 'harmless',
    calls: [],
    disturb: () => undefined,
    store: createMemoryResponseStore(),
    repair: (shop) =>
      shop.open
        ? { kind: 'change', state: shutShop, steps: ['shut the door and put the lamp out'] }
        : { kind: 'harmless', why: 'the door is shut' },
  };
}

/** The playbook of the shop. What it asks of the cloud goes past `around`. */
export function createToyPlaybook(
  world: ToyWorld,
  around: <T>(act: () => Promise<T>) => Promise<T> = (act) => act(),
): Playbook<Shop> {
  const call = <T>(name: ToyCall, act: () => T): Promise<T> =>
    around(async () => {
      world.disturb(name, 'before');
      world.calls.push(name);
      const result = act();
      world.disturb(name, 'after');
      return result;
    });
  return {
    id: 'shut-shop',
    harm: 'open shop',
    permissions: { read: ['toy:Read'], apply: ['toy:Move'], undo: ['toy:Move'] },
    subjects: ['bucket'],
    read: () => call('read', () => world.shop),
    repair: (shop) => world.repair(shop),
    async write(_, { from, to }) {
      if (from.open !== to.open) {
        await call('move door', () => {
          if (world.shop !== undefined) world.shop = { ...world.shop, open: to.open };
        });
      }
      if (from.lit !== to.lit) {
        await call('move lamp', () => {
          if (world.shop !== undefined) world.shop = { ...world.shop, lit: to.lit };
        });
      }
    },
    secondOpinion: () => call('second opinion', () => world.opinion),
    readTags: () => call('read tags', () => world.tags),
  };
}

/** Settings in which the toy playbook has a mode, and no call is too old. */
export function settingsWith(mode: PlaybookMode, members: Partial<ResponseSettings> = {}): ResponseSettings {
  const budget = { ...defaultResponseSettings.budget, freshMs: Number.POSITIVE_INFINITY };
  return { ...defaultResponseSettings, budget, playbooks: { 'shut-shop': { mode } }, ...members };
}

/** The responder of a world. */
export function toyResponder(
  world: ToyWorld,
  settings: ResponseSettings,
  ports: Partial<ResponderPorts> & { readonly around?: <T>(act: () => Promise<T>) => Promise<T> } = {},
  appliesInAnyMode = false,
): Responder {
  const around = ports.around ?? ((act) => act());
  return createResponder({
    // A playbook reads its own states only.
    playbooks: [createToyPlaybook(world, around) as unknown as Playbook],
    settings,
    ownRoles: [ownRole],
    appliesInAnyMode,
    ports: {
      openCloud: async () => {
        world.disturb('open cloud', 'before');
        return noCloud;
      },
      store: world.store,
      killSwitch: { mayChange: async () => !world.isKillSwitchOn },
      now: () => world.nowMs,
      ...ports,
    },
  });
}

/** What a responder tells of what others left; what it could not tell is thrown. */
export async function toldOnResume(responder: Responder): Promise<readonly Outcome[]> {
  const { outcomes, problems } = await responder.resume(async () => undefined);
  for (const { error } of problems) throw error;
  return outcomes;
}

/** The toy playbook does not look at it. */
export const noCloud: Cloud = {} as unknown as Cloud;

export const ownRole = 'arn:aws:iam::123456789012:role/trailguard-on-alert';

export const target: Target = {
  accountId: '123456789012',
  region: 'eu-central-1',
  subject: { kind: 'bucket', bucket: 'shop' },
  eventID: 'event-1',
  eventTime: new Date(startMs).toISOString(),
};

export const actorArn = 'arn:aws:iam::123456789012:user/alice';

export function alertWith(members: Partial<Alert> = {}): Alert {
  return {
    version: '1',
    id: 'a'.repeat(32),
    kind: 'detection',
    rule: { id: 'rule', title: 'Shop left open', level: 'high', tags: [], references: [] },
    title: 'Shop left open',
    summary: 'alice left the shop open.',
    severity: 'high',
    actor: { kind: 'user', arn: actorArn },
    source: {},
    resources: [],
    eventCount: 1,
    events: [],
    group: {},
    reasons: [],
    runbook: [],
    falsepositives: [],
    playbook: 'shut-shop',
    targets: [target],
    links: {},
    ...members,
  };
}

/** A failed call. */
export function cloudError(kind: CloudErrorKind = 'unavailable'): CloudError {
  return new CloudError(`toy:Move: ${kind}`, { kind, permission: 'toy:Move' });
}
