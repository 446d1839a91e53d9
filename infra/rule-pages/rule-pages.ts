import { measureCoverage } from '#cli/rules/measure-coverage.ts';
import type { RulePack } from '#shared/sigma/rule-pack.ts';
import { cisPage } from './cis-page.ts';
import { pageOf } from './links.ts';
import { navigatorLayer } from './navigator-layer.ts';
import { overviewPage } from './overview-page.ts';
import { readCases } from './read-cases.ts';
import { rulePage } from './rule-page.ts';

/** What `docs/rules/` holds: a page of each rule, an overview by tactic, the evidence for CIS controls, a layer for the ATT&CK Navigator. */
export function rulePages(pack: RulePack): readonly { readonly name: string; readonly text: string }[] {
  const coverage = measureCoverage(pack);
  const cases = readCases();
  return [
    { name: 'rules/README.md', text: overviewPage(coverage) },
    { name: 'rules/cis.md', text: cisPage(coverage, cases) },
    { name: 'rules/attack-navigator.json', text: navigatorLayer(coverage) },
    ...[...pack.rules, ...pack.correlations].map((rule) => ({
      name: `rules/${pageOf(rule.meta)}`,
      text: rulePage(rule, pack, cases),
    })),
  ];
}
