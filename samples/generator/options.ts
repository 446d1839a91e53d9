import { parseArgs } from 'node:util';
import type { DeliveryOptions } from './deliver.ts';
import { intrusionDays } from './stories/intrusion.ts';
import { scriptStories } from './week.ts';

/** What the committed sample was made with. */
export const defaults: DeliveryOptions = { seed: 1, records: 3000, days: 7, intrusion: true, recordsPerFile: 300 };

/** Options read from a command line, or what is wrong with it. */
export type ParsedOptions =
  | { readonly ok: true; readonly help: boolean; readonly out: string; readonly options: DeliveryOptions }
  | { readonly ok: false; readonly problem: string };

/** What `--help` prints. */
export const usage: string = `usage: npm run samples -- [--out DIR] [--records N] [--seed S] [--days D] [--intrusion yes|no] [--records-per-file N]

  --out DIR             where AWSLogs/ is written; must not hold one yet   (samples/account-week)
  --records N           distinct records in all                            (${defaults.records})
  --seed S              another week of the same company                   (${defaults.seed})
  --days D              days from Monday 2026-03-02 on                     (${defaults.days})
  --intrusion yes|no    tell the intrusion of Thursday night               (yes)
  --records-per-file N  most records in a file                             (${defaults.recordsPerFile})`;

/** Read the generator's options from its arguments. */
export function parseOptions(args: readonly string[]): ParsedOptions {
  const parsed = readArguments(args);
  if ('problem' in parsed) return { ok: false, problem: parsed.problem };
  const { values } = parsed;
  const problem = findBadValue(values);
  if (problem !== undefined) return { ok: false, problem };
  const options: DeliveryOptions = {
    seed: Number(values.seed),
    records: Number(values.records),
    days: Number(values.days),
    intrusion: values.intrusion === 'yes',
    recordsPerFile: Number(values['records-per-file']),
  };
  const conflict = findConflict(options);
  if (conflict !== undefined) return { ok: false, problem: conflict };
  return { ok: true, help: values.help, out: values.out, options };
}

const least = { seed: 0, records: 1, days: 1, 'records-per-file': 1 } as const;

function findBadValue(values: Readonly<Record<keyof typeof least | 'intrusion', string>>): string | undefined {
  if (values.intrusion !== 'yes' && values.intrusion !== 'no') return `--intrusion ${values.intrusion}: say yes or no`;
  for (const name of ['seed', 'records', 'days', 'records-per-file'] as const) {
    const text = values[name];
    if (!/^\d{1,9}$/.test(text) || Number(text) < least[name]) {
      return `--${name} ${text}: give a whole number of ${least[name]} or more, with at most nine digits`;
    }
  }
  return undefined;
}

function findConflict(options: DeliveryOptions): string | undefined {
  if (options.intrusion && options.days < intrusionDays) {
    return `the intrusion lasts until Friday: give --days ${intrusionDays} or more, or --intrusion no`;
  }
  const scripted = scriptStories(options).length;
  if (options.records < scripted) return `--records ${options.records}: the scripted records alone are ${scripted}`;
  return undefined;
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        out: { type: 'string', default: 'samples/account-week' },
        records: { type: 'string', default: String(defaults.records) },
        seed: { type: 'string', default: String(defaults.seed) },
        days: { type: 'string', default: String(defaults.days) },
        intrusion: { type: 'string', default: 'yes' },
        'records-per-file': { type: 'string', default: String(defaults.recordsPerFile) },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    if (error instanceof TypeError) return { problem: error.message };
    throw error;
  }
}
