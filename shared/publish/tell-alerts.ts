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

/** What became of tellings; each is in one of the lists. */
export interface Told {
  readonly published: readonly Alert[];
  /** Of rules that settings have observed only: recorded, and told to nobody. */
  readonly observed: readonly Alert[];
  /** Delivered before, with the way by which it was found then. */
  readonly repeated: readonly { readonly alert: Alert; readonly foundVia?: Alert['foundVia'] }[];
  /** About to be told by another, or left behind by one who died: the caller comes again. */
  readonly held: readonly Alert[];
}

/** Tell each alert once: claim it, publish it, confirm it.
 * @throws {AlertLedgerError | PublishError} the port that failed; what was told before stays told, the rest is for the retry */
export async function tellAlerts(
  tellings: readonly Telling[],
  { ledger, publisher }: { readonly ledger: AlertLedger; readonly publisher: Publisher },
): Promise<Told> {
  const published: Alert[] = [];
  const observed: Alert[] = [];
  const repeated: Told['repeated'][number][] = [];
  const held: Alert[] = [];
  for (const { key, alert, render } of tellings) {
    const claim = await ledger.claim(key, alert.foundVia);
    if (claim.state === 'held') held.push(alert);
    else if (claim.state === 'delivered') repeated.push({ alert, foundVia: claim.foundVia });
    else {
      if (alert.mode !== 'observe') await publisher.publish(render());
      await ledger.confirm(key);
      (alert.mode === 'observe' ? observed : published).push(alert);
    }
  }
  return { published, observed, repeated, held };
}
