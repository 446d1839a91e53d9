import { levelRank, type RuleMeta } from '#shared/model/rule.ts';
import { parseArguments, parseChoice } from '../arguments.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { painterFor } from '../format/paint.ts';
import { safeText } from '../format/safe-text.ts';
import { renderTable } from '../format/table.ts';
import type { Io } from '../io.ts';
import { loadRules, ruleOptions, selectRules } from './load-rules.ts';

/** Print the rules, gravest first. */
export async function listRules(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    ...ruleOptions,
    format: { type: 'string', default: 'table' },
  });
  const format = parseChoice('format', values.format, ['table', 'ndjson']);
  const pack = loadRules(selectRules(values, io.builtinRules, positionals));
  const metas = [...pack.rules, ...pack.correlations].map((rule) => rule.meta).sort(gravestFirst);
  if (format === 'ndjson') {
    for (const { id, name, title, level, tags, path } of metas) {
      io.stdout.write(`${JSON.stringify({ id, name, title, level, tags, path, mode: 'alert' })}\n`);
    }
    return exitCode.done;
  }
  const paint = painterFor(io.stdout);
  io.stdout.write(
    renderTable(io.stdout, {
      titles: ['LEVEL', 'RULE', 'TITLE', 'TAGS'],
      // A name that is cut cannot be given to `rules explain`.
      leastWidths: [13, 42, 15, 0],
      rows: metas.map((meta) => ({
        cells: [meta.level, meta.name ?? meta.id, meta.title, meta.tags.join(' ')].map(safeText),
        paintFirst: (text) => paint.level(meta.level, text),
      })),
    }),
  );
  return exitCode.done;
}

function gravestFirst(a: RuleMeta, b: RuleMeta): number {
  return levelRank(b.level) - levelRank(a.level) || (a.path < b.path ? -1 : 1);
}
