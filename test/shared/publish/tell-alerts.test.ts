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
  /** The call that fails, as it would stand in the log. */
  readonly failing?: string;
}

function tell(alerts: readonly Alert[], { log, claims, failing }: World): ReturnType<typeof tellAlerts> {
  const call = (method: string, what: string, error: Error): void => {
    if (failing === `${method} ${what}`) throw error;
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
    const nothing = { published: [], observed: [], repeated: [], held: [], failed: [] };
    const expected = list === 'repeated' ? expect.objectContaining({ alert, foundVia: undefined }) : alert;
    expect(told).toEqual({ ...nothing, [list]: [expected] });
  });

  it('is claimed with the way by which it was found', async () => {
    const log: string[] = [];
    await tell([alertWith({ id: 'a', foundVia: 's3' })], { log, claims: {} });
    expect(log[0]).toBe('claim key of a by s3');
  });

  it('that was delivered is told with the way by which it was found then', async () => {
    const alert = alertWith({ id: 'a', foundVia: 's3' });
    const claims: World['claims'] = { 'key of a': { state: 'delivered', foundVia: 'eventbridge' } };
    expect((await tell([alert], { log: [], claims })).repeated).toMatchObject([{ alert, foundVia: 'eventbridge' }]);
  });
});

describe('several alerts', () => {
  const alerts = ['a', 'b', 'c'].map((id) => alertWith({ id }));

  const idsOf = (list: readonly Alert[]): readonly string[] => list.map(({ id }) => id);
  const callsOf = (log: readonly string[], id: string): readonly string[] => log.filter((call) => call.endsWith(id));
  const wholeWay = (id: string): readonly string[] => [
    `claim key of ${id}`,
    `render ${id}`,
    `publish ${id}`,
    `confirm key of ${id}`,
  ];

  it('are told in their order, and one that is held keeps none waiting', async () => {
    const log: string[] = [];
    const { published, held } = await tell(alerts, { log, claims: { 'key of b': { state: 'held' } } });
    expect([idsOf(published), idsOf(held)]).toEqual([['a', 'c'], ['b']]);
    expect(['a', 'b', 'c'].map((id) => callsOf(log, id))).toEqual([wholeWay('a'), ['claim key of b'], wholeWay('c')]);
  });

  it.each<[string, typeof AlertLedgerError | typeof PublishError, number]>([
    ['claim key of b', AlertLedgerError, 0],
    ['publish b', PublishError, 2],
    ['confirm key of b', AlertLedgerError, 3],
  ])('are told though one fails: %s', async (failing, error, callsBefore) => {
    const log: string[] = [];
    const { published, failed } = await tell(alerts, { log, claims: {}, failing });
    expect(idsOf(published)).toEqual(['a', 'c']);
    expect(failed).toMatchObject([{ alert: { id: 'b' }, error: expect.any(error) }]);
    expect(callsOf(log, 'b')).toEqual(wholeWay('b').slice(0, callsBefore));
    expect(callsOf(log, 'c')).toEqual(wholeWay('c'));
  });

  it('of one key are told once, and do not hold each other', async () => {
    const log: string[] = [];
    const [a, b] = alerts;
    const told = await tell([...alerts, ...(a && b ? [b, a] : [])], { log, claims: {} });
    expect(told).toMatchObject({ published: alerts, repeated: [], held: [], failed: [] });
    expect(callsOf(log, 'a')).toEqual(wholeWay('a'));
  });

  it('are told by eight at most at the same time', async () => {
    let underWay = 0;
    const seen: number[] = [];
    const many = Array.from({ length: 30 }, (_, number): Telling => {
      const alert = alertWith({ id: `${number}` });
      return { key: alert.id, alert, render: () => ({ subject: alert.id, message: '{}', attributes: {} }) };
    });
    await tellAlerts(many, {
      ledger: { claim: async () => granted, confirm: async () => undefined },
      publisher: {
        async publish() {
          underWay += 1;
          seen.push(underWay);
          await new Promise((resolve) => setImmediate(resolve));
          underWay -= 1;
        },
      },
    });
    expect([seen.length, Math.max(...seen)]).toEqual([30, 8]);
  });
});
