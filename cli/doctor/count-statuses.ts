import type { Finding } from '#shared/doctor/finding.ts';
import { plural } from '../format/plural.ts';

/** `1 problem, 2 warnings, 0 unknown, 40 well`. */
export function countStatuses(findings: readonly Finding[]): string {
  const count = (status: Finding['status']): number => findings.filter((finding) => finding.status === status).length;
  return [
    plural(count('problem'), 'problem'),
    plural(count('warning'), 'warning'),
    `${count('unknown')} unknown`,
    `${count('ok')} well`,
  ].join(', ');
}
