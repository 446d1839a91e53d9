import { describe, expect, it } from 'vitest';
import { decideOnRules } from '#shared/settings/decide-on-rules.ts';
import type { Override } from '#shared/settings/settings.ts';
import { meta } from './settings-helpers.ts';

const place = { line: 1, column: 1 };
const over = (rules: readonly string[], rest: Omit<Override, 'rules'>): Override => ({
  rules: rules.map((text) => ({ text, place })),
  ...rest,
});
const rules = [meta({ name: 'iam/a' }), meta({ name: 'iam/b' })];

describe('overrides', () => {
  it.each<[string, readonly Override[], object]>([
    ['one', [over(['iam/a'], { mode: 'off', reason: 'r' })], { mode: 'off', reason: 'r' }],
    ['the later one wins', [over(['iam/a'], { mode: 'off' }), over(['iam/*'], { mode: 'alert' })], { mode: 'alert' }],
    [
      'what the later one does not say stays',
      [over(['iam/a'], { mode: 'off' }), over(['iam/a'], { level: 'low' })],
      { mode: 'off', level: 'low' },
    ],
    [
      'a level outlives a later mode',
      [over(['iam/a'], { level: 'low' }), over(['iam/a'], { mode: 'observe' })],
      { mode: 'observe', level: 'low' },
    ],
    [
      'a reason goes with the mode it was for',
      [over(['iam/a'], { mode: 'off', reason: 'r' }), over(['iam/a'], { mode: 'alert' })],
      { mode: 'alert' },
    ],
    [
      'a reason stays when only the level changes',
      [over(['iam/a'], { mode: 'off', reason: 'r' }), over(['iam/a'], { level: 'low' })],
      { mode: 'off', level: 'low', reason: 'r' },
    ],
  ])('%s', (_, overrides, expected) => {
    const { by: _by, ...decision } = decideOnRules(overrides, rules).byRule.get('iam/a') ?? {};
    expect(decision).toEqual(expected);
  });

  it('leave other rules alone', () => {
    expect([...decideOnRules([over(['iam/a'], { mode: 'off' })], rules).byRule.keys()]).toEqual(['iam/a']);
  });

  it('are decided by the first pattern of theirs that calls the rule', () => {
    const { byRule } = decideOnRules([over(['iam/a', '*'], { mode: 'off' })], rules);
    expect([byRule.get('iam/a')?.by?.text, byRule.get('iam/b')?.by?.text]).toEqual(['iam/a', '*']);
  });

  it('name each pattern that calls nothing', () => {
    const { unmatched } = decideOnRules(
      [over(['iam/a', 'iam/c'], { mode: 'off' }), over(['s3/*'], { level: 'low' })],
      rules,
    );
    expect(unmatched.map(({ text }) => text)).toEqual(['iam/c', 's3/*']);
  });
});
