import type { AlarmFacts, StackFacts } from '#shared/ports/doctor/stack-facts.ts';
import { ok, problem, warning } from '../check.ts';
import { type CheckGroup, checkGroup } from '../check-group.ts';
import { deployAgain, stackPresence, stackSubjects, wholeStack } from './stack-subjects.ts';

/** Whether anything watches the watcher. */
export const watchChecks: CheckGroup = checkGroup<StackFacts>({
  title: 'Watch',
  subjects: wholeStack,
  checks: [
    {
      id: 'alarms',
      asks: 'The stack has alarms',
      why: 'when it fails nobody is told',
      fix: deployAgain,
      judge: ({ alarms }) => (alarms.length === 0 ? warning('there is no alarm') : ok(`alarms: ${alarms.length}`)),
    },
  ],
});

/** The alarms. */
export const alarmChecks: CheckGroup = checkGroup<AlarmFacts>({
  title: 'Alarms',
  subjects: (facts) => stackSubjects(facts, ({ alarms }) => alarms),
  presence: stackPresence('alarm-there', 'alarm'),
  checks: [
    {
      id: 'alarm-state',
      asks: 'No alarm is raised',
      why: 'something does not work now',
      fix: ({ resource, region }) => `aws cloudwatch describe-alarms --alarm-names ${resource} --region ${region}`,
      judge: ({ state, reason }) => (state === 'ALARM' ? problem(`raised: ${reason}`) : ok(state)),
    },
    {
      id: 'alarm-actions',
      asks: 'Each alarm tells somebody',
      why: 'it is raised and nobody hears of it',
      fix: ({ resource, region }) => `aws cloudwatch enable-alarm-actions --alarm-names ${resource} --region ${region}`,
      judge: ({ hasActions }) => (hasActions ? ok('it tells somebody') : warning('it tells nobody')),
    },
  ],
});
