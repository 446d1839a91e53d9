/** A decimal number, exact: `digits` over ten to the power of `places`. Invariant: `places` is not negative. */
export interface Decimal {
  readonly digits: bigint;
  readonly places: number;
}

export const zero: Decimal = { digits: 0n, places: 0 };

/** The decimal that a finite number is written as: 0.1 is a tenth, not the binary fraction next to it. */
export function toDecimal(value: number): Decimal {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const places = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return places < 0 ? { digits: digits * powerOfTen(-places), places: 0 } : { digits, places };
}

/** The number nearest to a decimal. What is too large for a number is the largest one, so that it survives JSON. */
export function toNumber({ digits, places }: Decimal): number {
  const nearest = Number(`${digits}e-${places}`);
  return Math.min(Math.max(nearest, -Number.MAX_VALUE), Number.MAX_VALUE);
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
  const places = Math.max(a.places, b.places);
  return { digits: digitsAt(a, places) + digitsAt(b, places), places };
}

export function subtractDecimals(a: Decimal, b: Decimal): Decimal {
  return addDecimals(a, { ...b, digits: -b.digits });
}

export function multiplyDecimals(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, places: a.places + b.places };
}

/** A decimal shared out among a positive whole number, to more places than a number can tell apart. */
export function divideDecimal(a: Decimal, count: number): Decimal {
  return { digits: (a.digits * powerOfTen(extraPlaces)) / BigInt(count), places: a.places + extraPlaces };
}

/** A number has at most 17 significant digits; the rest is room for the division by large counts. */
const extraPlaces = 40;

function digitsAt({ digits, places }: Decimal, wanted: number): bigint {
  return wanted === places ? digits : digits * powerOfTen(wanted - places);
}

function powerOfTen(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}
