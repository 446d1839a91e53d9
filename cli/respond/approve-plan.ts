import { printableJson } from '#shared/alert/printable-json.ts';
import { isJsonObject, type Json } from '#shared/model/json.ts';
import { listOf, memberAt, textAt } from '#shared/model/read-json.ts';
import { parseArguments } from '../arguments.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { painterFor } from '../format/paint.ts';
import { safeText } from '../format/safe-text.ts';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';
import { functionNameOf, parseFormat, respondOptions } from './respond-options.ts';
import type { RespondParts } from './respond-parts.ts';

/** Have the deployed responder carry out a plan or, with `--undo`, take it back: in its own role, which reaches where a person may not. */
export async function approvePlan(args: readonly string[], io: Io, parts: RespondParts): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    ...respondOptions,
    undo: { type: 'boolean', default: false },
  });
  const [planId, ...rest] = positionals;
  if (planId === undefined || rest.length > 0)
    throw new UsageError('name one plan: trailguard respond approve PLAN-ID');
  const format = parseFormat(values);
  const functionName = functionNameOf(values);
  if (functionName === undefined) throw new UsageError('say which deployment: --stage NAME or --function NAME');
  const aws = await parts.openAws(values.region);
  const answer = parseJson(await aws.ask(functionName, values.undo ? { undo: planId } : { approve: planId }));
  if (format === 'ndjson') io.stdout.write(`${printableJson(answer)}\n`);
  else io.stdout.write(describe(answer, io));
  return statusesOf(answer).every((status) => status === (values.undo ? 'undone' : 'applied'))
    ? exitCode.done
    : exitCode.found;
}

function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** What the responder answers: `{ outcome }`, or `{ problem }`. */
function outcomesOf(answer: Json): readonly Json[] {
  return listOf(answer).map((one) => memberAt(one, 'outcome') ?? one);
}

function statusesOf(answer: Json): readonly (string | undefined)[] {
  const outcomes = outcomesOf(answer);
  return outcomes.length === 0 ? [undefined] : outcomes.map((outcome) => textAt(outcome, 'status'));
}

function describe(answer: Json, io: Io): string {
  const paint = painterFor(io.stdout);
  return outcomesOf(answer)
    .map((outcome) => {
      const problem = textAt(outcome, 'problem');
      if (problem !== undefined) return `${paint.bad('refused')}: ${safeText(problem)}\n`;
      if (!isJsonObject(outcome) || textAt(outcome, 'status') === undefined) {
        return `The responder answered ${safeText(JSON.stringify(outcome))}\n`;
      }
      const next = textAt(outcome, 'command');
      return [
        `${paint.strong(safeText(textAt(outcome, 'status') ?? ''))}: ${safeText(textAt(outcome, 'why') ?? '')}`,
        ...(next === undefined ? [] : [`  next: ${safeText(next)}`]),
        '',
      ].join('\n');
    })
    .join('');
}
