import type { Coverage, CoveringRule } from '#cli/rules/measure-coverage.ts';
import { type Level, levelRank } from '#shared/model/rule.ts';

/** What each level looks like in the Navigator. */
const colours: Readonly<Record<Level, string>> = {
  critical: '#b3261e',
  high: '#e8743b',
  medium: '#f2c14e',
  low: '#9cc5e6',
  informational: '#d9d9d9',
};

/** A layer for the ATT&CK Navigator: each technique with its rules, as many points as rules, in the colour of the gravest.
 * @see ATT&CK Navigator layer file format, version 4.5 */
export function navigatorLayer({ tactics }: Coverage): string {
  const rulesOf = new Map<string, Map<string, CoveringRule>>();
  for (const { technique, rules } of tactics.flatMap(({ techniques }) => techniques)) {
    const own = rulesOf.get(technique) ?? new Map<string, CoveringRule>();
    for (const rule of rules) own.set(rule.rule, rule);
    rulesOf.set(technique, own);
  }
  const layer = {
    name: 'Trailguard',
    versions: { attack: '19', navigator: '5.2.0', layer: '4.5' },
    domain: 'enterprise-attack',
    description: 'Techniques that the rules of Trailguard find in AWS CloudTrail. A score is the number of rules.',
    sorting: 3,
    layout: { layout: 'side', showID: true, expandedSubtechniques: 'annotated' },
    techniques: [...rulesOf]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([techniqueID, byName]) => {
        const rules = [...byName.values()];
        const [gravest] = rules.toSorted((a, b) => levelRank(b.level) - levelRank(a.level));
        return {
          techniqueID,
          score: rules.length,
          color: colours[gravest?.level ?? 'informational'],
          comment: rules.map(({ rule, level }) => `${rule} (${level})`).join('\n'),
        };
      }),
    legendItems: Object.entries(colours).map(([label, color]) => ({ label, color })),
  };
  return `${JSON.stringify(layer, undefined, 2)}\n`;
}
