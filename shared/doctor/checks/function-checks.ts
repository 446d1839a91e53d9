import type { FunctionFacts, SourceMappingFacts } from '#shared/ports/doctor/stack-facts.ts';
import { ok, problem, type Verdict, warning } from '../check.ts';
import { type CheckGroup, checkGroup } from '../check-group.ts';
import { runtimeEnds } from '../runtime-ends.ts';
import { deployAgain, stackPresence, stackSubjects } from './stack-subjects.ts';

/** The Lambda functions. */
export const functionChecks: CheckGroup = checkGroup<FunctionFacts>({
  title: 'Functions',
  subjects: (facts) => stackSubjects(facts, ({ functions }) => functions),
  presence: stackPresence('function-there', 'function'),
  checks: [
    {
      id: 'function-state',
      asks: 'Each function can run, and its last update succeeded',
      why: 'what comes to it waits, and ends in a dead-letter queue',
      fix: deployAgain,
      judge: ({ state, stateReason, update, updateReason }) => {
        if (state === 'Failed') return problem(`it cannot run: ${stateReason ?? 'no reason given'}`);
        if (update === 'Failed') return problem(`its last update failed: ${updateReason ?? 'no reason given'}`);
        if (state === 'Pending' || update === 'InProgress') return warning('it is being updated');
        // Inactive: it was not called for weeks, and wakes with the next call.
        return ok(state === 'Inactive' ? 'it sleeps, for it was not called for long' : 'it is active');
      },
    },
    {
      id: 'function-runtime',
      asks: 'AWS supports the runtime of each function, for half a year at least',
      why: 'a runtime past its end gets no security fixes, and functions on it cannot be updated for long',
      fix: (at) => `update Trailguard, then ${deployAgain(at)}`,
      judge: ({ runtime }, { nowMs }) => judgeRuntime(runtime, nowMs),
    },
    {
      id: 'function-version',
      asks: 'Each function is of the version of this command',
      why: 'rules and fixes of this version are not what runs',
      fix: deployAgain,
      judge: ({ version: deployed }, { version }) => {
        if (deployed === undefined) return warning('it does not say which version it is');
        return deployed === version ? ok(`version ${version}`) : warning(`it is ${deployed}, this command ${version}`);
      },
    },
  ],
});

function judgeRuntime(runtime: string | undefined, nowMs: number): Verdict | undefined {
  const end = runtime === undefined ? undefined : runtimeEnds[runtime];
  if (end === undefined) return undefined;
  const endMs = Date.parse(end);
  if (nowMs >= endMs) return problem(`${runtime} is past its end: ${end}`);
  return endMs - nowMs < halfYearMs ? warning(`${runtime} ends on ${end}`) : ok(`${runtime} is supported until ${end}`);
}

const halfYearMs = 183 * 86_400_000;

/** What reads the queues for them. */
export const sourceMappingChecks: CheckGroup = checkGroup<SourceMappingFacts>({
  title: 'Triggers',
  subjects: (facts) => stackSubjects(facts, ({ sourceMappings }) => sourceMappings),
  presence: stackPresence('trigger-there', 'trigger'),
  checks: [
    {
      id: 'trigger-enabled',
      asks: 'Each queue is read by its function',
      why: 'messages wait for four days, then they are gone',
      fix: ({ resource, region }) =>
        `aws lambda update-event-source-mapping --uuid ${resource} --enabled --region ${region}`,
      judge: ({ state, functionArn, sourceArn }) => {
        const what = `${nameOf(functionArn)} reads ${nameOf(sourceArn)}: ${state}`;
        if (state === 'Enabled') return ok(what);
        return state === 'Disabled' ? problem(what) : warning(what);
      },
    },
  ],
});

function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}
