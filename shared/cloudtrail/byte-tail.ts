/** The bytes of a value whose beginning came in earlier chunks.
 *
 * Invariant: at most `maxBytes` are held. What goes past them is let go; the value is refused for its length anyway. */
export class ByteTail {
  readonly #maxBytes: number;
  #parts: Uint8Array[] = [];
  #heldBytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Keep what a chunk ends with: a copy, since the chunk may be reused by its owner. */
  keep(part: Uint8Array): void {
    const kept = new Uint8Array(part.subarray(0, this.#maxBytes - this.#heldBytes));
    if (kept.length === 0) return;
    this.#parts.push(kept);
    this.#heldBytes += kept.length;
  }

  /** All that was kept, with the part that ends it; nothing is held afterwards. */
  take(lastPart: Uint8Array): Uint8Array {
    this.keep(lastPart);
    const whole = Buffer.concat(this.#parts);
    this.clear();
    return whole;
  }

  clear(): void {
    this.#parts = [];
    this.#heldBytes = 0;
  }
}
