import { priceTables } from './cost/price-tables.ts';
import { printCost } from './cost/print-cost.ts';
import type { ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';

const help = `trailguard cost --events-per-month N   what a deployment costs a month, at AWS's list prices

N is how many management events all accounts have a month: AWS Cost Explorer shows it as the usage type …-FreeEventsRecorded.

  --accounts N            default: 1
  --regions N             regions in which each account is active; default: 3
  --data-events N         data events a month, if the trail records any; default: 0
  --alerts N              alerts a month; default: 100 an account
  --first-trail yes|no    whether no other trail logs these management events, for the first copy is free; default: yes
  --selectivity SHARE     the share of events that the rules' patterns let through to the fast door, 0 to 1
  --log-bytes-per-event N  bytes, compressed
  --assume NAME=VALUE     replaces any other assumption; may be repeated
  --price-region REGION   ${Object.keys(priceTables).join(' or ')}; default: us-east-1
  --format FORMAT         table (default) or json

Every assumption is listed with its value and where it comes from, json has the prices with their sources too. AWS's free tiers are not
subtracted. Asks nothing of AWS. Ends with 0, or with 2 on bad usage.
`;

/** The verb `cost`: estimate a month's bill. */
export const cost: { readonly help: string; run(args: readonly string[], io: Io): Promise<ExitCode> } = {
  help,
  run: async (args, io) => printCost(args, io),
};
