import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { readBytes } from '#shared/cloudtrail/read-bytes.ts';
import { createMemoryAgenda } from '#shared/memory/memory-agenda.ts';
import { createMemoryCorrelationStore } from '#shared/memory/memory-correlation-store.ts';
import { createPipeline, type Findings, type Pipeline } from '#shared/pipeline.ts';
import type { RulePack } from '#shared/sigma/rule-pack.ts';
import { parseArguments, parseChoice } from '../arguments.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { painterFor } from '../format/paint.ts';
import { plural } from '../format/plural.ts';
import { safeText } from '../format/safe-text.ts';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';
import { loadSelectedRules } from './load-selected-rules.ts';
import { ruleOptions, selectRules } from './rule-selection.ts';

/** One case: a file that a rule must match, or must not. */
interface RuleCase {
  /** Path of the rule, relative to its folder. */
  readonly rulePath: string;
  /** Path of the case, relative to the cases' folder. */
  readonly path: string;
  readonly expected: 'match' | 'ignore';
}

interface CaseResult extends RuleCase {
  readonly passed: boolean;
  /** Why it failed; empty when it passed. */
  readonly why: string;
}

/** Run the cases of rules: each `match-…` file must raise an alert of its rule, each `ignore-…` file must not.
 *
 * All rules run, also those that settings turn off, and each speaks for itself, also one that in earnest speaks only through
 * correlations. A case looks at the alerts of its own rule file; where that holds a correlation with the rules it needs, at
 * those of the correlation. */
export async function testRules(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    ...ruleOptions,
    format: { type: 'string', default: 'table' },
    cases: { type: 'string', default: 'test/rules' },
  });
  const format = parseChoice('format', values.format, ['table', 'ndjson']);
  const folder = values.cases;
  const { whole: pack } = await loadSelectedRules(selectRules(values, io.builtinRules, positionals));
  const pipeline = createPipeline({
    ...pack,
    correlations: pack.correlations.map((correlation) => ({ ...correlation, generate: true })),
  });
  const idsByPath = speakersByPath(pack);

  const results: CaseResult[] = [];
  for (const found of findCases(folder)) {
    const ids = idsByPath.get(`${found.rulePath}.yml`) ?? idsByPath.get(`${found.rulePath}.yaml`);
    const why =
      ids === undefined ? 'there is no such rule' : await runCase(pipeline, join(folder, found.path), found, ids);
    results.push({ ...found, passed: why === '', why });
  }
  if (results.length === 0) throw new UsageError(`there is no case in ${folder}: <rule path>/match-<why>.json`);

  const paint = painterFor(io.stdout);
  const failed = results.filter((result) => !result.passed);
  if (format === 'ndjson') for (const result of results) io.stdout.write(`${JSON.stringify(result)}\n`);
  else {
    for (const { path, why } of failed) io.stdout.write(`${paint.bad('failed')} ${safeText(path)}: ${safeText(why)}\n`);
    const tested = new Set(results.map((result) => result.rulePath));
    const untested = [...idsByPath.keys()].filter((path) => !tested.has(path.replace(/\.ya?ml$/, '')));
    for (const path of untested) io.stdout.write(`${paint.faint('no cases')} ${safeText(path)}\n`);
    const count = `${plural(results.length - failed.length, 'case')} passed, ${failed.length} failed`;
    io.stdout.write(`${count}; ${plural(untested.length, 'rule file')} without cases\n`);
  }
  return failed.length > 0 ? exitCode.found : exitCode.done;
}

/** The ids of the rules that cases are about, by the path of their file. */
function speakersByPath({ rules, correlations }: RulePack): ReadonlyMap<string, ReadonlySet<string>> {
  const byPath = new Map<string, Set<string>>();
  for (const { meta } of correlations) byPath.set(meta.path, (byPath.get(meta.path) ?? new Set()).add(meta.id));
  const ofCorrelations = new Set(byPath.keys());
  for (const { meta } of rules) {
    if (!ofCorrelations.has(meta.path)) byPath.set(meta.path, (byPath.get(meta.path) ?? new Set()).add(meta.id));
  }
  return byPath;
}

function findCases(folder: string): readonly RuleCase[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  } catch (error) {
    throw new UsageError(
      `cases cannot be read from ${folder}: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return names
    .map((name) => name.split(sep).join('/'))
    .sort()
    .flatMap((path) => {
      const match = /^(.+)\/(match|ignore)-[^/]+\.json$/.exec(path);
      const [, rulePath, expected] = match ?? [];
      if (rulePath === undefined || (expected !== 'match' && expected !== 'ignore')) return [];
      return [{ rulePath, path, expected }];
    });
}

/** Run one case; the reason of its failure, empty when it passes. */
async function runCase(
  pipeline: Pipeline,
  file: string,
  { expected }: RuleCase,
  ids: ReadonlySet<string>,
): Promise<string> {
  const findings: Findings[] = [];
  for (const item of readBytes(readFileSync(file), file)) {
    if (item.kind !== 'record') return `it holds something else than records: ${describeOther(item)}`;
    findings.push(pipeline.examine(item.record));
  }
  if (findings.length === 0) return 'it holds no record';
  const alerts = [
    ...findings.flatMap((found) => pipeline.alertsOfRecord(found)),
    ...(await pipeline.alertsOfEpisodes(
      findings.flatMap((found) => found.entries),
      // All records are at hand: there is no later to be noted.
      { store: createMemoryCorrelationStore(), agenda: createMemoryAgenda(), now: () => 0 },
    )),
  ].filter((alert) => ids.has(alert.rule.id));
  if (expected === 'match') return alerts.length > 0 ? '' : 'no alert was raised';
  const [alert] = alerts;
  return alert === undefined ? '' : `an alert was raised: ${alert.title}`;
}

function describeOther(
  item:
    | { readonly kind: 'set-aside'; readonly what: string }
    | { readonly kind: 'problem'; readonly problem: { readonly message: string } },
): string {
  return item.kind === 'problem' ? item.problem.message : item.what;
}
