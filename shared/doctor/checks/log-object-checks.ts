import { isJsonObject, type Json } from '#shared/model/json.ts';
import { listOf, memberAt } from '#shared/model/read-json.ts';
import type { RuleFacts, StackFacts } from '#shared/ports/doctor/stack-facts.ts';
import { type Check, ok, problem } from '../check.ts';
import { type CheckGroup, checkGroup } from '../check-group.ts';
import { found } from '../found.ts';
import { putBack, wholeStack } from './stack-subjects.ts';

const way: Check<StackFacts> = {
  id: 'log-objects-way',
  asks: 'A rule sends each new object of the log bucket to a queue that a function reads',
  why: 'without it only what EventBridge passes on by best effort is seen',
  fix: putBack,
  judge: ({ rules, queues, sourceMappings }, { logBucket }) => {
    if (logBucket === undefined) return undefined;
    const listening = found(rules).filter((rule) => rule.state !== 'DISABLED' && listensTo(rule, logBucket.bucket));
    if (listening.length === 0) return problem('no enabled rule listens to the log bucket');
    const targets = listening.flatMap((rule) => rule.targets.map(({ arn }) => arn));
    const fed = found(queues).filter(({ arn }) => targets.includes(arn));
    if (fed.length === 0) return problem('what the log bucket tells goes to no queue of the stack');
    const read = found(sourceMappings).map(({ sourceArn }) => sourceArn);
    return fed.some(({ arn }) => read.includes(arn))
      ? ok('from the bucket by a rule and a queue to a function')
      : problem('no function reads the queue of log objects');
  },
};

function listensTo({ pattern }: RuleFacts, bucket: string): boolean {
  const names = listOf(memberAt(pattern, 'detail', 'bucket', 'name'));
  return listOf(memberAt(pattern, 'source')).includes('aws.s3') && names.some((name) => matches(name, bucket));
}

function matches(test: Json, bucket: string): boolean {
  if (!isJsonObject(test)) return test === bucket;
  const { prefix } = test;
  return typeof prefix === 'string' && bucket.startsWith(prefix);
}

/** The complete way, from the bucket to the function. */
export const logObjectChecks: CheckGroup = checkGroup<StackFacts>({
  title: 'Log objects',
  subjects: wholeStack,
  checks: [way],
});
