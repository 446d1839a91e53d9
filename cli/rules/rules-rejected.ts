import type { RuleProblem } from '#shared/sigma/problem.ts';

/** Some rules or settings are bad; `problems` names every one of them. */
export class RulesRejected extends Error {
  override readonly name = 'RulesRejected';
  readonly problems: readonly RuleProblem[];

  constructor(problems: readonly RuleProblem[]) {
    super(`${problems.length} problems in rules or settings`);
    this.problems = problems;
  }
}
