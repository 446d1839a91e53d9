import type { CloudErrorKind } from '#shared/ports/cloud/cloud.ts';
import type { Reading } from '#shared/ports/doctor/reading.ts';
import type { DoctorFacts } from './doctor-facts.ts';
import type { FindingStatus } from './finding.ts';

/** One question about one kind of thing. */
export interface Check<Subject> {
  readonly id: string;
  /** What holds when all is well, as a sentence without its full stop. */
  readonly asks: string;
  /** What happens when it does not hold. */
  readonly why: string;
  /** The command or setting that puts it right. */
  fix(at: FixPlace): string;
  /** Pure. `undefined` where the question does not arise. */
  judge(subject: Subject, facts: DoctorFacts): Verdict | undefined;
}

/** What a command needs to name; texts are words of a shell. */
export interface FixPlace {
  readonly resource: string;
  readonly region: string;
  readonly stage: string;
  /** What the next deployment has to repeat, ` --param=NAME=VALUE` each. */
  readonly params: string;
}

export interface Verdict {
  readonly status: FindingStatus;
  readonly what: string;
  /** Instead of the check's own. */
  readonly fix?: string;
}

export function ok(what: string): Verdict {
  return { status: 'ok', what };
}

export function warning(what: string): Verdict {
  return { status: 'warning', what };
}

export function problem(what: string): Verdict {
  return { status: 'problem', what };
}

/** Judge what was read; what was not, cannot be told. */
export function judged<T>(reading: Reading<T>, judge: (value: T) => Verdict | undefined): Verdict | undefined {
  if (reading.ok) return judge(reading.value);
  const { kind, permission, why } = reading;
  return { status: 'unknown', what: `cannot tell: ${why}`, fix: remedies[kind](permission) };
}

const remedies: Readonly<Record<CloudErrorKind, (permission: string) => string>> = {
  denied: (permission) => `allow ${permission} to whoever runs this`,
  unavailable: () => 'run it again',
  refused: (permission) => `ask AWS by hand: ${permission} is what was asked for`,
  'not-found': (permission) => `ask AWS by hand: ${permission} is what was asked for`,
};
