import type { RuleFacts, StackFacts } from '#shared/ports/doctor/stack-facts.ts';
import { type Check, judged, ok, problem, warning } from '../check.ts';
import { type CheckGroup, checkGroup } from '../check-group.ts';
import { stackOf } from '../doctor-facts.ts';
import { found } from '../found.ts';
import { putBack, stackPresence, stackSubjects } from './stack-subjects.ts';

const state: Check<RuleFacts> = {
  id: 'rule-state',
  asks: 'Each EventBridge rule is in the state that the template gives it',
  why: 'a disabled rule sees nothing; one that is only ENABLED sees no read-only calls, and rules that need them find nothing',
  fix: putBack,
  judge: (rule, facts) => {
    const stack = stackOf(facts);
    if (stack === undefined) return undefined;
    return judged(stack.ruleStates, (states) => {
      const id = stack.rules.find((found) => found.facts.ok && found.facts.value === rule)?.logicalId ?? '';
      const intended = states[id];
      if (intended === undefined) return rule.state === 'DISABLED' ? problem('it is disabled') : ok(rule.state);
      return rule.state === intended ? ok(rule.state) : problem(`it is ${rule.state}, and should be ${intended}`);
    });
  },
};

const targets: Check<RuleFacts> = {
  id: 'rule-targets',
  asks: 'Each EventBridge rule sends to functions, queues and topics of the stack, and to nothing else',
  why: 'what has no target is let go, and another target hears of every call',
  fix: putBack,
  judge: (rule, facts) => {
    const stack = stackOf(facts);
    if (stack === undefined) return undefined;
    if (rule.targets.length === 0) return problem('it has no target');
    const own = ownTargets(stack);
    const strange = rule.targets.filter(({ arn }) => !own.has(arn)).map(({ arn }) => arn);
    if (strange.length === 0) return ok(`it sends to ${rule.targets.map(({ id }) => id).join(', ')}`);
    const isLost = strange.length === rule.targets.length;
    return (isLost ? problem : warning)(`it sends to ${strange.join(', ')}, which the stack has not`);
  },
};

function ownTargets({ functions, queues, topics }: StackFacts): ReadonlySet<string> {
  return new Set([...found(functions), ...found(queues), ...found(topics)].map(({ arn }) => arn));
}

/** The EventBridge rules. */
export const eventRuleChecks: CheckGroup = checkGroup<RuleFacts>({
  title: 'EventBridge rules',
  subjects: (facts) => stackSubjects(facts, ({ rules }) => rules),
  presence: stackPresence('rule-there', 'rule'),
  checks: [state, targets],
});
