import type { Alert } from '#shared/model/alert.ts';
import { levelRank } from '#shared/model/rule.ts';

/** The alerts of one rule; there is at least one. */
export interface OfRule {
  readonly rule: string;
  readonly level: string;
  readonly alerts: readonly Alert[];
  /** What the first of them says, cut. */
  readonly first: string;
}

/** Alerts by rule: the gravest rules first, of these the loudest. */
export function byRule(alerts: readonly Alert[]): readonly OfRule[] {
  return [...groupBy(alerts, ({ rule }) => rule.name ?? rule.id)]
    .sort(([, a], [, b]) => rankOf(b) - rankOf(a) || b.length - a.length)
    .map(([rule, own]) => ({
      rule,
      level: own[0]?.severity ?? '',
      alerts: own,
      first: own[0]?.summary.slice(0, 110) ?? '',
    }));
}

/** Alerts in groups that have the same key, in the order in which the keys come up. */
export function groupBy<K>(alerts: readonly Alert[], keyOf: (alert: Alert) => K): ReadonlyMap<K, readonly Alert[]> {
  const groups = new Map<K, Alert[]>();
  for (const alert of alerts) {
    const own = groups.get(keyOf(alert)) ?? [];
    own.push(alert);
    groups.set(keyOf(alert), own);
  }
  return groups;
}

function rankOf([first]: readonly Alert[]): number {
  return first === undefined ? 0 : levelRank(first.severity);
}
