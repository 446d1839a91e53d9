import { levelRank, type RuleMeta } from '#shared/model/rule.ts';
import type { Mode } from '#shared/settings/settings.ts';
import { parseArguments, parseChoice } from '../arguments.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { painterFor } from '../format/paint.ts';
import { safeText } from '../format/safe-text.ts';
import { renderTable } from '../format/table.ts';
import type { Io } from '../io.ts';
import { loadSelectedRules } from './load-selected-rules.ts';
import { ruleOptions, selectRules } from './rule-selection.ts';

/** Print the rules, gravest first; with settings also those that are off, and what becomes of each. */
export async function listRules(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    ...ruleOptions,
    format: { type: 'string', default: 'table' },
  });
  const format = parseChoice('format', values.format, ['table', 'ndjson']);
  const { whole, states } = await loadSelectedRules(selectRules(values, io.builtinRules, positionals));
  const metas = [...whole.rules, ...whole.correlations].map((rule) => rule.meta).sort(gravestFirst);
  const modeOf = ({ id }: RuleMeta): Mode => states.get(id)?.mode ?? 'alert';
  if (format === 'ndjson') {
    for (const meta of metas) {
      const { id, name, title, level, tags, path } = meta;
      const { reason } = states.get(id) ?? {};
      io.stdout.write(`${JSON.stringify({ id, name, title, level, tags, path, mode: modeOf(meta), reason })}\n`);
    }
    return exitCode.done;
  }
  const paint = painterFor(io.stdout);
  const hasModes = values.settings !== undefined;
  io.stdout.write(
    renderTable(io.stdout, {
      titles: ['LEVEL', ...(hasModes ? ['MODE'] : []), 'RULE', 'TITLE', 'TAGS'],
      // A name that is cut cannot be given to `rules explain`.
      leastWidths: [13, ...(hasModes ? [7] : []), 42, 15, 0],
      rows: metas.map((meta) => ({
        cells: [
          meta.level,
          ...(hasModes ? [modeOf(meta)] : []),
          meta.name ?? meta.id,
          meta.title,
          meta.tags.join(' '),
        ].map(safeText),
        paintFirst: (text) => paint.level(meta.level, text),
      })),
    }),
  );
  return exitCode.done;
}

function gravestFirst(a: RuleMeta, b: RuleMeta): number {
  return levelRank(b.level) - levelRank(a.level) || (a.path < b.path ? -1 : 1);
}
