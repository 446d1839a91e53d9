import { cisTagPrefix } from '#cli/rules/cis-controls.ts';
import type { Coverage } from '#cli/rules/measure-coverage.ts';
import { linkCases, linkRules, row, withoutEnding } from './links.ts';
import type { CasesOfRule } from './read-cases.ts';

/** `docs/rules/cis.md`: each monitoring control, the rules that watch it, and the cases that try them. */
export function cisPage({ cis }: Coverage, cases: ReadonlyMap<string, CasesOfRule>): string {
  const covered = cis.filter(({ rules }) => rules.length > 0).length;
  return [
    '# Evidence for CIS monitoring controls',
    '',
    'The monitoring controls of the CIS AWS Foundations Benchmark v6.0.0, section 5, the rules that watch each, and the cases that try them;',
    `${covered} of ${cis.length} controls have a rule. A rule says by a tag that it is evidence for a control: \`${cisTagPrefix}5.4\` for 5.4. \`cis\` is a namespace`,
    'of our own, in the form that Sigma gives to tags, so that other tools pass it over. v1.2 has the controls 5.1 to 5.14 as 3.1 to 3.14, v1.4',
    'to v5 have them as 4.x. Every case runs with `npm test` and with `trailguard rules test`. This page is made by `npm run docs`.',
    '',
    '| control | what must be noticed | rule | level | must match | must not match |',
    '|---|---|---|---|---|---|',
    ...cis.flatMap(({ control, what, rules }) => {
      if (rules.length === 0) return [row(control, what, 'none', '', '', '')];
      return rules.map((rule, at) => {
        const { match = [], ignore = [] } = cases.get(withoutEnding(rule.path)) ?? {};
        const linked = [match, ignore].map((files) => linkCases('../../', rule.path, files).join(', '));
        return row(...(at === 0 ? [control, what] : ['', '']), linkRules([rule]), rule.level, ...linked);
      });
    }),
    '',
  ].join('\n');
}
