import type { Reading } from '#shared/ports/doctor/reading.ts';
import { type Check, type FixPlace, judged, problem, type Verdict } from './check.ts';
import { type DoctorFacts, stackOf } from './doctor-facts.ts';
import type { Finding } from './finding.ts';
import { givenParams } from './given-params.ts';
import { shellWord } from './shell-word.ts';

/** The checks of one kind of thing. */
export interface CheckGroup {
  readonly title: string;
  readonly checks: readonly Omit<Check<never>, 'judge'>[];
  /** What the checks say of each such thing, in order. */
  examine(facts: DoctorFacts): readonly Finding[];
}

/** Something to check. */
export interface CheckSubject<Value> {
  /** An ARN, a name or a URL: what people and commands know it by. */
  readonly resource: string;
  /** The deployment's when absent. */
  readonly region?: string;
  /** `undefined` where it should be and is not. */
  readonly value: Reading<Value | undefined>;
}

/** Group checks of one kind of thing.
 * @param subjects the things to be checked; a thing that is gone, or could not be read at all, is one finding, not one for each check */
export function checkGroup<Value>(group: {
  readonly title: string;
  /** Whether a thing is there; for things that may not be. */
  readonly presence?: Check<CheckSubject<Value>>;
  readonly checks: readonly Check<Value>[];
  subjects(facts: DoctorFacts): readonly CheckSubject<Value>[];
}): CheckGroup {
  const { title, presence, checks, subjects } = group;
  return {
    title,
    checks: presence === undefined ? checks : [presence, ...checks],
    examine: (facts) => {
      const stack = stackOf(facts);
      const params = stack === undefined ? '' : givenParams(stack);
      return subjects(facts).flatMap((subject) => {
        const { resource, value } = subject;
        const at: FixPlace = {
          resource: shellWord(resource),
          region: shellWord(subject.region ?? facts.place.region),
          stage: shellWord(facts.stage ?? 'STAGE'),
          params,
        };
        const ask = <T>(check: Check<T>, about: T): readonly Finding[] => {
          const verdict = check.judge(about, facts);
          return verdict === undefined ? [] : [findingOf(check, verdict, { resource, at })];
        };
        if (value.ok && value.value !== undefined) {
          const found = value.value;
          return checks.flatMap((check) => ask(check, found));
        }
        return presence === undefined ? [] : ask(presence, subject);
      });
    },
  };
}

/** The verdict on whether a thing is there: said only when it is not, or cannot be told. */
export function missing<Value>({ resource, value }: CheckSubject<Value>): Verdict | undefined {
  return judged(value, (found) => (found === undefined ? problem(`${resource} is not there`) : undefined));
}

function findingOf(
  check: Pick<Check<never>, 'id' | 'why' | 'fix'>,
  { status, what, fix }: Verdict,
  { resource, at }: { readonly resource: string; readonly at: FixPlace },
): Finding {
  const found = { check: check.id, status, what, resource };
  return status === 'ok' ? found : { ...found, why: check.why, fix: fix ?? check.fix(at) };
}
