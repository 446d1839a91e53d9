import type { RuleWarning } from '#shared/sigma/lint/rule-warning.ts';
import type { RuleProblem } from '#shared/sigma/problem.ts';
import type { Painter } from '../format/paint.ts';
import { plural } from '../format/plural.ts';
import { safeText } from '../format/safe-text.ts';

/** Problems as people and editors read them: `file:line:column`, what is wrong, what to do. */
export function describeProblems(problems: readonly RuleProblem[], paint: Painter): string {
  const lines = problems.map((problem) => describeProblem(problem, '', paint));
  return `${[...lines, paint.bad(countOf(problems, 'problem'))].join('\n')}\n`;
}

/** Warnings in the same form, each with the code of its check. */
export function describeWarnings(warnings: readonly RuleWarning[], paint: Painter): string {
  const lines = warnings.map((warning) => describeProblem(warning, paint.faint(` [${warning.code}]`), paint));
  return `${[...lines, paint.strong(countOf(warnings, 'warning'))].join('\n')}\n`;
}

function describeProblem({ file, line, column, message, hint }: RuleProblem, mark: string, paint: Painter): string {
  const place = paint.strong(safeText(`${file}:${line}:${column}`));
  return `${place} ${safeText(message)}${mark}\n    ${paint.faint(safeText(hint))}`;
}

function countOf(problems: readonly RuleProblem[], what: 'problem' | 'warning'): string {
  const files = new Set(problems.map((problem) => problem.file)).size;
  return `${plural(problems.length, what)} in ${plural(files, 'file')}`;
}
