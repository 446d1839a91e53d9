/** What the process ends with. */
export const exitCode = {
  done: 0,
  /** An alert at or above `--fail-on`, or a failed rule test. */
  found: 1,
  /** Bad usage, rule or settings. */
  badUsage: 2,
  /** Some input could not be read. */
  unreadable: 3,
} as const;

/** One of the exit codes. */
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
