import { parseArguments, parseChoice } from '../arguments.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';
import { type AssumptionName, assumptions } from './assumptions.ts';
import { costJson, describeCost } from './describe-cost.ts';
import { estimateCost } from './estimate-cost.ts';
import { type PriceRegion, priceTables } from './price-tables.ts';

/** Print what a month costs.
 * @throws {UsageError} a number that cannot be, or none of events */
export function printCost(args: readonly string[], io: Io): ExitCode {
  const { values, positionals } = parseArguments(args, {
    'events-per-month': { type: 'string' },
    accounts: { type: 'string', default: '1' },
    regions: { type: 'string', default: '3' },
    'data-events': { type: 'string', default: '0' },
    alerts: { type: 'string' },
    'first-trail': { type: 'string', default: 'yes' },
    selectivity: { type: 'string' },
    'log-bytes-per-event': { type: 'string' },
    assume: { type: 'string', multiple: true, default: [] },
    'price-region': { type: 'string', default: 'us-east-1' },
    format: { type: 'string', default: 'table' },
  });
  const [surplus] = positionals;
  if (surplus !== undefined) throw new UsageError(`cost takes options only; "${surplus}" is none`);
  const format = parseChoice('format', values.format, ['table', 'json']);
  const events = values['events-per-month'];
  if (events === undefined) {
    throw new UsageError('say how many management events there are: trailguard cost --events-per-month 1000000');
  }

  const known: Partial<Record<AssumptionName, number>> = Object.fromEntries(values.assume.map(parseAssumed));
  if (values.selectivity !== undefined) known.selectivity = parseAmount('selectivity', values.selectivity, 0, 1);
  const logBytes = values['log-bytes-per-event'];
  if (logBytes !== undefined) known.logBytesPerEvent = parseAmount('log-bytes-per-event', logBytes, 1, 1e6);

  const accounts = parseWhole('accounts', values.accounts, 1, 1e5);
  const alertsPerAccount = known.alertsPerAccount ?? assumptions.alertsPerAccount.value;
  const estimate = estimateCost({
    inputs: {
      managementEvents: parseWhole('events-per-month', events, 0, 1e12),
      dataEvents: parseWhole('data-events', values['data-events'], 0, 1e12),
      accounts,
      regions: parseWhole('regions', values.regions, 1, 100),
      alerts: values.alerts === undefined ? accounts * alertsPerAccount : parseWhole('alerts', values.alerts, 0, 1e9),
      isFirstTrail: parseChoice('first-trail', values['first-trail'], ['yes', 'no']) === 'yes',
    },
    region: parseChoice('price-region', values['price-region'], Object.keys(priceTables) as readonly PriceRegion[]),
    known,
  });
  io.stdout.write(
    format === 'json' ? `${JSON.stringify(costJson(estimate), undefined, 2)}\n` : describeCost(estimate, io.stdout),
  );
  return exitCode.done;
}

function parseAssumed(text: string): readonly [AssumptionName, number] {
  const [name = '', value = ''] = text.split('=', 2);
  if (!isAssumptionName(name)) {
    throw new UsageError(
      `--assume takes NAME=VALUE with one of ${Object.keys(assumptions).join(', ')}; "${text}" is not`,
    );
  }
  return [name, parseAmount(`assume ${name}`, value, 0, name === 'selectivity' ? 1 : 1e12)];
}

function isAssumptionName(name: string): name is AssumptionName {
  return Object.hasOwn(assumptions, name);
}

function parseWhole(option: string, text: string, least: number, most: number): number {
  const amount = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (amount >= least && amount <= most) return amount;
  throw new UsageError(`--${option} takes a whole number from ${inWords(least)} to ${inWords(most)}; "${text}" is not`);
}

function parseAmount(option: string, text: string, least: number, most: number): number {
  const amount = /^\d{1,15}(\.\d{1,9})?$/.test(text) ? Number(text) : Number.NaN;
  if (amount >= least && amount <= most) return amount;
  throw new UsageError(`--${option} takes a number from ${inWords(least)} to ${inWords(most)}; "${text}" is not`);
}

function inWords(amount: number): string {
  return amount.toLocaleString('en');
}
