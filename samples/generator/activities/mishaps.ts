import { allDay, either, hourMs, officeHours } from '../calendar.ts';
import type { Call } from '../call.ts';
import { look } from '../calls/read.ts';
import { refuse } from '../calls/refuse.ts';
import { addresses, agents, arn, homeRegion } from '../company/account.ts';
import { type Caller, roleSession, sessionStart } from '../company/callers.ts';
import { roles } from '../company/estate.ts';
import { personAtWork } from '../company/person-at-work.ts';
import type { Random } from '../random.ts';
import type { Activity } from './activity.ts';

/** Calls that fail for dull reasons: a missing permission, a busy API, a thing that is not there. */
export const mishaps: Activity = {
  rhythm: either(allDay(0.12), officeHours(0.4)),
  typicalCalls: 1,
  gapMs: 3000,
  burst: (random, startMs) => [random.pick(kinds)(random, startMs)],
};

const kinds: readonly ((random: Random, startMs: number) => Call)[] = [
  (_random, startMs) =>
    refuse(
      look(worker(startMs), { service: 'secretsmanager', name: 'GetSecretValue' }),
      arn('secretsmanager', homeRegion, 'secret:shop/legacy'),
    ),
  (random, startMs) =>
    refuse(look(personAtWork(random, startMs), { service: 'organizations', name: 'DescribeOrganization' })),
  (random, startMs) =>
    refuse(look(personAtWork(random, startMs), { service: 'ce', name: 'GetCostAndUsage', region: 'us-east-1' })),
  (_random, startMs) => ({
    ...look(worker(startMs), {
      service: 'ssm',
      name: 'GetParameter',
      request: { name: '/shop-catalog/flags' },
    }),
    error: { code: 'ParameterNotFound', message: 'Parameter /shop-catalog/flags not found.' },
  }),
  (_random, startMs) => ({
    ...look(worker(startMs), { service: 'lambda', name: 'ListTags20170331' }),
    error: { code: 'ThrottlingException', message: 'Rate exceeded' },
  }),
  (random, startMs) => ({
    ...look(personAtWork(random, startMs), {
      service: 'iam',
      name: 'GetRole',
      request: { roleName: 'shop-worker-old' },
    }),
    error: { code: 'NoSuchEntityException', message: 'The role with name shop-worker-old cannot be found.' },
  }),
];

function worker(timeMs: number): Caller {
  const session = 'shop-catalog';
  const origin = { from: addresses.workloads, agent: agents.nodeSdk };
  return roleSession(roles.shopWorker, session, origin, sessionStart(session, hourMs, timeMs));
}
