import { type Level, levelRank, type RuleMeta } from '#shared/model/rule.ts';
import type { RulePack } from '#shared/sigma/rule-pack.ts';
import { cisControls, cisTagPrefix } from './cis-controls.ts';
import { type Tactic, tactics } from './tactics.ts';

/** A rule, as tables name it. */
export interface CoveringRule {
  /** Its `name`; its id where it has none. */
  readonly rule: string;
  readonly title: string;
  readonly level: Level;
  /** Relative to its rule folder. */
  readonly path: string;
}

/** What rules cover. Rules that only serve correlations are not among them: they tell nobody anything. */
export interface Coverage {
  readonly rules: number;
  /** Tactics that some rule has, in the order of an attack, each with its techniques (`T1098.003`) by number. A rule stands under each of
   * its techniques in each of its tactics; `techniques` is empty where rules name only the tactic. */
  readonly tactics: readonly {
    readonly tactic: Tactic;
    readonly rules: readonly CoveringRule[];
    readonly techniques: readonly { readonly technique: string; readonly rules: readonly CoveringRule[] }[];
  }[];
  /** Every monitoring control of the CIS benchmark; `rules` is empty for one that is not covered. */
  readonly cis: readonly {
    readonly control: string;
    readonly what: string;
    readonly rules: readonly CoveringRule[];
  }[];
  /** By the folder that rules lie in. */
  readonly services: readonly { readonly service: string; readonly rules: readonly CoveringRule[] }[];
}

/** Find what the rules of a pack cover, by their tags and folders; gravest first in each list. */
export function measureCoverage(pack: RulePack): Coverage {
  const metas = speakingRules(pack);
  const withTag = (tag: string): readonly RuleMeta[] => metas.filter(({ tags }) => tags.map(plainTag).includes(tag));
  return {
    rules: metas.length,
    tactics: tactics.flatMap((tactic) => {
      const own = withTag(`attack.${tactic}`);
      if (own.length === 0) return [];
      const techniques = [...new Set(own.flatMap(techniquesOf))].sort().map((technique) => ({
        technique,
        rules: own.filter((meta) => techniquesOf(meta).includes(technique)).map(coveringRule),
      }));
      return [{ tactic, rules: own.map(coveringRule), techniques }];
    }),
    cis: cisControls.map(({ control, what }) => ({
      control,
      what,
      rules: withTag(`${cisTagPrefix}${control}`).map(coveringRule),
    })),
    services: [...new Set(metas.map(serviceOf))].sort().map((service) => ({
      service,
      rules: metas.filter((meta) => serviceOf(meta) === service).map(coveringRule),
    })),
  };
}

/** The rules that alert by themselves, gravest first. */
export function speakingRules({ rules, correlations }: RulePack): readonly RuleMeta[] {
  const silenced = new Set(correlations.filter(({ generate }) => !generate).flatMap(({ ruleIds }) => ruleIds));
  return [...rules, ...correlations]
    .map(({ meta }) => meta)
    .filter(({ id }) => !silenced.has(id))
    .sort((a, b) => levelRank(b.level) - levelRank(a.level) || (a.path < b.path ? -1 : 1));
}

/** The techniques that a rule is tagged with: `T1098.003`. */
export function techniquesOf({ tags }: Pick<RuleMeta, 'tags'>): readonly string[] {
  return tags.flatMap((tag) => {
    const [, technique] = /^attack\.(t\d{4}(?:\.\d{3})?)$/.exec(tag) ?? [];
    return technique === undefined ? [] : [technique.toUpperCase()];
  });
}

/** Sigma once wrote tactics with underscores; some rules still do. */
function plainTag(tag: string): string {
  return tag.toLowerCase().replaceAll('_', '-');
}

function serviceOf({ path }: RuleMeta): string {
  const [folder = '', ...rest] = path.split('/');
  return rest.length > 0 ? folder : '.';
}

function coveringRule({ id, name, title, level, path }: RuleMeta): CoveringRule {
  return { rule: name ?? id, title, level, path };
}
