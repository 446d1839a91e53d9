import { assumptions } from '#cli/cost/assumptions.ts';
import { priceText, usdText } from '#cli/cost/cost-text.ts';
import { type CostEstimate, estimateCost } from '#cli/cost/estimate-cost.ts';
import { priceSources, pricesAsOf, priceTables, serviceOf } from '#cli/cost/price-tables.ts';
import type { StackParts } from '#cli/cost/stack-parts.ts';
import { plural } from '#cli/format/plural.ts';

/** The page that says what a deployment costs, for accounts of one size. */
export function costPage(parts: StackParts): string {
  const estimates = sizes.map((accounts) => estimateFor(accounts, parts));
  const { name, prices } = priceTables['us-east-1'];
  return [
    '# Cost',
    '',
    `What a deployment costs a month in ${name}, in US dollars, at AWS’s list prices as of ${pricesAsOf}. Each account has`,
    `${eventsPerAccount.toLocaleString('en')} management events a month in ${activeRegions} regions, no data events, and no other trail. This page is made by \`npm run docs\`; for your own`,
    'numbers, `trailguard cost`:',
    '',
    '```sh',
    'trailguard cost --events-per-month 12000000 --accounts 10 --regions 4 --first-trail no',
    '```',
    '',
    row('', ...sizes.map((accounts) => (accounts === 1 ? '1 account' : `${accounts} accounts`))),
    row('---', ...sizes.map(() => '---:')),
    ...servicesOf(estimates).map((service) =>
      row(service, ...estimates.map((estimate) => usdText(sumOf(estimate, service)))),
    ),
    row('**together**', ...estimates.map(({ usd }) => `**${usdText(usd)}**`)),
    row('for each account', ...estimates.map(({ usd, inputs }) => usdText(usd / inputs.accounts))),
    '',
    'What moves the sum:',
    '',
    `- **Another trail.** The first copy of management events is free, each further one costs ${priceText(prices['cloudtrail.managementEventCopy'])}:`,
    `  ${usdText(copyUsd(parts))} more for one account above. Adopt the trail that there is.`,
    '- **The share of events that the rules’ patterns let through** (`selectivity`): each of them is a call of `on-cloudtrail-event`; `trailguard rules pattern` shows them.',
    '- **How long logs are kept** (`monthsKept`).',
    '- **Metrics, keys, alarms**: the same for one account as for a hundred.',
    '',
    'AWS’s free tiers are not subtracted: other workloads of an account, or of its organisation, may use them up. Free of charge in any case:',
    'management events on an account’s own bus, EventBridge’s rules and schedules, what SNS sends to SQS, standard parameters. Not in it: taxes,',
    'support, what you read of the logs yourself, chat and SMS.',
    '',
    '## What is assumed',
    '',
    '`--assume NAME=VALUE` replaces a value.',
    '',
    row('name', 'value', 'unit', 'where it comes from'),
    row('---', '---:', '---', '---'),
    ...Object.entries(assumptions).map(([key, { value, unit, source }]) =>
      row(`\`${key}\``, value.toLocaleString('en'), unit, source),
    ),
    '',
    'The template says the rest:',
    '',
    ...Object.entries(parts.functions).map(
      ([key, { memoryMB, runsPerHour }]) =>
        `- \`${key}\`: ${memoryMB} MB${runsPerHour > 0 ? `, called ${runsPerHour} times an hour by the clock` : ''}`,
    ),
    `- ${plural(parts.keys, 'KMS key')}, in the first year: each of the first two rotations adds the price of a key`,
    `- ${plural(parts.alarmMetrics, 'metric')} in alarms, ${plural(parts.dashboards, 'dashboard')}, ${plural(parts.polledQueues, 'queue')} that functions read, logs of functions for ${parts.logRetentionDays} days`,
    '',
    '## Prices',
    '',
    'They are in `cli/cost/prices.json`. Where a price was not read again, the table says so: compare it before you rely on it.',
    '',
    row('price', name, priceTables['eu-central-1'].name, `${name}: where it comes from`),
    row('---', '---', '---', '---'),
    ...(Object.keys(prices) as readonly (keyof typeof prices)[]).map((key) =>
      row(
        `${serviceOf(key)}, \`${key}\``,
        priceText(prices[key]),
        priceText(priceTables['eu-central-1'].prices[key]),
        priceSources[prices[key].source] ?? '',
      ),
    ),
    '',
    `${priceTables['eu-central-1'].name}: ${priceSources.recalled}.`,
    '',
  ].join('\n');
}

const sizes = [1, 10, 100] as const;
const eventsPerAccount = 1_000_000;
const activeRegions = 3;

function estimateFor(accounts: number, parts: StackParts, isFirstTrail = true): CostEstimate {
  const inputs = {
    managementEvents: accounts * eventsPerAccount,
    dataEvents: 0,
    accounts,
    regions: activeRegions,
    alerts: accounts * assumptions.alertsPerAccount.value,
    isFirstTrail,
  };
  return estimateCost({ inputs, parts });
}

function copyUsd(parts: StackParts): number {
  return estimateFor(1, parts, false).usd - estimateFor(1, parts).usd;
}

function servicesOf(estimates: readonly CostEstimate[]): readonly string[] {
  return [...new Set(estimates.flatMap(({ lines }) => lines.map(({ price }) => serviceOf(price))))];
}

function sumOf({ lines }: CostEstimate, service: string): number {
  return lines.filter(({ price }) => serviceOf(price) === service).reduce((sum, { usd }) => sum + usd, 0);
}

function row(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
