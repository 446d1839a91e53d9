import type { Call, ScriptedCall } from '../call.ts';
import type { Random } from '../random.ts';

/** Put calls one after the other, from a start on, each up to `gapMs` after the one before. */
export function playOut(
  startMs: number,
  gapMs: number,
  calls: readonly Call[],
  random: Random,
): readonly ScriptedCall[] {
  let timeMs = startMs;
  return calls.map((call) => {
    const scripted = { timeMs, call };
    timeMs += 1000 + random.below(gapMs);
    return scripted;
  });
}
