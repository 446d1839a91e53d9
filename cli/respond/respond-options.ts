import { parseChoice } from '../arguments.ts';
import { UsageError } from '../usage-error.ts';

/** The options that every part of the verb has. */
export const respondOptions = {
  table: { type: 'string' },
  plan: { type: 'string' },
  stage: { type: 'string' },
  function: { type: 'string' },
  region: { type: 'string' },
  settings: { type: 'string' },
  format: { type: 'string', default: 'table' },
} as const;

/** What {@link respondOptions} were given. */
export interface RespondOptionValues {
  readonly table?: string | undefined;
  readonly plan?: string | undefined;
  readonly stage?: string | undefined;
  readonly function?: string | undefined;
  readonly region?: string | undefined;
  readonly format: string;
}

export type RespondFormat = 'table' | 'ndjson';

/** @throws {UsageError} another word */
export function parseFormat({ format }: RespondOptionValues): RespondFormat {
  return parseChoice('format', format, ['table', 'ndjson']);
}

/** The name of a deployment's responder; `undefined` where none is named.
 * @throws {UsageError} */
export function functionNameOf({ stage, function: name }: RespondOptionValues): string | undefined {
  if (stage !== undefined && name !== undefined)
    throw new UsageError('--stage and --function name one thing: give one');
  return name ?? (stage === undefined ? undefined : `trailguard-${stage}-on-request`);
}

/** The options that lead to the same plans again, for the next command. */
export function sameStore({ table, plan, stage, function: name, region }: RespondOptionValues): string {
  const given = Object.entries({ table, plan, stage, function: name, region });
  return given.map(([option, value]) => (value === undefined ? '' : ` --${option} ${quoted(value)}`)).join('');
}

/** As a shell takes it. */
function quoted(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
