import { type Assumed, type AssumptionName, assumptions } from './assumptions.ts';
import { type CostInputs, estimateUsage, type Usage } from './estimate-usage.ts';
import { type Price, type PriceRegion, priceTables } from './price-tables.ts';
import { type StackParts, stackParts } from './stack-parts.ts';

/** A line of the estimate: an amount, its price, and what that comes to in a month. */
export interface CostLine extends Usage {
  readonly unitPrice: Price;
  readonly usd: number;
}

/** What a month costs. */
export interface CostEstimate {
  readonly region: PriceRegion;
  readonly inputs: CostInputs;
  readonly assumed: Assumed;
  readonly lines: readonly CostLine[];
  readonly usd: number;
}

export interface EstimateOptions {
  readonly inputs: CostInputs;
  readonly region?: PriceRegion;
  /** Values that replace assumed ones. */
  readonly known?: Partial<Assumed>;
  readonly parts?: StackParts;
}

/** Estimate a month's bill at list prices; AWS's free tiers are not subtracted, as other workloads may use them up. */
export function estimateCost({
  inputs,
  region = 'us-east-1',
  known = {},
  parts = stackParts,
}: EstimateOptions): CostEstimate {
  const { prices } = priceTables[region];
  const assumed: Assumed = { ...assumedValues, ...known };
  const lines = estimateUsage(inputs, assumed, parts).map((usage): CostLine => {
    const unitPrice = prices[usage.price];
    return { ...usage, unitPrice, usd: (usage.quantity * unitPrice.usd) / unitPrice.per };
  });
  return { region, inputs, assumed, lines, usd: lines.reduce((sum, { usd }) => sum + usd, 0) };
}

const assumedValues = Object.fromEntries(
  Object.entries(assumptions).map(([name, { value }]) => [name, value]),
) as Readonly<Record<AssumptionName, number>>;
