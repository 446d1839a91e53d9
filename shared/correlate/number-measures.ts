import {
  addDecimals,
  type Decimal,
  divideDecimal,
  multiplyDecimals,
  subtractDecimals,
  toDecimal,
  toNumber,
  zero,
} from './decimal.ts';
import type { NumberMeasure } from './measure-numbers.ts';

/** The sum of the numbers. Exact in decimals: what was added and dropped leaves no trace, however long the window slides. */
export function sumOfNumbers(): NumberMeasure {
  let sum = zero;
  return {
    add(value) {
      sum = addDecimals(sum, toDecimal(value));
    },
    read: () => toNumber(sum),
    drop(value) {
      sum = subtractDecimals(sum, toDecimal(value));
    },
  };
}

/** The mean of the numbers, from their exact sum. */
export function meanOfNumbers(): NumberMeasure {
  let sum = zero;
  let count = 0;
  return {
    add(value) {
      sum = addDecimals(sum, toDecimal(value));
      count += 1;
    },
    read: () => toNumber(divideDecimal(sum, count)),
    drop(value) {
      sum = subtractDecimals(sum, toDecimal(value));
      count -= 1;
    },
  };
}

/** A percentile of the numbers, with linear interpolation between the two that it falls between: of n sorted numbers it stands
 * at position (n - 1) × percentile / 100, counted from 0. SQL's `percentile_cont` and pySigma's SQLite backend do the same;
 * the specification leaves it open. The median is percentile 50.
 * @param percentile 0 (the smallest number) to 100 (the largest) */
export function percentileOfNumbers(percentile: number): NumberMeasure {
  const sorted: number[] = [];
  const share = multiplyDecimals(toDecimal(percentile), { digits: 1n, places: 2 });
  return {
    add(value) {
      sorted.splice(firstNotBelow(sorted, value), 0, value);
    },
    read() {
      const position = multiplyDecimals(toDecimal(sorted.length - 1), share);
      const unit = 10n ** BigInt(position.places);
      const below = Number(position.digits / unit);
      const fraction = { digits: position.digits % unit, places: position.places };
      const low = sorted[below] ?? 0;
      return toNumber(interpolate(low, sorted[below + 1] ?? low, fraction));
    },
    drop(value) {
      sorted.splice(firstNotBelow(sorted, value), 1);
    },
  };
}

function interpolate(low: number, high: number, fraction: Decimal): Decimal {
  const from = toDecimal(low);
  return addDecimals(from, multiplyDecimals(subtractDecimals(toDecimal(high), from), fraction));
}

/** The first index whose number is not below the value; the length when there is none. */
function firstNotBelow(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
