import { loadRulePack } from '#shared/load-rule-pack.ts';
import { parseArguments, parseChoice } from '../arguments.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { painterFor } from '../format/paint.ts';
import { plural } from '../format/plural.ts';
import type { Io } from '../io.ts';
import { describeProblems } from './describe-problems.ts';
import { findRuleSources, ruleOptions, selectRules } from './load-rules.ts';

/** Check rules, and print every problem of every file. */
export async function checkRules(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    ...ruleOptions,
    format: { type: 'string', default: 'table' },
  });
  const format = parseChoice('format', values.format, ['table', 'ndjson']);
  const sources = findRuleSources(selectRules(values, io.builtinRules, positionals));
  const { pack, problems } = loadRulePack(sources);
  if (format === 'ndjson') for (const problem of problems) io.stdout.write(`${JSON.stringify(problem)}\n`);
  else if (problems.length > 0) io.stdout.write(describeProblems(problems, painterFor(io.stdout)));
  else {
    const counts = `${plural(pack.rules.length, 'rule')} and ${plural(pack.correlations.length, 'correlation')}`;
    io.stdout.write(`${counts} in ${plural(sources.length, 'file')}: no problems\n`);
  }
  return problems.length > 0 ? exitCode.badUsage : exitCode.done;
}
