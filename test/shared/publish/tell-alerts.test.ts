import { describe, expect, it } from 'vitest';
import { buildAlert } from '#shared/alert/build-alert.ts';
import type { Alert, FoundVia } from '#shared/model/alert.ts';
import { AlertLedgerError, type Claim } from '#shared/ports/alert-ledger.ts';
import { PublishError } from '#shared/ports/publisher.ts';
import { type Telling, tellAlerts } from '#shared/publish/tell-alerts.ts';
import { recordDetection } from '../alert/detections.ts';

const alertWith = (over: Partial<Alert>): Alert => ({ ...buildAlert(recordDetection()), ...over });

const granted: Claim = { state: 'granted' };

interface World {
  /** What was asked of the ports, in order. */
  readonly log: string[];
  /** The answers to claims, by key; granted where there is none. */
  readonly claims: Readonly<Record<string, Claim>>;
  readonly failing?: 'claim' | 'publish' | 'confirm';
}

function tell(alerts: readonly Alert[], { log, claims, failing }: World): ReturnType<typeof tellAlerts> {
  const call = (method: NonNullable<World['failing']>, what: string, error: Error): void => {
    if (failing === method) throw error;
    log.push(`${method} ${what}`);
  };
  const tellings = alerts.map((alert): Telling => {
    const render: Telling['render'] = () => {
      log.push(`render ${alert.id}`);
      return { subject: alert.id, message: '{}', attributes: {} };
    };
    return { key: `key of ${alert.id}`, alert, render };
  });
  return tellAlerts(tellings, {
    ledger: {
      async claim(key: string, foundVia?: FoundVia) {
        call('claim', foundVia === undefined ? key : `${key} by ${foundVia}`, new AlertLedgerError('down'));
        return claims[key] ?? granted;
      },
      async confirm(key: string) {
        call('confirm', key, new AlertLedgerError('down'));
      },
    },
    publisher: {
      async publish({ subject }) {
        call('publish', subject, new PublishError('down'));
      },
    },
  });
}

describe('an alert', () => {
  it.each<[string, Alert, Claim, readonly string[], string]>([
    [
      'is claimed, published, confirmed',
      alertWith({ id: 'a' }),
      granted,
      ['render a', 'publish a', 'confirm key of a'],
      'published',
    ],
    [
      'of an observed rule is claimed and confirmed',
      alertWith({ id: 'a', mode: 'observe' }),
      granted,
      ['confirm key of a'],
      'observed',
    ],
    ['that another is about to tell is left', alertWith({ id: 'a' }), { state: 'held' }, [], 'held'],
    ['that was delivered is left', alertWith({ id: 'a' }), { state: 'delivered' }, [], 'repeated'],
  ])('%s', async (_, alert, claim, calls, list) => {
    const log: string[] = [];
    const told = await tell([alert], { log, claims: { 'key of a': claim } });
    expect(log).toEqual(['claim key of a', ...calls]);
    const nothing = { published: [], observed: [], repeated: [], held: [] };
    expect(told).toEqual({ ...nothing, [list]: list === 'repeated' ? [{ alert, foundVia: undefined }] : [alert] });
  });

  it('is claimed with the way by which it was found', async () => {
    const log: string[] = [];
    await tell([alertWith({ id: 'a', foundVia: 's3' })], { log, claims: {} });
    expect(log[0]).toBe('claim key of a by s3');
  });

  it('that was delivered is told with the way by which it was found then', async () => {
    const alert = alertWith({ id: 'a', foundVia: 's3' });
    const claims: World['claims'] = { 'key of a': { state: 'delivered', foundVia: 'eventbridge' } };
    expect((await tell([alert], { log: [], claims })).repeated).toEqual([{ alert, foundVia: 'eventbridge' }]);
  });
});

describe('several alerts', () => {
  const alerts = ['a', 'b', 'c'].map((id) => alertWith({ id }));

  it('are told one after the other, and one that is held keeps none waiting', async () => {
    const log: string[] = [];
    const { published, held } = await tell(alerts, { log, claims: { 'key of b': { state: 'held' } } });
    expect([published.map(({ id }) => id), held.map(({ id }) => id)]).toEqual([['a', 'c'], ['b']]);
    expect(log.filter((call) => !call.startsWith('render'))).toEqual([
      ...['claim key of a', 'publish a', 'confirm key of a'],
      'claim key of b',
      ...['claim key of c', 'publish c', 'confirm key of c'],
    ]);
  });

  it.each<[NonNullable<World['failing']>, typeof AlertLedgerError | typeof PublishError, readonly string[]]>([
    ['claim', AlertLedgerError, []],
    ['publish', PublishError, ['claim key of a', 'render a']],
    ['confirm', AlertLedgerError, ['claim key of a', 'render a', 'publish a']],
  ])('end where %s fails, for the retry', async (failing, error, calls) => {
    const log: string[] = [];
    await expect(tell(alerts, { log, claims: {}, failing })).rejects.toBeInstanceOf(error);
    expect(log).toEqual(calls);
  });
});
