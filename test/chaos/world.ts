import { episodeAlertId } from '#shared/alert/alert-id.ts';
import { tellingKey } from '#shared/alert/telling-key.ts';
import { createMemoryAgenda } from '#shared/memory/memory-agenda.ts';
import { createMemoryAlertLedger } from '#shared/memory/memory-alert-ledger.ts';
import { createMemoryCorrelationStore } from '#shared/memory/memory-correlation-store.ts';
import type { Alert } from '#shared/model/alert.ts';
import type { TellingPorts } from '#shared/pipeline.ts';
import type { NamedEpisode } from '#shared/ports/correlation-store.ts';
import { groupKey } from '#shared/ports/group-key.ts';
import type { Crash } from './history.ts';

/** An episode at the moment when it got its name. */
export interface Naming {
  readonly rule: string;
  readonly group: string;
  readonly name: NamedEpisode;
  readonly alertId: string;
  /** The records that were in the store when whoever named it began to look. */
  readonly knownEventIDs: ReadonlySet<string>;
}

/** Everything outside the functions: state, topic and clock, and a record of what was done to them. */
export interface World {
  nowMs: number;
  readonly published: Alert[];
  readonly namings: Naming[];
  /** Ledger keys of which a publication was not followed by its confirmation, one for each time. */
  readonly unconfirmed: string[];
  /** The ports for one attempt, which dies at `crash`. */
  portsFor(crash: Crash | undefined, turn: () => Promise<void>): TellingPorts;
  /** Deadlines that are noted, due or not. */
  openDeadlines(): Promise<number>;
}

export class Died extends Error {
  override readonly name = 'Died';
}

export function createWorld(): World {
  // Few are enough for a group to be busy.
  const store = createMemoryCorrelationStore({ busyEntries: 5 });
  const agenda = createMemoryAgenda();
  const always = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };
  const world: World = {
    nowMs: 0,
    published: [],
    namings: [],
    unconfirmed: [],
    openDeadlines: async () => (await agenda.due(Number.POSITIVE_INFINITY)).length,
    portsFor(crash, turn) {
      let calls = 0;
      let isDead = false;
      const unconfirmed = new Set<string>();
      /** Wait for the turn, carry out the call, or die before or after it; the dead do nothing more. */
      const step = async <T>(act: () => Promise<T>): Promise<T> => {
        await turn();
        if (isDead) throw new Died();
        const isLast = crash?.atCall === calls;
        calls += 1;
        if (isLast && crash?.when === 'before') die();
        const result = await act();
        if (isLast) die();
        return result;
      };
      const die = (): never => {
        isDead = true;
        world.unconfirmed.push(...unconfirmed);
        throw new Died();
      };
      const known = new Map<string, ReadonlySet<string>>();
      const registers = new Map<string, readonly NamedEpisode[]>();
      return {
        now: () => world.nowMs,
        store: {
          addEntries: (group, entries) => step(() => store.addEntries(group, entries)),
          readEntries: (group, span) => step(() => store.readEntries(group, span)),
          countEntries: (group, span) => step(() => store.countEntries(group, span)),
          readEpisodes: (group) =>
            step(async () => {
              const { entries } = await store.readEntries(group, always);
              const register = await store.readEpisodes(group);
              known.set(groupKey(group), new Set(entries.map(({ evidence }) => evidence.eventID)));
              registers.set(groupKey(group), register.episodes);
              return register;
            }),
          writeEpisodes: (group, register) =>
            step(async () => {
              const before = registers.get(groupKey(group)) ?? [];
              const isWritten = await store.writeEpisodes(group, register);
              const isOld = ({ firstEventID }: NamedEpisode): boolean =>
                before.some((name) => name.firstEventID === firstEventID);
              for (const name of isWritten ? register.episodes.filter((episode) => !isOld(episode)) : []) {
                world.namings.push({
                  rule: group.correlationId,
                  group: group.values['requestParameters.group'] ?? '',
                  name,
                  alertId: episodeAlertId(group.correlationId, group.values, name.firstEventID),
                  knownEventIDs: known.get(groupKey(group)) ?? new Set(),
                });
              }
              return isWritten;
            }),
        },
        agenda: {
          note: (deadline) => step(() => agenda.note(deadline)),
          due: (nowMs) => step(() => agenda.due(nowMs)),
          strike: (deadline) => step(() => agenda.strike(deadline)),
        },
        ledger: {
          claim: (key, foundVia) => step(() => ledger.claim(key, foundVia)),
          confirm: (key) =>
            step(async () => {
              await ledger.confirm(key);
              unconfirmed.delete(key);
            }),
        },
        publisher: {
          publish: (message) =>
            step(async () => {
              const alert: Alert = JSON.parse(JSON.parse(message.message).default);
              world.published.push(alert);
              unconfirmed.add(tellingKey(alert));
            }),
        },
      };
    },
  };
  const ledger = createMemoryAlertLedger(() => world.nowMs);
  return world;
}
