import type { TopicFacts } from '#shared/ports/doctor/stack-facts.ts';
import { ok, problem, warning } from '../check.ts';
import { type CheckGroup, checkGroup } from '../check-group.ts';
import { stackOf } from '../doctor-facts.ts';
import { found } from '../found.ts';
import { stackPresence, stackSubjects } from './stack-subjects.ts';

/** The topic that alerts leave by. */
export const topicChecks: CheckGroup = checkGroup<TopicFacts>({
  title: 'Alerts',
  subjects: (facts) => stackSubjects(facts, ({ topics }) => topics),
  presence: stackPresence('topic-there', 'topic'),
  checks: [
    {
      id: 'topic-subscribers',
      asks: "Somebody receives alerts, beside the deployment's own queue",
      why: 'alerts are told to nobody',
      fix: ({ resource, region }) =>
        `aws sns subscribe --topic-arn ${resource} --protocol email --notification-endpoint ADDRESS --region ${region}`,
      judge: ({ subscriptions }, facts) => {
        const stack = stackOf(facts);
        if (stack === undefined) return undefined;
        const own = found(stack.queues).map(({ arn }) => arn);
        const people = subscriptions.filter((one) => one.isConfirmed && !own.includes(one.endpoint));
        if (people.length === 0) return problem('nobody receives alerts');
        return ok(`received by ${people.map(({ protocol }) => protocol).join(', ')}`);
      },
    },
    {
      id: 'topic-pending',
      asks: 'Each subscription is confirmed',
      why: 'until the receiver confirms it, SNS sends nothing there, and drops it after two days',
      fix: () => 'have the receiver follow the link in the message of SNS',
      judge: ({ subscriptions }) => {
        const pending = subscriptions.filter(({ isConfirmed }) => !isConfirmed);
        if (pending.length === 0) return ok('each subscription is confirmed');
        return warning(
          `not confirmed: ${pending.map(({ protocol, endpoint }) => `${protocol} ${endpoint}`).join(', ')}`,
        );
      },
    },
  ],
});
