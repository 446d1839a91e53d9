import { expect, it } from 'vitest';
import { suggestRule } from '#shared/settings/suggest-rule.ts';
import { meta } from './settings-helpers.ts';

const rules = [
  meta({ name: 'iam/root-credentials-used', path: 'iam/root-credentials-used.yml' }),
  meta({ name: 'signin/root-signed-in', path: 'signin/root-signed-in.yml' }),
  meta({ id: 'x', title: 'Trail stopped', path: 'our/deep/trail.yml' }),
];

it.each<[string, string, string]>([
  ['a slip in a name', 'iam/root-credential-used', 'did you mean "iam/root-credentials-used"?'],
  ['a slip in a title', 'Trail stoped', 'did you mean "Trail stopped"?'],
  ['a slip in a folder', 'imm/*', 'did you mean "iam/*"?'],
  ['a slip in a deeper folder', 'our/depe/*', 'did you mean "our/deep/*"?'],
  ['a part of several names', 'root-', 'there is iam/root-credentials-used, signin/root-signed-in'],
  ['a part of a path', 'deep/', 'there is our/deep/trail.yml'],
  ['something else', 'zzzzz', 'trailguard rules list shows what there is'],
])('%s', (_, pattern, expected) => {
  expect(suggestRule(pattern, rules)).toBe(expected);
});
