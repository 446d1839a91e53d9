import { lintRules } from '#shared/sigma/lint/lint-rules.ts';
import { parseArguments, parseChoice } from '../arguments.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { painterFor } from '../format/paint.ts';
import { plural } from '../format/plural.ts';
import type { Io } from '../io.ts';
import { describeModes } from './describe-modes.ts';
import { describeProblems, describeWarnings } from './describe-problems.ts';
import { readSelectedRules, type SelectedRules } from './load-selected-rules.ts';
import { ruleOptions, selectRules } from './rule-selection.ts';

/** Check rules and settings, and print every problem of every file, then what parses but can hardly be meant. */
export async function checkRules(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    ...ruleOptions,
    format: { type: 'string', default: 'table' },
    strict: { type: 'boolean', default: false },
  });
  const format = parseChoice('format', values.format, ['table', 'ndjson']);
  const selected = await readSelectedRules(selectRules(values, io.builtinRules, positionals));
  const { problems, sources } = selected;
  const warnings = lintRules(sources);
  if (format === 'ndjson') {
    for (const problem of problems) io.stdout.write(`${JSON.stringify({ severity: 'problem', ...problem })}\n`);
    for (const warning of warnings) io.stdout.write(`${JSON.stringify({ severity: 'warning', ...warning })}\n`);
  } else {
    const paint = painterFor(io.stdout);
    if (problems.length > 0) io.stdout.write(describeProblems(problems, paint));
    if (warnings.length > 0) io.stdout.write(describeWarnings(warnings, paint));
    if (problems.length === 0) io.stdout.write(describeCounts(selected));
  }
  const isBad = problems.length > 0 || (values.strict && warnings.length > 0);
  return isBad ? exitCode.badUsage : exitCode.done;
}

function describeCounts({ whole, states, sources }: SelectedRules): string {
  const counts = `${plural(whole.rules.length, 'rule')} and ${plural(whole.correlations.length, 'correlation')}`;
  const quiet = describeModes(states);
  return `${counts} in ${plural(sources.length, 'file')}${quiet === '' ? '' : ` (${quiet})`}: no problems\n`;
}
