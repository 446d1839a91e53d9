import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMeter } from '#shared/correlate/create-meter.ts';
import type { CorrelationType } from '#shared/sigma/ast.ts';
import { correlationOf, entryAt } from './correlation-helpers.ts';

/** Numbers with two places, in hundredths, so that the naive arithmetic below is exact. */
const anyHundredths = fc.integer({ min: -100_000, max: 100_000 });
const anyRecords = fc.array(fc.array(anyHundredths, { maxLength: 3 }), { minLength: 1, maxLength: 20 });

function measureNaively(type: CorrelationType, percentile: number, hundredths: readonly number[]): number | undefined {
  if (hundredths.length === 0) return undefined;
  const total = hundredths.reduce((sum, value) => sum + value, 0);
  if (type === 'value_sum') return total / 100;
  if (type === 'value_avg') return total / hundredths.length / 100;
  const sorted = [...hundredths].sort((a, b) => a - b);
  const position = ((sorted.length - 1) * (type === 'value_median' ? 50 : percentile)) / 100;
  const low = sorted[Math.floor(position)] ?? 0;
  const high = sorted[Math.ceil(position)] ?? 0;
  return (low + (high - low) * (position - Math.floor(position))) / 100;
}

describe('a meter of numbers', () => {
  it('says of each window what a look at the whole window says, wherever it has slid to', () => {
    const anyType = fc.constantFrom<CorrelationType[]>('value_sum', 'value_avg', 'value_median', 'value_percentile');
    fc.assert(
      fc.property(
        anyType,
        fc.integer({ min: 0, max: 100 }),
        anyRecords,
        fc.integer({ min: 1, max: 6 }),
        (type, percentile, records, width) => {
          const meter = createMeter(correlationOf({ type, percentile, fields: ['bytes'] }));
          const entries = records.map((hundredths, seconds) =>
            entryAt(seconds, { values: hundredths.map((value) => String(value / 100)) }),
          );
          for (const [position, entry] of entries.entries()) {
            meter.add(entry);
            const gone = entries[position - width];
            if (gone !== undefined) meter.drop(gone);
            const window = records.slice(Math.max(0, position - width + 1), position + 1).flat();
            const expected = measureNaively(type, percentile, window);
            if (expected === undefined) expect(meter.read()).toBeUndefined();
            else expect(meter.read()).toBeCloseTo(expected, 8);
          }
        },
      ),
    );
  });

  it('is a finite number or nothing, whatever the values', () => {
    const anyText = fc.oneof(fc.string(), fc.double().map(String), fc.constantFrom('1e308', '-1e308', '1e-320', '-0'));
    fc.assert(
      fc.property(
        fc.constantFrom<CorrelationType[]>('value_sum', 'value_avg', 'value_median', 'value_percentile'),
        fc.array(fc.array(anyText)),
        (type, records) => {
          const meter = createMeter(correlationOf({ type, percentile: 33.3 }));
          for (const [seconds, values] of records.entries()) meter.add(entryAt(seconds, { values }));
          const measured = meter.read();
          expect(measured === undefined || Number.isFinite(measured)).toBe(true);
        },
      ),
    );
  });
});
