/** Which keys there are, each for as often as it was added and not dropped. */
export interface Tally {
  /** How many different keys there are. */
  readonly size: number;
  has(key: string): boolean;
  /** Tell whether the key is new. */
  add(key: string): boolean;
  /** Tell whether that was the last of the key. */
  drop(key: string): boolean;
}

export function createTally(): Tally {
  const counts = new Map<string, number>();
  return {
    get size() {
      return counts.size;
    },
    has: (key) => counts.has(key),
    add(key) {
      const count = counts.get(key) ?? 0;
      counts.set(key, count + 1);
      return count === 0;
    },
    drop(key) {
      const count = (counts.get(key) ?? 0) - 1;
      if (count > 0) counts.set(key, count);
      else counts.delete(key);
      return count <= 0;
    },
  };
}
