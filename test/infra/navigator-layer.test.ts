import { expect, it } from 'vitest';
import { measureCoverage, techniquesOf } from '#cli/rules/measure-coverage.ts';
import { loadOwnRules } from '../../infra/load-own-rules.ts';
import { navigatorLayer } from '../../infra/rule-pages/navigator-layer.ts';

interface Layer {
  readonly versions: { readonly layer: string };
  readonly techniques: readonly { readonly techniqueID: string; readonly score: number; readonly comment: string }[];
}

it('has each technique of our rules once, with its rules and their number', () => {
  const pack = loadOwnRules();
  const { versions, techniques }: Layer = JSON.parse(navigatorLayer(measureCoverage(pack)));
  expect(versions.layer).toBe('4.5');
  const ids = techniques.map(({ techniqueID }) => techniqueID);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { techniqueID, score, comment } of techniques) {
    const rules = [...pack.rules, ...pack.correlations].filter(({ meta }) => techniquesOf(meta).includes(techniqueID));
    const named = comment.split('\n').map((line) => line.split(' ')[0]);
    expect(named).toHaveLength(score);
    expect(rules.map(({ meta }) => meta.name)).toEqual(expect.arrayContaining(named));
  }
});
