import data from './prices.json' with { type: 'json' };

/** A list price: `usd` for each `per` units. */
export interface Price {
  readonly usd: number;
  readonly per: number;
  readonly unit: string;
  /** A key of `priceSources`. */
  readonly source: string;
}

/** A region whose prices are known. */
export type PriceRegion = keyof typeof data.regions;

/** What has a price: the service, and what of it. */
export type PriceName = keyof (typeof data.regions)['us-east-1']['prices'];

/** The list prices of a region, in US dollars. */
export interface PriceTable {
  readonly name: string;
  readonly prices: Readonly<Record<PriceName, Price>>;
}

/** The regions whose prices are known, with their prices. */
export const priceTables: Readonly<Record<PriceRegion, PriceTable>> = data.regions;

/** The day on which the prices were put together. */
export const pricesAsOf: string = data.asOf;

/** Where prices come from, in words. */
export const priceSources: Readonly<Record<string, string>> = data.sources;

/** The service that a price is of, as AWS names it. */
export function serviceOf(price: PriceName): string {
  const [key = ''] = price.split('.');
  return services[key] ?? key;
}

const services: Readonly<Record<string, string>> = {
  cloudtrail: 'CloudTrail',
  cloudwatch: 'CloudWatch',
  dynamodb: 'DynamoDB',
  eventbridge: 'EventBridge',
  kms: 'KMS',
  lambda: 'Lambda',
  s3: 'S3',
  sns: 'SNS',
  sqs: 'SQS',
  transfer: 'Data transfer',
};
