import type { Found, StackFacts } from '#shared/ports/doctor/stack-facts.ts';
import type { Check, FixPlace } from '../check.ts';
import { type CheckSubject, missing } from '../check-group.ts';
import { type DoctorFacts, stackOf } from '../doctor-facts.ts';

/** The resources of one kind that the deployment has; none without a deployment. */
export function stackSubjects<Facts>(
  facts: DoctorFacts,
  pick: (stack: StackFacts) => readonly Found<Facts>[],
): readonly CheckSubject<Facts>[] {
  const stack = stackOf(facts);
  if (stack === undefined) return [];
  return pick(stack).map(({ physicalId, facts: value }) => ({ resource: physicalId, value }));
}

/** The deployment as one thing; none without a deployment. */
export function wholeStack(facts: DoctorFacts): readonly CheckSubject<StackFacts>[] {
  const stack = stackOf(facts);
  return stack === undefined ? [] : [{ resource: stack.name, value: { ok: true, value: stack } }];
}

/** The check that a resource of the stack is still there. */
export function stackPresence<Facts>(id: string, noun: string): Check<CheckSubject<Facts>> {
  return {
    id,
    asks: `Each ${noun} of the stack is there`,
    why: 'somebody deleted it past CloudFormation, and a part of the deployment does not work without it',
    fix: putBack,
    judge: missing,
  };
}

/** The command that puts resources back as the template has them. Deploying the same again would not: CloudFormation then compares
 * templates only.
 * @see AWS CloudFormation user guide, "Using drift-aware change sets" */
export function putBack({ stage, region }: Pick<FixPlace, 'stage' | 'region'>): string {
  return `aws cloudformation create-change-set --stack-name trailguard-${stage} --change-set-name put-back --use-previous-template --deployment-mode REVERT_DRIFT --capabilities CAPABILITY_NAMED_IAM --region ${region} # look at it, then execute-change-set`;
}

/** The command that deploys what this version has, with what the deployment was given. */
export function deployAgain({ stage, region, params }: Pick<FixPlace, 'stage' | 'region' | 'params'>): string {
  return `npm run deploy -- --stage ${stage} --region ${region}${params}`;
}
