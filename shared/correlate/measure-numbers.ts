import type { CorrelationEntry } from '#shared/ports/correlation-store.ts';
import { createTally } from './create-tally.ts';
import type { WindowMeter } from './window-meter.ts';

/** Keeps the numbers of a window and says one number about them. */
export interface NumberMeasure {
  add(value: number): void;
  drop(value: number): void;
  /** What the numbers come to; asked only while there is at least one. */
  read(): number;
}

/** Measures the numbers among the values of the window's entries; there is nothing to measure while there are none.
 *
 * A number is a decimal number, also one that the record has as text (`"1024"`). Every other value is skipped: texts, booleans,
 * hexadecimal, the empty text, and what is beyond the range of a number (`1e999`). A record that is there twice because it
 * matched two rules counts once, unless aliases read different values of it. */
export function measureNumbers(measure: NumberMeasure): WindowMeter {
  const readings = createTally();
  let count = 0;
  return {
    add(entry) {
      if (!readings.add(readingOf(entry))) return;
      for (const value of numbersOf(entry)) {
        measure.add(value);
        count += 1;
      }
    },
    read: () => (count === 0 ? undefined : measure.read()),
    drop(entry) {
      if (!readings.drop(readingOf(entry))) return;
      for (const value of numbersOf(entry)) {
        measure.drop(value);
        count -= 1;
      }
    },
  };
}

function readingOf({ evidence, values }: CorrelationEntry): string {
  return JSON.stringify([evidence.eventID, ...values]);
}

function numbersOf({ values }: CorrelationEntry): readonly number[] {
  return values
    .filter((text) => decimalNumber.test(text))
    .map(Number)
    .filter(Number.isFinite);
}

const decimalNumber = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
