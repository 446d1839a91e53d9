/** Lets one waiting call of a port go on at a time, chosen by a history; the choices are used round and round. */
export function createTurns(choices: readonly number[]): {
  readonly take: () => Promise<void>;
  readonly run: (tasks: readonly Promise<void>[]) => Promise<void>;
} {
  const waiting: (() => void)[] = [];
  let made = 0;
  return {
    take: () => new Promise((resolve) => waiting.push(resolve)),
    async run(tasks) {
      let isOver = false;
      const all = Promise.all(tasks).finally(() => {
        isOver = true;
      });
      // Rejections are seen when `all` is awaited, below.
      all.catch(() => undefined);
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        const [next] = waiting.splice((choices[made % choices.length] ?? 0) % Math.max(waiting.length, 1), 1);
        made += 1;
        if (next !== undefined) next();
        else if (isOver) break;
      }
      await all;
    },
  };
}
