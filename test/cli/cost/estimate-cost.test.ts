import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assumptions } from '#cli/cost/assumptions.ts';
import { type CostEstimate, estimateCost } from '#cli/cost/estimate-cost.ts';
import type { CostInputs } from '#cli/cost/estimate-usage.ts';
import { type PriceName, priceSources, priceTables } from '#cli/cost/price-tables.ts';
import type { StackParts } from '#cli/cost/stack-parts.ts';

const parts: StackParts = {
  functions: {
    'on-cloudtrail-event': { memoryMB: 512, runsPerHour: 0 },
    'on-log-object': { memoryMB: 1024, runsPerHour: 0 },
    'on-alert': { memoryMB: 512, runsPerHour: 0 },
    'on-schedule': { memoryMB: 512, runsPerHour: 60 },
  },
  keys: 3,
  alarmMetrics: 10,
  dashboards: 1,
  polledQueues: 2,
  logRetentionDays: 90,
};
const nothing: CostInputs = {
  managementEvents: 0,
  dataEvents: 0,
  accounts: 1,
  regions: 1,
  alerts: 0,
  isFirstTrail: true,
};
const estimate = (inputs: Partial<CostInputs>, known = {}): CostEstimate =>
  estimateCost({ inputs: { ...nothing, ...inputs }, parts, known });
const usdOf = ({ lines }: CostEstimate, price: PriceName, what?: string): number =>
  lines
    .filter((line) => line.price === price && (what === undefined || line.what === what))
    .reduce((sum, { usd }) => sum + usd, 0);

describe('a month, computed by hand', () => {
  const million = { managementEvents: 1_000_000 };
  it.each<readonly [name: string, inputs: Partial<CostInputs>, price: PriceName, usd: number]>([
    ['management events are free where nobody else logs them', million, 'cloudtrail.managementEventCopy', 0],
    ['2 $ per 100,000 for a second copy', { ...million, isFirstTrail: false }, 'cloudtrail.managementEventCopy', 20],
    ['0.10 $ per 100,000 data events', { dataEvents: 5_000_000 }, 'cloudtrail.dataEvent', 5],
    // 1,000,000 × 150 bytes × 12 months × 0.023 $
    ['logs of a year', million, 's3.storage', 0.0414],
    // 50,000 objects of 20 events, and 17 regions × 730 hours of digests: 62,410 × 0.005 $ / 1,000
    ['log objects of twenty events each', million, 's3.put', 0.31205],
    // Few events, yet an object every five minutes: 12 × 730, and the digests: 21,170 × 0.005 $ / 1,000
    ['log objects of a quiet region', { managementEvents: 100_000 }, 's3.put', 0.10585],
    // No more objects than events: 10, and the digests
    ['log objects of almost nothing', { managementEvents: 10 }, 's3.put', 0.0621],
    ['nothing is forwarded within one account and region', million, 'eventbridge.forwardedEvent', 0],
    // The share that passes: 550,000 × 1 $ / 1,000,000
    ['what matches is forwarded from other regions', { ...million, regions: 2 }, 'eventbridge.forwardedEvent', 0.55],
    ['what matches is forwarded from other accounts', { ...million, accounts: 2 }, 'eventbridge.forwardedEvent', 0.55],
    ['three keys', nothing, 'kms.key', 3],
    ['ten metrics in alarms', nothing, 'cloudwatch.alarm', 1],
    ['a dashboard', nothing, 'cloudwatch.dashboard', 3],
    ['twelve metrics', nothing, 'cloudwatch.metric', 3.6],
    // Two queues asked 657,000 times, and 3 requests for each of 12,410 digests
    ['queues are asked also when they are empty', nothing, 'sqs.request', 0.540492],
    ['mails', { alerts: 50_000 }, 'sns.mail', 1],
  ])('%s', (_, inputs, price, usd) => {
    expect(usdOf(estimate(inputs), price)).toBeCloseTo(usd, 9);
  });

  it('bills a function by its memory and time', () => {
    // 550,000 × 0.5 GB × 0.025 s × 0.0000133334 $
    expect(usdOf(estimate(million), 'lambda.arm64', 'on-cloudtrail-event, time')).toBeCloseTo(0.091667125, 9);
    // 43,800 minutes × 0.5 GB × 0.1 s
    expect(usdOf(estimate(nothing), 'lambda.arm64', 'on-schedule, time')).toBeCloseTo(0.029200146, 9);
  });

  it('is the sum of its lines', () => {
    const { lines, usd } = estimate({ managementEvents: 3_000_000, alerts: 10 });
    expect(usd).toBeCloseTo(
      lines.reduce((sum, line) => sum + line.usd, 0),
      9,
    );
  });

  it('takes what is known in place of what is assumed', () => {
    expect(usdOf(estimate(million, { monthsKept: 24 }), 's3.storage')).toBeCloseTo(0.0828, 9);
    expect(usdOf(estimate(million, { selectivity: 0 }), 'lambda.request', 'on-cloudtrail-event, calls')).toBe(0);
  });
});

describe('any accounts', () => {
  const inputs = fc.record<CostInputs>({
    managementEvents: fc.nat(1e9),
    dataEvents: fc.nat(1e9),
    accounts: fc.integer({ min: 1, max: 1000 }),
    regions: fc.integer({ min: 1, max: 30 }),
    alerts: fc.nat(1e6),
    isFirstTrail: fc.boolean(),
  });
  const counts = ['managementEvents', 'dataEvents', 'accounts', 'regions', 'alerts'] as const;

  it('cost nothing less for more of anything', () => {
    fc.assert(
      fc.property(inputs, fc.constantFrom(...counts), fc.integer({ min: 1, max: 1e6 }), (some, name, more) => {
        const usd = estimate(some).usd;
        return estimate({ ...some, [name]: some[name] + more }).usd >= usd * (1 - 1e-12);
      }),
    );
  });

  it('cost no less where more events get through, and no more where ours is the first trail', () => {
    fc.assert(
      fc.property(inputs, fc.double({ min: 0, max: 1, noNaN: true }), (some, selectivity) => {
        const usd = estimate(some, { selectivity }).usd;
        expect(usd).toBeLessThanOrEqual(estimate(some, { selectivity: 1 }).usd * (1 + 1e-12));
        expect(estimate({ ...some, isFirstTrail: true }, { selectivity }).usd).toBeLessThanOrEqual(usd * (1 + 1e-12));
      }),
    );
  });

  it('have finite amounts that are not negative', () => {
    fc.assert(
      fc.property(inputs, (some) =>
        estimate(some).lines.every(({ quantity, usd }) => quantity >= 0 && Number.isFinite(quantity + usd)),
      ),
    );
  });
});

describe('the prices', () => {
  const tables = Object.values(priceTables);

  it('are the same things in every region', () => {
    const [first, ...others] = tables.map(({ prices }) => Object.keys(prices).sort());
    for (const names of others) expect(names).toEqual(first);
  });

  it('each say where they come from', () => {
    const sources = tables.flatMap(({ prices }) => Object.values(prices).map(({ source }) => source));
    expect(sources.filter((source) => priceSources[source] === undefined)).toEqual([]);
  });

  it('are all asked for', () => {
    const asked = new Set(estimate({}).lines.map(({ price }) => price));
    expect(Object.keys(priceTables['us-east-1'].prices).filter((name) => !asked.has(name as PriceName))).toEqual([]);
  });
});

it('assumes nothing without saying where it comes from', () => {
  expect(Object.values(assumptions).filter(({ source, unit }) => source === '' || unit === '')).toEqual([]);
});
