import { painterFor } from '../format/paint.ts';
import { renderTable } from '../format/table.ts';
import type { Output } from '../io.ts';
import { assumptions } from './assumptions.ts';
import { amountText, priceText, usdText } from './cost-text.ts';
import type { CostEstimate } from './estimate-cost.ts';
import { priceSources, pricesAsOf, priceTables, serviceOf } from './price-tables.ts';

/** The estimate with all that it rests on, as one JSON object: amounts and dollars are of a month. */
export function costJson({ region, inputs, assumed, lines, usd }: CostEstimate): Readonly<Record<string, unknown>> {
  return {
    region,
    pricesAsOf,
    currency: 'USD',
    monthlyUsd: usd,
    inputs,
    lines: lines.map(({ price, what, quantity, unitPrice, usd }) => ({
      service: serviceOf(price),
      what,
      quantity,
      unit: unitPrice.unit,
      price: { usd: unitPrice.usd, per: unitPrice.per, source: priceSources[unitPrice.source] },
      usd,
    })),
    assumptions: assumptionRows(assumed).map(({ name, value, unit, source }) => ({ name, value, unit, source })),
  };
}

/** The estimate for eyes: what costs, the sum, and what was assumed. */
export function describeCost({ region, assumed, lines, usd }: CostEstimate, output: Output): string {
  const paint = painterFor(output);
  const title = `${priceTables[region].name}, a month, list prices as of ${pricesAsOf}, free tiers not subtracted`;
  const costs = renderTable(output, {
    titles: ['SERVICE', 'WHAT', 'AMOUNT', 'PRICE', 'USD'],
    leastWidths: [13, 15, 11, 12, 8],
    alignRight: [2, 4],
    rows: [
      ...lines
        .filter(({ quantity }) => quantity > 0)
        .map(({ price, what, quantity, unitPrice, usd }) => ({
          cells: [serviceOf(price), what, amountText(quantity), priceText(unitPrice), usdText(usd)],
          paintFirst: (text: string) => text,
        })),
      { cells: ['Together', '', '', '', usdText(usd)], paintFirst: (text) => paint.strong(text) },
    ],
  });
  const assumedTable = renderTable(output, {
    titles: ['ASSUMED', 'VALUE', 'UNIT, AND WHERE IT COMES FROM'],
    leastWidths: [23, 9, 20],
    alignRight: [1],
    rows: assumptionRows(assumed).map(({ name, value, unit, source }) => ({
      cells: [name, value.toLocaleString('en'), unit],
      detail: source,
      paintFirst: (text) => text,
    })),
  });
  return `${title}\n\n${costs}\n${assumedTable}`;
}

interface AssumptionRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly source: string;
}

function assumptionRows(assumed: CostEstimate['assumed']): readonly AssumptionRow[] {
  return Object.entries(assumptions).map(([name, { value: byDefault, unit, source }]) => {
    const value = assumed[name as keyof typeof assumptions];
    return { name, value, unit, source: value === byDefault ? source : 'as told' };
  });
}
