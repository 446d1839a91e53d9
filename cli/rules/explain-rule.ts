import { createReadStream } from 'node:fs';
import { readStream } from '#shared/cloudtrail/read-stream.ts';
import { deriveFields } from '#shared/enrich/derive-fields.ts';
import type { CloudTrailRecord } from '#shared/model/record.ts';
import type { RuleMeta } from '#shared/model/rule.ts';
import type { RuleState } from '#shared/settings/apply-settings.ts';
import type { Mode } from '#shared/settings/settings.ts';
import type { CorrelationRule, DetectionRule, SigmaDocument } from '#shared/sigma/ast.ts';
import { describeRule, type NameOfRule, namesIn } from '#shared/sigma/describe-rule.ts';
import type { RulePack } from '#shared/sigma/rule-pack.ts';
import { type TraceNode, traceRule } from '#shared/sigma/trace-rule.ts';
import { parseArguments } from '../arguments.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { type Painter, painterFor } from '../format/paint.ts';
import { safeText } from '../format/safe-text.ts';
import { unreadable } from '../input/find-inputs.ts';
import type { InputProblem } from '../input/input-problem.ts';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';
import { loadSelectedRules, type SelectedRules } from './load-selected-rules.ts';
import { ruleOptions, selectRules } from './rule-selection.ts';

/** Say what a rule means and, for each record of a file, which part of it held and which did not. */
export async function explainRule(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, ruleOptions);
  const [wanted, recordPath] = positionals;
  if (wanted === undefined) throw new UsageError('name a rule: trailguard rules explain RULE [RECORD]');
  const { whole: pack, states } = await loadSelectedRules(selectRules(values, io.builtinRules));
  const rule = findRule(pack, wanted);
  const paint = painterFor(io.stdout);
  const nameOf = namesIn(pack);
  const parts = rule.kind === 'detection' ? [] : partsOf(rule, pack);
  const bases = [rule, ...parts].filter((part) => part.kind === 'detection');
  io.stdout.write(describe(rule, nameOf, states, paint));
  for (const part of parts) io.stdout.write(`\n${describe(part, nameOf, states, paint)}`);
  if (recordPath === undefined) return exitCode.done;

  const { records, problems } = await readRecords(recordPath, io);
  for (const record of records) {
    const event = { ...record, derived: deriveFields(record) };
    io.stdout.write(`\n${paint.strong(safeText(`record ${record.eventID} ${record.eventName ?? ''}`.trim()))}\n`);
    for (const base of bases) {
      const trace = traceRule(base, event);
      const verdict = trace.held ? paint.good('matches') : paint.bad('does not match');
      io.stdout.write(`${verdict} ${safeText(base.meta.title)}\n${drawTrace(trace, '  ', paint)}`);
    }
  }
  for (const { source, message, hint } of problems) {
    io.stderr.write(`${paint.bad(safeText(source))} ${safeText(message)} ${safeText(hint)}\n`);
  }
  return problems.length > 0 || records.length === 0 ? exitCode.unreadable : exitCode.done;
}

function findRule(pack: RulePack, wanted: string): SigmaDocument {
  const all: readonly SigmaDocument[] = [...pack.rules, ...pack.correlations];
  const isCalled = ({ id, name, title, path }: RuleMeta): boolean =>
    [id, name, title, path, path.replace(/\.ya?ml$/, '')].includes(wanted);
  // A file may hold a correlation and the rules it needs: the correlation is what speaks.
  const found = all.filter((rule) => isCalled(rule.meta));
  const rule = found.find(({ kind }) => kind === 'correlation') ?? found[0];
  if (rule !== undefined) return rule;
  const near = all.filter(
    ({ meta }) => meta.path.includes(wanted) || meta.title.toLowerCase().includes(wanted.toLowerCase()),
  );
  const hint = near.slice(0, 5).map(({ meta }) => meta.name ?? meta.path);
  throw new UsageError(
    `there is no rule "${wanted}"; ${hint.length > 0 ? `there is ${hint.join(', ')}` : 'trailguard rules list shows them all'}`,
  );
}

/** What a correlation refers to, and what that refers to, each once; a correlation stands before its own rules. */
function partsOf(rule: CorrelationRule, pack: RulePack): readonly (DetectionRule | CorrelationRule)[] {
  const all = [...pack.rules, ...pack.correlations];
  const found = new Set<DetectionRule | CorrelationRule>();
  const add = ({ ruleIds }: CorrelationRule): void => {
    for (const id of ruleIds) {
      const part = all.find(({ meta }) => meta.id === id);
      if (part === undefined || found.has(part)) continue;
      found.add(part);
      if (part.kind === 'correlation') add(part);
    }
  };
  add(rule);
  return [...found];
}

function describe(rule: SigmaDocument, nameOf: NameOfRule, states: SelectedRules['states'], paint: Painter): string {
  const { meta } = rule;
  const state = states.get(meta.id);
  const lines = [
    `${paint.level(meta.level, meta.level.toUpperCase())} ${paint.strong(safeText(meta.title))}`,
    paint.faint(safeText([meta.path, meta.id, ...meta.tags].join('  '))),
    ...(state === undefined ? [] : [safeText(describeState(state))]),
    ...(meta.description === undefined ? [] : meta.description.trim().split('\n').map(safeText)),
    '',
    ...describeRule(rule, nameOf).map(safeText),
    ...(meta.falsepositives.length === 0
      ? []
      : ['', 'harmless when', ...meta.falsepositives.map((text) => `  ${safeText(text)}`)]),
    ...(meta.trailguard.runbook === undefined
      ? []
      : ['', 'what to do', ...meta.trailguard.runbook.map((step, position) => `  ${position + 1}. ${safeText(step)}`)]),
  ];
  return `${lines.join('\n')}\n`;
}

const modeTexts: Readonly<Record<Mode, string>> = {
  off: 'off by settings: it does not run',
  observe: 'observed only, by settings: its alerts are recorded and told to nobody',
  alert: 'changed by settings',
};

function describeState({ mode, reason }: RuleState): string {
  return reason === undefined ? modeTexts[mode] : `${modeTexts[mode]} (${reason})`;
}

function drawTrace(node: TraceNode, indent: string, paint: Painter): string {
  const mark = node.held ? paint.good('✓') : paint.bad('✗');
  const line = `${indent}${mark} ${safeText(node.text)}${paint.faint(describeActual(node))}\n`;
  return line + node.children.map((child) => drawTrace(child, `${indent}  `, paint)).join('');
}

function describeActual({ actual }: TraceNode): string {
  if (actual === undefined) return '';
  if (actual.length === 0) return '  (absent)';
  const text = actual.map((value) => JSON.stringify(value)).join(', ');
  return `  (${safeText(text.length > maxActual ? `${text.slice(0, maxActual)}…` : text)})`;
}

/** Characters of a record's values that are worth a person's time on one line. */
const maxActual = 200;

async function readRecords(
  path: string,
  io: Io,
): Promise<{ readonly records: readonly CloudTrailRecord[]; readonly problems: readonly InputProblem[] }> {
  const records: CloudTrailRecord[] = [];
  const problems: InputProblem[] = [];
  const [chunks, source] = path === '-' ? [io.stdin, 'standard input'] : [createReadStream(path), path];
  try {
    for await (const item of readStream(chunks, source)) {
      if (item.kind === 'record') records.push(item.record);
      else if (item.kind === 'problem') problems.push(item.problem);
    }
  } catch (error) {
    problems.push(unreadable(path, error));
  }
  if (records.length === 0 && problems.length === 0) {
    problems.push({
      source,
      message: 'there is no CloudTrail record in it.',
      hint: 'Name a file with a record in any form.',
    });
  }
  return { records, problems };
}
