import type { GroupFindings } from '#shared/doctor/examine.ts';
import type { Finding, FindingStatus } from '#shared/doctor/finding.ts';
import { type Painter, painterFor } from '../format/paint.ts';
import { safeText } from '../format/safe-text.ts';
import type { Output } from '../io.ts';

/** Findings for eyes: group by group and thing by thing, what is wrong with its reason and its remedy, and what is well in one line.
 * Nothing is cut, for a command that is cut cannot be used. */
export function describeFindings(groups: readonly GroupFindings[], output: Output): string {
  const paint = painterFor(output);
  return groups
    .map(({ title, findings }) => [paint.strong(title.toUpperCase()), ...byResource(findings, paint), ''].join('\n'))
    .join('\n');
}

function byResource(findings: readonly Finding[], paint: Painter): readonly string[] {
  const resources = [...new Set(findings.map(({ resource = '' }) => resource))];
  return resources.flatMap((resource) => {
    const own = findings.filter((finding) => (finding.resource ?? '') === resource);
    const well = own.filter(({ status }) => status === 'ok').map(({ what }) => safeText(what));
    return [
      safeText(resource),
      ...own.filter(({ status }) => status !== 'ok').flatMap((finding) => describe(finding, paint)),
      ...(well.length === 0 ? [] : [`  ${paint.good('ok'.padEnd(labelWidth))}${well.join('; ')}`]),
    ];
  });
}

function describe({ check, status, what, why = '', fix = '' }: Finding, paint: Painter): readonly string[] {
  const indent = ' '.repeat(2 + labelWidth);
  return [
    `  ${paintStatus(status, paint)}${paint.strong(check)}: ${safeText(what)}`,
    `${indent}${paint.faint('why')} ${safeText(why)}`,
    `${indent}${paint.faint('fix')} ${safeText(fix)}`,
  ];
}

const labelWidth = 'problem'.length + 2;

function paintStatus(status: FindingStatus, paint: Painter): string {
  const label = status.padEnd(labelWidth);
  return status === 'problem' ? paint.bad(label) : paint.strong(label);
}
