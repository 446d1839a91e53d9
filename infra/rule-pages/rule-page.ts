import { techniquesOf } from '#cli/rules/measure-coverage.ts';
import type { CorrelationRule, DetectionRule } from '#shared/sigma/ast.ts';
import { describeRule, namesIn } from '#shared/sigma/describe-rule.ts';
import type { RulePack } from '#shared/sigma/rule-pack.ts';
import { linkCases, linkTechnique, pageOf, withoutEnding } from './links.ts';
import type { CasesOfRule } from './read-cases.ts';

/** The page of one rule: what it is about, when it alerts, what to do, and what it is tried on. */
export function rulePage(
  rule: DetectionRule | CorrelationRule,
  pack: RulePack,
  cases: ReadonlyMap<string, CasesOfRule>,
): string {
  const { meta } = rule;
  const { playbook, runbook = [] } = meta.trailguard;
  const toDocs = '../'.repeat(meta.path.split('/').length);
  const { match = [], ignore = [] } = cases.get(withoutEnding(meta.path)) ?? {};
  const techniques = techniquesOf(meta).map(linkTechnique);
  const casesIn = (files: readonly string[]): string => linkCases(`${toDocs}../`, meta.path, files).join(', ');
  return [
    `# ${meta.title}`,
    '',
    `*${meta.level}* · [${withoutEnding(meta.path)}](${toDocs}../rules/${meta.path}) · ${meta.id}`,
    ...paragraph(techniques.length === 0 ? undefined : `ATT&CK: ${techniques.join(', ')}`),
    ...paragraph(meta.description?.trim()),
    ...section('When it alerts', [
      '```text',
      ...describeRule(rule, namesIn(pack)),
      '```',
      ...paragraph(describeCounting(rule, pack)),
    ]),
    ...section(
      'Harmless when',
      meta.falsepositives.map((text) => `- ${text}`),
    ),
    ...section(
      'What to do',
      runbook.map((step, at) => `${at + 1}. ${step}`),
    ),
    ...paragraph(
      playbook === undefined
        ? undefined
        : `The playbook \`${playbook}\` can put it right: see [responses](${toDocs}responses.md).`,
    ),
    ...section('Tried on', [
      ...(match.length === 0 ? [] : [`- must match: ${casesIn(match)}`]),
      ...(ignore.length === 0 ? [] : [`- must not match: ${casesIn(ignore)}`]),
    ]),
    ...section(
      'References',
      meta.references.map((url) => `- <${url}>`),
    ),
    '',
  ].join('\n');
}

/** Which correlations count a rule's matches, and whether it then still speaks for itself. */
function describeCounting({ meta }: DetectionRule | CorrelationRule, { correlations }: RulePack): string | undefined {
  const counting = correlations.filter(({ ruleIds }) => ruleIds.includes(meta.id));
  if (counting.length === 0) return undefined;
  const toPages = '../'.repeat(meta.path.split('/').length - 1);
  const names = counting.map((rule) => `[${rule.meta.title}](${toPages}${pageOf(rule.meta)})`).join(', ');
  const isSilent = counting.some(({ generate }) => !generate);
  return isSilent
    ? `It says nothing by itself; its matches are counted by ${names}.`
    : `Its matches are also counted by ${names}.`;
}

function paragraph(text: string | undefined): readonly string[] {
  return text === undefined ? [] : ['', text];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines];
}
