import type { RuleProblem } from '#shared/sigma/problem.ts';
import type { Painter } from '../format/paint.ts';
import { plural } from '../format/plural.ts';
import { safeText } from '../format/safe-text.ts';

/** Problems as people and editors read them: `file:line:column`, what is wrong, what to do. */
export function describeProblems(problems: readonly RuleProblem[], paint: Painter): string {
  const lines = problems.map(
    ({ file, line, column, message, hint }) =>
      `${paint.strong(safeText(`${file}:${line}:${column}`))} ${safeText(message)}\n    ${paint.faint(safeText(hint))}`,
  );
  const files = new Set(problems.map((problem) => problem.file)).size;
  const count = `${plural(problems.length, 'problem')} in ${plural(files, 'file')}`;
  return `${[...lines, paint.bad(count)].join('\n')}\n`;
}
