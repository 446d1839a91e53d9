import type { TimeSpan } from '#shared/ports/correlation-store.ts';

/** The spans united that are no more than two timespans apart: the windows around them would be read twice. */
export function uniteSpans(spans: readonly TimeSpan[], timespanMs: number): readonly TimeSpan[] {
  const united: { fromMs: number; toMs: number }[] = [];
  for (const { fromMs, toMs } of [...spans].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = united.at(-1);
    if (last !== undefined && fromMs - last.toMs <= 2 * timespanMs) last.toMs = Math.max(last.toMs, toMs);
    else united.push({ fromMs, toMs });
  }
  return united;
}
