/** A seeded source of everything that looks random in the samples: the same seed and stream give the same values for ever. */
export interface Random {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** True in the given share of calls. */
  chance(share: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** Lower-case hexadecimal digits. */
  hex(digits: number): string;
  uuid(): string;
  /** Upper-case letters and the digits 2 to 7, as AWS writes identifiers. */
  base32(length: number): string;
  /** Letters of both cases and digits, as CloudTrail ends its file names. */
  base62(length: number): string;
}

const lower = '0123456789abcdef';
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const mixed = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const hexBytes: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Make an independent source for each `stream`, so that more records of one kind never change those of another. */
export function createRandom(seed: number, stream: string): Random {
  return new Sfc32(seed | 0, hash(stream), hash(`${seed}/${stream}`));
}

/** Chris Doty-Humphrey's small fast counting generator, 128 bits of state: 32 could repeat an eventID within a million records.
 *
 * A class, since sessions make their own source in the hot path, and closures for each one cost a tenth of the run. */
class Sfc32 implements Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(a: number, b: number, c: number) {
    this.#a = a;
    this.#b = b;
    this.#c = c;
    // The state is the seed at first; fifteen rounds mix it through.
    for (let round = 0; round < 15; round += 1) this.#bits();
  }

  below(limit: number): number {
    return Math.floor((this.#bits() / 4_294_967_296) * limit);
  }

  chance(share: number): boolean {
    return this.#bits() < share * 4_294_967_296;
  }

  pick<T>(choices: readonly T[]): T {
    const choice = choices[this.below(choices.length)];
    if (choice === undefined) throw new RangeError('there is nothing to pick from');
    return choice;
  }

  hex(digits: number): string {
    return this.#text(lower, digits);
  }

  uuid(): string {
    const [w, x, y, z] = [this.#bits(), this.#bits(), this.#bits(), this.#bits()];
    const version = 0x4000 | (x & 0x0fff);
    const variant = 0x8000 | ((y >>> 16) & 0x3fff);
    return `${pair(w >>> 16)}${pair(w)}-${pair(x >>> 16)}-${pair(version)}-${pair(variant)}-${pair(y)}${pair(z >>> 16)}${pair(z)}`;
  }

  base32(length: number): string {
    return this.#text(upper, length);
  }

  base62(length: number): string {
    return this.#text(mixed, length);
  }

  #text(alphabet: string, length: number): string {
    let result = '';
    for (let index = 0; index < length; index += 1) result += alphabet.charAt(this.below(alphabet.length));
    return result;
  }

  #bits(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
}

function pair(value: number): string {
  return `${hexBytes[(value >>> 8) & 255]}${hexBytes[value & 255]}`;
}

/** FNV-1a, 32 bits: enough to tell stream names apart. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value;
}
