import type { Coverage } from '#cli/rules/measure-coverage.ts';
import { linkRules, linkTechnique, row } from './links.ts';

/** `docs/rules/README.md`: rules by tactic and technique, and by service. */
export function overviewPage({ rules, tactics, services }: Coverage): string {
  const techniqueCount = new Set(tactics.flatMap(({ techniques }) => techniques.map(({ technique }) => technique)))
    .size;
  return [
    '# Rules by tactic',
    '',
    `${rules} rules that alert, for ${techniqueCount} techniques in ${tactics.length} tactics of ATT&CK. A rule stands under each of its techniques in each of its`,
    'tactics. [attack-navigator.json](attack-navigator.json) is the same as a layer for the',
    '[ATT&CK Navigator](https://mitre-attack.github.io/attack-navigator/), [cis.md](cis.md) the evidence for the monitoring controls of the CIS',
    'AWS Foundations Benchmark, [rules.md](../rules.md) all rules by level. `trailguard rules coverage` prints it. These pages are made by',
    '`npm run docs`.',
    '',
    '| tactic | technique | rules |',
    '|---|---|---|',
    ...tactics.flatMap(({ tactic, techniques, rules: own }) => {
      const words = tactic.replaceAll('-', ' ');
      if (techniques.length === 0) return [row(words, '', linkRules(own))];
      return techniques.map(({ technique, rules: found }, at) =>
        row(at === 0 ? words : '', linkTechnique(technique), linkRules(found)),
      );
    }),
    '',
    '## By service',
    '',
    '| service | rules |',
    '|---|---|',
    ...services.map(({ service, rules: own }) => row(service, linkRules(own))),
    '',
  ].join('\n');
}
