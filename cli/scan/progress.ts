import type { Output } from '../io.ts';

/** Shows how far a scan is, on a terminal; writes nothing elsewhere. */
export interface Progress {
  /** Note that an input is done. */
  advance(input: { readonly sizeBytes: number; readonly records: number }): void;
  /** Take the line away. */
  clear(): void;
}

const redrawMs = 100;

/** Draw one line on `output`, over and over: files, share done, records a second, time left. */
export function createProgress(
  output: Output,
  total: { readonly files: number; readonly sizeBytes: number },
  now: () => number,
): Progress {
  const startedMs = now();
  let drawnMs = startedMs;
  let files = 0;
  let sizeBytes = 0;
  let records = 0;
  let isDrawn = false;
  const draw = (timeMs: number): void => {
    const elapsedS = Math.max((timeMs - startedMs) / 1000, 0.001);
    const share = total.sizeBytes === 0 ? 1 : sizeBytes / total.sizeBytes;
    const line = [
      `${files.toLocaleString('en')} of ${total.files.toLocaleString('en')} files`,
      `${Math.floor(share * 100)} %`,
      `${Math.round(records / elapsedS).toLocaleString('en')} records/s`,
      ...(share > 0 ? [`${formatSeconds((elapsedS * (1 - share)) / share)} left`] : []),
    ].join('   ');
    output.write(`\r\u001b[K${line.slice(0, Math.max(output.columns - 1, 0))}`);
    isDrawn = true;
  };
  // At once: the first file may be a large one.
  if (output.isTerminal) draw(startedMs);
  return {
    advance(input) {
      files += 1;
      sizeBytes += input.sizeBytes;
      records += input.records;
      const timeMs = now();
      if (!output.isTerminal || timeMs - drawnMs < redrawMs) return;
      drawnMs = timeMs;
      draw(timeMs);
    },
    clear() {
      if (isDrawn) output.write('\r\u001b[K');
      isDrawn = false;
    },
  };
}

function formatSeconds(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
