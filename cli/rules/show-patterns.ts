import { eventRules, isOnFastWay, maxEventRules, rulePattern } from '#shared/event-rules.ts';
import type { RuleMeta } from '#shared/model/rule.ts';
import { type Alternative, isNearlyAny } from '#shared/sigma/pattern/alternative.ts';
import { alternativeInWords } from '#shared/sigma/pattern/alternative-in-words.ts';
import { type EventRule, maxPatternLength } from '#shared/sigma/pattern/event-rule.ts';
import type { Widening } from '#shared/sigma/pattern/rule-pattern.ts';
import { wholeServices } from '#shared/sigma/pattern/whole-services.ts';
import { parseArguments, parseChoice } from '../arguments.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { type Painter, painterFor } from '../format/paint.ts';
import { plural } from '../format/plural.ts';
import { safeText } from '../format/safe-text.ts';
import type { Io } from '../io.ts';
import { loadSelectedRules } from './load-selected-rules.ts';
import { ruleOptions, selectRules } from './rule-selection.ts';

/** What EventBridge is asked for one Sigma rule. */
interface RuleNeed {
  readonly meta: RuleMeta;
  readonly alternatives: readonly Alternative[];
  readonly widenings: readonly Widening[];
}

/** Print the patterns of EventBridge that rules need, and for each rule what it passes and why that is not less. */
export async function showPatterns(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    ...ruleOptions,
    format: { type: 'string', default: 'table' },
  });
  const format = parseChoice('format', values.format, ['table', 'json']);
  const { pack } = await loadSelectedRules(selectRules(values, io.builtinRules, positionals));
  const events = eventRules(pack);
  const needs = pack.rules.filter(isOnFastWay).map((rule): RuleNeed => ({ meta: rule.meta, ...rulePattern(rule) }));
  if (format === 'json') {
    const rules = needs.map(({ meta: { id, name, path }, alternatives, widenings }) => ({
      ...{ id, name, path, alternatives, widenings },
      passesNearlyAll: alternatives.some(isNearlyAny),
    }));
    io.stdout.write(`${JSON.stringify({ eventRules: events, rules }, undefined, 2)}\n`);
  } else {
    const paint = painterFor(io.stdout);
    for (const event of events) io.stdout.write(`${describeEventRule(event, paint)}\n`);
    for (const need of needs) io.stdout.write(describeNeed(need, paint));
    for (const { meta } of pack.rules.filter((rule) => !isOnFastWay(rule))) io.stdout.write(describeLate(meta, paint));
  }
  io.stderr.write(warningsOf(needs, events, painterFor(io.stderr)));
  return exitCode.done;
}

function describeEventRule({ id, state, pattern, ruleIds }: EventRule, paint: Painter): string {
  const text = JSON.stringify(pattern);
  const size = `${text.length} of ${maxPatternLength} characters, for ${plural(ruleIds.length, 'rule')}`;
  return `${paint.strong(id)}  ${state}  ${paint.faint(size)}\n${safeText(text)}\n`;
}

function describeNeed({ meta, alternatives, widenings }: RuleNeed, paint: Painter): string {
  const lines = [
    paint.strong(safeText(nameOf(meta))),
    ...(alternatives.length === 0 ? ['  passes nothing: no record can match it'] : []),
    ...alternatives.map(
      (alternative, at) => `  ${at === 0 ? 'passes' : 'or'} ${safeText(alternativeInWords(alternative))}`,
    ),
    ...widenings.map(({ line, why }) => paint.faint(safeText(`  wider than: ${line} (${why})`))),
  ];
  return `${lines.join('\n')}\n`;
}

function describeLate(meta: RuleMeta, paint: Painter): string {
  return `${paint.strong(safeText(nameOf(meta)))}\n  passes nothing: its records come with the log files (fastWay: false)\n`;
}

function nameOf({ name, path }: RuleMeta): string {
  return name ?? path;
}

/** Rules for which nearly every record invokes the function, with what would help. */
function warningsOf(needs: readonly RuleNeed[], events: readonly EventRule[], paint: Painter): string {
  const wide = needs.filter(({ alternatives }) => alternatives.some(isNearlyAny));
  const lines = wide.map(
    ({ meta }) =>
      `${paint.bad('wide')} ${safeText(nameOf(meta))}: nearly every record passes for it alone. Name in it the eventName or the eventSource that it is about, outside of any not; or turn it off for this deployment.`,
  );
  const services = wholeServices(events);
  if (services.length > 0) {
    lines.push(
      `${paint.bad('wide')} every call, or every change, of ${safeText(services.join(', '))} passes: some rule names no call of theirs, or there are more names than fit into ${maxEventRules} rules of EventBridge. Turn off rules that you do not need.`,
    );
  }
  const isAll = events.some(({ pattern }) => pattern['detail'] === undefined);
  if (isAll && wide.length === 0) {
    lines.push(
      `${paint.bad('wide')} the rules together need more than ${maxEventRules} rules of EventBridge, so every record passes. Turn off those that you do not need.`,
    );
  }
  return lines.map((line) => `${line}\n`).join('');
}
