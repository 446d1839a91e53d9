import { parseArguments, parseChoice } from '../arguments.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { painterFor } from '../format/paint.ts';
import { plural } from '../format/plural.ts';
import { safeText } from '../format/safe-text.ts';
import { renderTable } from '../format/table.ts';
import type { Io } from '../io.ts';
import { loadSelectedRules } from './load-selected-rules.ts';
import { type Coverage, type CoveringRule, measureCoverage } from './measure-coverage.ts';
import { ruleOptions, selectRules } from './rule-selection.ts';

/** Print what the rules cover: attack techniques by tactic, CIS controls, services. What settings turn off covers nothing. */
export async function showCoverage(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    ...ruleOptions,
    format: { type: 'string', default: 'table' },
  });
  const format = parseChoice('format', values.format, ['table', 'json']);
  const { pack } = await loadSelectedRules(selectRules(values, io.builtinRules, positionals));
  const coverage = measureCoverage(pack);
  io.stdout.write(format === 'json' ? `${JSON.stringify(coverage, undefined, 2)}\n` : drawCoverage(coverage, io));
  return exitCode.done;
}

function drawCoverage({ rules, tactics, cis, services }: Coverage, io: Io): string {
  const draw = (
    titles: readonly string[],
    rows: readonly (readonly string[])[],
    leastWidths: readonly number[],
  ): string =>
    renderTable(io.stdout, {
      titles,
      leastWidths,
      rows: rows.map((cells) => ({ cells: cells.map(safeText), paintFirst: (text) => text })),
    });
  const techniques = new Set(tactics.flatMap((each) => each.techniques.map(({ technique }) => technique)));
  const covered = cis.filter((control) => control.rules.length > 0).length;
  const paint = painterFor(io.stdout);
  return [
    draw(
      ['TACTIC', 'TECHNIQUE', 'RULES'],
      tactics.flatMap(({ tactic, rules: own, techniques: each }) =>
        each.length === 0
          ? [[tactic, '', names(own)]]
          : each.map(({ technique, rules: found }, at) => [at === 0 ? tactic : '', technique, names(found)]),
      ),
      [20, 9, 20],
    ),
    draw(
      ['CIS', 'WHAT', 'RULES'],
      cis.map(({ control, what, rules: own }) => [control, what, own.length === 0 ? 'none' : names(own)]),
      [4, 20, 20],
    ),
    draw(
      ['SERVICE', 'RULES', 'NAMES'],
      services.map(({ service, rules: own }) => [service, String(own.length), names(own)]),
      [14, 5, 20],
    ),
    `${plural(rules, 'rule')} for ${plural(techniques.size, 'technique')} in ${plural(tactics.length, 'tactic')}; ` +
      `${covered} of ${cis.length} CIS controls ${paint.faint('(v6.0.0, section 5)')}\n`,
  ].join('\n');
}

function names(rules: readonly CoveringRule[]): string {
  return rules.map(({ rule }) => rule).join(' ');
}
