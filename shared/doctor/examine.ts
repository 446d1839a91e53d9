import { checkGroups } from './check-groups.ts';
import type { DoctorFacts } from './doctor-facts.ts';
import type { Finding } from './finding.ts';

/** What the checks say, group by group. */
export interface GroupFindings {
  readonly title: string;
  readonly findings: readonly Finding[];
}

/** Go through every check; pure. Groups that have nothing to look at are left out. */
export function examine(facts: DoctorFacts): readonly GroupFindings[] {
  return checkGroups
    .map((group) => ({ title: group.title, findings: group.examine(facts) }))
    .filter(({ findings }) => findings.length > 0);
}
