import type { RuleState } from '#shared/settings/apply-settings.ts';

/** How many rules settings keep from telling: `2 off, 3 observed only`; empty for none. */
export function describeModes(states: ReadonlyMap<string, RuleState>): string {
  const count = (wanted: RuleState['mode']): number =>
    [...states.values()].filter(({ mode }) => mode === wanted).length;
  return [
    ...(count('off') > 0 ? [`${count('off')} off`] : []),
    ...(count('observe') > 0 ? [`${count('observe')} observed only`] : []),
  ].join(', ');
}
