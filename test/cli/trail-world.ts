import type { AccessBlock } from '#shared/ports/cloud/buckets.ts';
import { CloudError } from '#shared/ports/cloud/cloud.ts';
import type { TrailDescription } from '#shared/ports/doctor/trail-facts.ts';
import type { TrailSetup } from '#shared/ports/trail-setup.ts';

export interface TrailWorldBucket {
  policy?: string;
  accessBlock?: AccessBlock;
  isVersioned: boolean;
  encryption?: string;
  sendsToEventBridge: boolean;
}

/** An account in memory, with trails, buckets and keys. */
export interface TrailWorld {
  readonly trails: Map<string, TrailDescription & { isLogging: boolean }>;
  readonly buckets: Map<string, TrailWorldBucket>;
  /** ARNs of keys by alias, and their policies by ARN. */
  readonly keys: Map<string, string>;
  readonly keyPolicies: Map<string, string>;
  /** Changes, in order. */
  readonly changes: string[];
  /** A change that AWS refuses. */
  refuses?: string;
  readonly setup: TrailSetup;
}

export function createTrailWorld(): TrailWorld {
  const place = { accountId: '123456789012', region: 'eu-central-1' };
  const bucketOf = (name: string): TrailWorldBucket => {
    const bucket = world.buckets.get(name);
    if (bucket === undefined) throw new CloudError('no such bucket', { kind: 'not-found', permission: 's3' });
    return bucket;
  };
  const change = (what: string, act: () => void): void => {
    if (world.refuses === what) throw new CloudError(`${what}: AWS refuses it`, { kind: 'refused', permission: what });
    world.changes.push(what);
    act();
  };
  const setup: TrailSetup = {
    place,
    trails: {
      list: async () => [...world.trails.values()],
      getStatus: async ({ name }) => {
        const trail = world.trails.get(name);
        return trail && { isLogging: trail.isLogging };
      },
      startLogging: async (name) =>
        change('startLogging', () => {
          const trail = world.trails.get(name);
          if (trail !== undefined) trail.isLogging = true;
        }),
      create: async (settings) =>
        change('createTrail', () => {
          const arn = `arn:aws:cloudtrail:${place.region}:${place.accountId}:trail/${settings.name}`;
          const trail = { isOrganization: false, ...settings, arn, homeRegion: place.region, isLogging: false };
          world.trails.set(settings.name, trail);
        }),
      update: async ({ name, ...settings }) =>
        change('updateTrail', () => {
          const trail = world.trails.get(name);
          if (trail !== undefined) world.trails.set(name, { ...trail, ...settings });
        }),
    },
    buckets: {
      exists: async (name) => world.buckets.has(name),
      create: async (name) =>
        change('createBucket', () => {
          world.buckets.set(name, { isVersioned: false, sendsToEventBridge: false });
        }),
      getPolicy: async (name) => bucketOf(name).policy,
      putPolicy: async (name, policy) =>
        change('putPolicy', () => {
          bucketOf(name).policy = policy;
        }),
      getAccessBlock: async (name) => bucketOf(name).accessBlock,
      putAccessBlock: async (name, block) =>
        change('putAccessBlock', () => {
          bucketOf(name).accessBlock = block;
        }),
      getVersioning: async (name) => ({ isEnabled: bucketOf(name).isVersioned, needsMfa: false }),
      enableVersioning: async (name) =>
        change('enableVersioning', () => {
          bucketOf(name).isVersioned = true;
        }),
      getEncryption: async (name) => bucketOf(name).encryption,
      encrypt: async (name) =>
        change('encrypt', () => {
          bucketOf(name).encryption = 'AES256';
        }),
      sendsToEventBridge: async (name) => bucketOf(name).sendsToEventBridge,
      sendToEventBridge: async (name) =>
        change('sendToEventBridge', () => {
          bucketOf(name).sendsToEventBridge = true;
        }),
    },
    keys: {
      find: async (alias) => world.keys.get(alias),
      create: async (alias, policy) => {
        const arn = `arn:aws:kms:${place.region}:${place.accountId}:key/${world.keys.size + 1}`;
        change('createKey', () => {
          world.keys.set(alias, arn);
          world.keyPolicies.set(arn, policy);
        });
        return arn;
      },
    },
  };
  const world: TrailWorld = {
    trails: new Map(),
    buckets: new Map(),
    keys: new Map(),
    keyPolicies: new Map(),
    changes: [],
    setup,
  };
  return world;
}
