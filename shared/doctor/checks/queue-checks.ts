import type { QueueFacts, StackFacts } from '#shared/ports/doctor/stack-facts.ts';
import { judged, ok, problem, warning } from '../check.ts';
import { type CheckGroup, checkGroup } from '../check-group.ts';
import { stackOf } from '../doctor-facts.ts';
import { found } from '../found.ts';
import { shellWord } from '../shell-word.ts';
import { stackPresence, stackSubjects } from './stack-subjects.ts';

/** The queues, and those where what failed for good is kept. */
export const queueChecks: CheckGroup = checkGroup<QueueFacts>({
  title: 'Queues',
  subjects: (facts) => stackSubjects(facts, ({ queues }) => queues),
  presence: stackPresence('queue-there', 'queue'),
  checks: [
    {
      id: 'dead-letters',
      asks: 'The dead-letter queues are empty',
      why: 'each message is something that was not looked at, and is gone after 14 days',
      fix: ({ resource, region }) =>
        `aws sqs receive-message --queue-url ${resource} --region ${region} # docs/limits.md, "Delivery", says what it is`,
      judge: (queue, facts) => {
        const stack = stackOf(facts);
        if (stack === undefined || !isDeadLetterQueue(queue, stack)) return undefined;
        return queue.waiting === 0 ? ok('it is empty') : problem(`it holds about ${queue.waiting}`);
      },
    },
    {
      id: 'queue-age',
      asks: 'Nothing has waited in a queue for more than half an hour',
      why: 'alerts are late by as much, and what waits for four days is gone',
      fix: ({ region }) => tailLog('FUNCTION', region),
      judge: (queue, facts) => {
        const stack = stackOf(facts);
        const age = stack?.queueAges.get(queue.url);
        if (stack === undefined || age === undefined || isDeadLetterQueue(queue, stack)) return undefined;
        return judged(age, (ms) => {
          if (ms === undefined || ms <= longestMs) return ok('nothing waits for long');
          const late = warning(`the oldest message waited ${Math.round(ms / 60_000)} min`);
          const reader = found(stack.sourceMappings).find(({ sourceArn }) => sourceArn === queue.arn);
          if (reader === undefined) return late;
          const name = reader.functionArn.slice(reader.functionArn.lastIndexOf(':') + 1);
          return { ...late, fix: tailLog(shellWord(name), shellWord(facts.place.region)) };
        });
      },
    },
  ],
});

/** The command that shows what a function said lately. */
function tailLog(functionName: string, region: string): string {
  return `aws logs tail /aws/lambda/${functionName} --since 1h --region ${region}`;
}

// A log object is tried five times, twelve minutes apart: what takes longer than two tries is worth a look.
const longestMs = 30 * 60_000;

/** By what sends to it: a queue, a rule. Functions and topics that send to one say so in the template, by its name. */
function isDeadLetterQueue({ arn, url }: QueueFacts, { queues, rules }: StackFacts): boolean {
  const senders = [...found(queues), ...found(rules).flatMap(({ targets }) => targets)];
  const logicalId = queues.find(({ physicalId }) => physicalId === url)?.logicalId ?? '';
  return senders.some(({ deadLetterArn }) => deadLetterArn === arn) || logicalId.endsWith('DeadLetterQueue');
}
