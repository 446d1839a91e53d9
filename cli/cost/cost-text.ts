import type { Price } from './price-tables.ts';

/** An amount for eyes: `1,234,567`, `12.3`, `0.004`. */
export function amountText(amount: number): string {
  return amount.toLocaleString('en', amount < 100 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 });
}

/** US dollars to the cent: `1,234.50`. */
export function usdText(usd: number): string {
  return usd.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** `$2 per 100,000 events`. */
export function priceText({ usd, per, unit }: Price): string {
  const dollars = usd.toLocaleString('en', { maximumFractionDigits: 10 });
  return `$${dollars} per ${per === 1 ? '' : `${per.toLocaleString('en')} `}${per === 1 ? singular(unit) : unit}`;
}

/** `GB-months` is a `GB-month`; in `metrics in alarms` the first word counts. */
function singular(unit: string): string {
  const [first = '', ...rest] = unit.split(' ');
  return [first.replace(/s$/, ''), ...rest].join(' ');
}
