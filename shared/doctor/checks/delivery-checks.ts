import type { TrailFacts, TrailStatus } from '#shared/ports/doctor/trail-facts.ts';
import { type Check, ok, problem, type Verdict, warning } from '../check.ts';

/** Whether a trail that is on also delivers. */
export const deliveryChecks: readonly Check<TrailFacts>[] = [
  {
    id: 'trail-delivery',
    asks: 'Logs were delivered within the last hour, without an error',
    why: 'the bucket may refuse CloudTrail: then records are lost after 30 days of tries, and EventBridge alone is no complete way',
    fix: () => "put the bucket's policy and the key's policy right for this trail; docs/trail.md shows both",
    judge: (trail, { nowMs }) =>
      whenLogging(trail, (status) => judgeDelivery('log', status.deliveredMs, { ...status, nowMs, lateMs: hourMs })),
  },
  {
    id: 'trail-digests',
    asks: 'A digest was delivered within the last two hours, without an error',
    why: 'a gap in the digests is a time for which nothing can be proven',
    fix: () => "put the bucket's policy right for the folder CloudTrail-Digest, too; docs/trail.md shows it",
    judge: (trail, { nowMs }) =>
      trail.isValidated
        ? whenLogging(trail, ({ digestMs, digestError, startedMs }) =>
            judgeDelivery('digest', digestMs, { deliveryError: digestError, startedMs, nowMs, lateMs: 2 * hourMs }),
          )
        : undefined,
  },
];

const hourMs = 3_600_000;

function whenLogging({ status }: TrailFacts, judge: (status: TrailStatus) => Verdict): Verdict | undefined {
  // That it is off, or cannot be read, another check says.
  return status.ok && status.value?.isLogging === true ? judge(status.value) : undefined;
}

function judgeDelivery(
  what: string,
  deliveredMs: number | undefined,
  terms: {
    readonly deliveryError?: string | undefined;
    readonly startedMs?: number | undefined;
    readonly nowMs: number;
    readonly lateMs: number;
  },
): Verdict {
  const { deliveryError, startedMs, nowMs, lateMs } = terms;
  if (deliveryError !== undefined) return problem(`the last ${what} was not delivered: ${deliveryError}`);
  if (deliveredMs === undefined) {
    const isYoung = startedMs !== undefined && nowMs - startedMs < lateMs;
    return isYoung ? ok(`no ${what} yet: the trail was turned on just now`) : problem(`no ${what} was ever delivered`);
  }
  const ageMs = nowMs - deliveredMs;
  const age = `the last ${what} came ${formatAge(ageMs)} ago`;
  if (ageMs <= lateMs) return ok(age);
  // A quiet account has few calls to write of, but hardly none for a day.
  return ageMs <= 24 * hourMs ? warning(age) : problem(age);
}

function formatAge(ms: number): string {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
