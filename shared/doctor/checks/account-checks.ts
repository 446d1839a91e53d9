import { type Check, judged, ok, problem, warning } from '../check.ts';
import { type CheckGroup, checkGroup } from '../check-group.ts';
import type { DoctorFacts } from '../doctor-facts.ts';
import { deployAgain } from './stack-subjects.ts';

const trail: Check<DoctorFacts> = {
  id: 'account-trail',
  asks: 'The account has a trail',
  why: 'without one nothing is recorded for longer than 90 days, and EventBridge hears of no call',
  fix: ({ region }) => `trailguard trail create --name audit --bucket NAME --region ${region}`,
  judge: ({ trails }) =>
    judged(trails, ({ length }) => {
      if (length === 0) return problem('no trail records this region');
      return ok(length === 1 ? 'one trail records this region' : `${length} trails record this region`);
    }),
};

const deployment: Check<DoctorFacts> = {
  id: 'deployment',
  asks: 'The stage that was named is deployed, and its last deployment succeeded',
  why: 'what is half deployed may watch half of the account, or nothing',
  fix: deployAgain,
  judge: ({ stack, stackNames, stage, place }) => {
    if (stackNames !== undefined) return judged(stackNames, (names) => ok(describeStages(names, place.region)));
    if (stack === undefined) return undefined;
    return judged(stack, (found) => {
      if (found === undefined) return problem(`there is no stack trailguard-${stage} in ${place.region}`);
      const what = `stack ${found.name}: ${found.status}`;
      if (/^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(found.status)) return ok(what);
      // After UPDATE_ROLLBACK_COMPLETE the deployment before is in place, whole.
      return /_IN_PROGRESS$|^UPDATE_ROLLBACK_COMPLETE$/.test(found.status) ? warning(what) : problem(what);
    });
  },
};

function describeStages(names: readonly string[], region: string): string {
  if (names.length === 0) return `nothing is deployed in ${region}: the account's trail alone is checked`;
  return `no stage was named, so the trail alone is checked; --stage takes what follows trailguard- in ${names.join(', ')}`;
}

/** The account: whether there is a trail at all, and a deployment. */
export const accountChecks: CheckGroup = checkGroup<DoctorFacts>({
  title: 'Account',
  subjects: (facts) => [{ resource: facts.place.accountId, value: { ok: true, value: facts } }],
  checks: [trail, deployment],
});
