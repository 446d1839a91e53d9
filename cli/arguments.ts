import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type Level, levels } from '#shared/model/rule.ts';
import { UsageError } from './usage-error.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<T extends Options> = ReturnType<typeof parseArgs<{ options: T; allowPositionals: true }>>;

/** Parse the arguments of a verb.
 * @throws {UsageError} an option that the verb does not have, or one without its value */
export function parseArguments<const T extends Options>(args: readonly string[], options: T): Parsed<T> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    // Node's messages name the option and what is wrong with it; what it suggests after that is about its own API.
    const [what] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new UsageError(`${what}; --help lists the options`);
  }
}

/** Read one of a few words.
 * @throws {UsageError} another word */
export function parseChoice<T extends string>(option: string, text: string, choices: readonly T[]): T {
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined) throw new UsageError(`--${option} is one of ${choices.join(', ')}; "${text}" is not`);
  return choice;
}

/** Read a Sigma level.
 * @throws {UsageError} another word */
export function parseLevel(option: string, text: string): Level {
  return parseChoice(option, text, levels);
}

/** Read a moment: a date (`2026-03-05`), a time (`2026-03-05T02:00Z`; without a zone it is UTC), or a time before now
 * (`90m`, `24h`, `7d`).
 * @returns epoch milliseconds
 * @throws {UsageError} none of these */
export function parseMoment(option: string, text: string, nowMs: number): number {
  const ago = /^(\d{1,6})([mhd])$/.exec(text);
  if (ago !== null) return nowMs - Number(ago[1]) * (unitMs[ago[2] ?? ''] ?? 0);
  const iso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(text);
  const moment =
    iso === null ? Number.NaN : Date.parse(iso[1] !== undefined && iso[4] === undefined ? `${text}Z` : text);
  if (Number.isNaN(moment)) {
    throw new UsageError(
      `--${option} takes a time such as 2026-03-05T02:00Z, or 90m, 24h, 7d ago; "${text}" is neither`,
    );
  }
  return moment;
}

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Read a whole number from 1 up.
 * @throws {UsageError} anything else */
export function parseCount(option: string, text: string, most: number): number {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > most) throw new UsageError(`--${option} takes a whole number from 1 to ${most}`);
  return count;
}
