import { commandPurpose, statesOf, statusWords, stepsHeading, subjectName } from '#shared/alert/outcome-words.ts';
import { isJsonObject, type Json } from '#shared/model/json.ts';
import type { Outcome, OutcomeStatus } from '#shared/model/outcome.ts';
import type { Playbook } from '#shared/respond/playbook.ts';
import { type Painter, painterFor } from '../format/paint.ts';
import { safeText } from '../format/safe-text.ts';
import type { Output } from '../io.ts';
import { type DiffLine, diffLines } from './diff-lines.ts';

/** An outcome for eyes: what became of it and why, what was and what is line by line, the permissions, and what to type next. */
export function describeOutcome(outcome: Outcome, playbook: Playbook | undefined, output: Output): string {
  const paint = painterFor(output);
  const { status, target, why, steps, command } = outcome;
  const name = safeText(subjectName(target.subject));
  const lines = [
    `${paintStatus(status, paint)} ${paint.strong(name)} ${paint.faint(safeText(`${outcome.playbook}, account ${target.accountId}, ${target.region}`))}`,
    `  ${safeText(why)}`,
    ...(steps.length === 0 ? [] : ['', `  ${paint.strong(stepsHeading(status))}`]),
    ...steps.map((step) => `  - ${safeText(step)}`),
    ...describeStates(outcome, paint),
    ...(isToCome(status) && playbook !== undefined ? ['', ...describePermissions(playbook, paint)] : []),
    ...(command === undefined ? [] : ['', `  ${commandPurpose(status)}: ${paint.strong(safeText(command))}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function isToCome(status: OutcomeStatus): boolean {
  return status === 'planned' || status === 'waiting';
}

function paintStatus(status: OutcomeStatus, paint: Painter): string {
  const words = `${statusWords[status]}:`;
  if (status === 'failed') return paint.bad(words);
  return status === 'applied' || status === 'undone' ? paint.good(words) : paint.strong(words);
}

function describePermissions({ permissions }: Playbook, paint: Painter): readonly string[] {
  return [
    `  ${paint.strong('PERMISSIONS')}`,
    `  to plan:  ${permissions.read.join(', ')}`,
    `  to do it: ${permissions.apply.join(', ')}`,
    `  to undo:  ${permissions.undo.join(', ')}`,
  ];
}

function describeStates(outcome: Outcome, paint: Painter): readonly string[] {
  const [first, second] = statesOf(outcome);
  if (first === undefined || second === undefined) return [];
  const [[firstName, before], [secondName, after]] = [first, second];
  const heading = `  ${paint.strong(`${paint.bad(`- ${firstName}`)}   ${paint.good(`+ ${secondName}`)}`)}`;
  return ['', heading, ...nearChanges(diffLines(linesOf(before), linesOf(after))).map((line) => drawLine(line, paint))];
}

/** Pretty JSON; a text that is itself JSON, as policies are, is shown as such. */
function linesOf(state: Json): readonly string[] {
  return JSON.stringify(unfold(state), undefined, 2).split('\n');
}

function unfold(value: Json): Json {
  if (typeof value === 'string') return parseFolded(value) ?? value;
  if (Array.isArray(value)) return value.map(unfold);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, unfold(member)]));
}

function parseFolded(text: string): Json | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

type ShownLine = DiffLine | 'left out';

/** The changed lines with three unchanged ones around them. */
function nearChanges(lines: readonly DiffLine[]): readonly ShownLine[] {
  const isNear = (index: number): boolean =>
    lines.slice(Math.max(0, index - context), index + context + 1).some(({ side }) => side !== 'both');
  return lines.flatMap((line, index): ShownLine[] => {
    if (isNear(index)) return [line];
    return index > 0 && !isNear(index - 1) ? [] : ['left out'];
  });
}

const context = 3;

function drawLine(line: ShownLine, paint: Painter): string {
  if (line === 'left out') return paint.faint('    …');
  const text = safeText(line.text);
  if (line.side === 'both') return `    ${text}`;
  return line.side === 'before' ? paint.bad(`  - ${text}`) : paint.good(`  + ${text}`);
}
