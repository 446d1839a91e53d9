import type { Alert } from '#shared/model/alert.ts';
import { type Level, levelRank, levels } from '#shared/model/rule.ts';

/** The alerts of a level or above. */
export function atLeast(level: Level, alerts: readonly Alert[]): readonly Alert[] {
  return alerts.filter(({ severity }) => levelRank(severity) >= levelRank(level));
}

/** `1 critical, 2 low`: how many alerts of each level, gravest first; `none` when there are none. */
export function countLevels(alerts: readonly Alert[]): string {
  const counts = [...levels].reverse().flatMap((level) => {
    const count = alerts.filter(({ severity }) => severity === level).length;
    return count > 0 ? [`${count} ${level}`] : [];
  });
  return counts.length > 0 ? counts.join(', ') : 'none';
}

/** The names of the rules that speak, each once. */
export function rulesOf(alerts: readonly Alert[]): string {
  return [...new Set(alerts.map(({ rule }) => rule.name ?? rule.id))].join(', ');
}
