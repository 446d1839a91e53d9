import { derivedFieldTable } from '#shared/enrich/derived-field-table.ts';
import { levelRank, levels } from '#shared/model/rule.ts';
import type { RulePack } from '#shared/sigma/rule-pack.ts';
import { costPage } from './cost-page.ts';
import { doctorPage } from './doctor-page.ts';
import { loadOwnRules } from './load-own-rules.ts';
import { rulePages } from './rule-pages/rule-pages.ts';
import { readStackParts } from './stack-parts.ts';

/** A page of `docs/` that is made from the code. */
export interface GeneratedPage {
  readonly name: string;
  readonly text: string;
}

/** Every generated page, as it should be. */
export function generatedPages(): readonly GeneratedPage[] {
  const rules = loadOwnRules();
  return [
    { name: 'cost.md', text: costPage(readStackParts()) },
    { name: 'derived-fields.md', text: derivedFieldsPage() },
    { name: 'doctor.md', text: doctorPage() },
    { name: 'rules.md', text: rulesPage(rules) },
    ...rulePages(rules),
  ];
}

function derivedFieldsPage(): string {
  return [
    '# Derived fields',
    '',
    'Facts that are computed from one record and that any rule may read, as `derived.<field>`. A fact that does not apply to a',
    'record is absent. This page is made by `npm run docs`.',
    '',
    '| field | type | meaning | records that have it |',
    '|---|---|---|---|',
    ...derivedFieldTable.map(({ path, type, meaning, records }) => row(`\`derived.${path}\``, type, meaning, records)),
    '',
  ].join('\n');
}

function rulesPage({ rules, correlations }: RulePack): string {
  const referred = new Set(correlations.filter((rule) => !rule.generate).flatMap((rule) => rule.ruleIds));
  const metas = [...rules, ...correlations].map(({ meta }) => meta).filter(({ id }) => !referred.has(id));
  const counts = [...levels]
    .reverse()
    .map((level) => `${metas.filter((meta) => meta.level === level).length} ${level}`);
  return [
    '# Rules',
    '',
    `The ${metas.length} rules that come with Trailguard: ${counts.join(', ')}. *Critical* and *high* wake somebody, *medium* is read in the`,
    'morning, *low* and *informational* are context. What a rule finds, its playbook can put right: see [responses](responses.md). This page is',
    'made by `npm run docs`.',
    '',
    '| level | rule | what | playbook | tags |',
    '|---|---|---|---|---|',
    ...metas
      .sort((a, b) => levelRank(b.level) - levelRank(a.level) || (a.path < b.path ? -1 : 1))
      .map(({ level, name, path, title, tags, trailguard }) =>
        row(level, `[${name ?? path}](../rules/${path})`, title, trailguard.playbook ?? '', tags.join(', ')),
      ),
    '',
  ].join('\n');
}

function row(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
