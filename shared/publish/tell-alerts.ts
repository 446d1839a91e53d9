import pMap from 'p-map';
import type { Alert } from '#shared/model/alert.ts';
import type { AlertMessage } from '#shared/model/message.ts';
import type { AlertLedger } from '#shared/ports/alert-ledger.ts';
import type { Publisher } from '#shared/ports/publisher.ts';

/** An alert to tell, with the key that the ledger knows it by. */
export interface Telling {
  readonly key: string;
  readonly alert: Alert;
  /** Made only for an alert that is published. */
  readonly render: () => AlertMessage;
}

/** What became of tellings, in their order; each key is in one of the lists. */
export interface Told {
  readonly published: readonly Alert[];
  /** Of rules that settings have observed only: recorded, and told to nobody. */
  readonly observed: readonly Alert[];
  /** Delivered before, with the way by which it was found then. */
  readonly repeated: readonly { readonly alert: Alert; readonly foundVia?: Alert['foundVia'] }[];
  /** About to be told by another, or left behind by one who died: the caller comes again. */
  readonly held: readonly Alert[];
  /** Not told, because a port failed: the caller comes again. */
  readonly failed: readonly { readonly alert: Alert; readonly error: unknown }[];
}

/** Alerts that are told at the same time. */
const concurrency = 8;

/** Tell each alert once: claim it, publish it, confirm it. One that fails does not keep the others from being told; of several with one
 * key the first is told, for the others would meet its claim. */
export async function tellAlerts(
  tellings: readonly Telling[],
  ports: { readonly ledger: AlertLedger; readonly publisher: Publisher },
): Promise<Told> {
  const once = new Map<string, Telling>();
  for (const telling of tellings) if (!once.has(telling.key)) once.set(telling.key, telling);
  const results = await pMap(once.values(), (telling) => tell(telling, ports), { concurrency });
  const alertsThat = (became: Became['kind']): readonly Alert[] =>
    results.flatMap(({ kind, alert }) => (kind === became ? [alert] : []));
  return {
    published: alertsThat('published'),
    observed: alertsThat('observed'),
    repeated: results.filter((result) => result.kind === 'repeated'),
    held: alertsThat('held'),
    failed: results.filter((result) => result.kind === 'failed'),
  };
}

type Became =
  | { readonly kind: 'published' | 'observed' | 'held'; readonly alert: Alert }
  | { readonly kind: 'repeated'; readonly alert: Alert; readonly foundVia?: Alert['foundVia'] }
  | { readonly kind: 'failed'; readonly alert: Alert; readonly error: unknown };

async function tell(
  { key, alert, render }: Telling,
  { ledger, publisher }: { readonly ledger: AlertLedger; readonly publisher: Publisher },
): Promise<Became> {
  try {
    const claim = await ledger.claim(key, alert.foundVia);
    if (claim.state === 'held') return { kind: 'held', alert };
    if (claim.state === 'delivered') return { kind: 'repeated', alert, foundVia: claim.foundVia };
    if (alert.mode !== 'observe') await publisher.publish(render());
    await ledger.confirm(key);
    return { kind: alert.mode === 'observe' ? 'observed' : 'published', alert };
  } catch (error) {
    return { kind: 'failed', alert, error };
  }
}
