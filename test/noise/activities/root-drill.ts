import { callBucket } from '../../../samples/generator/calls/bucket.ts';
import { signIn } from '../../../samples/generator/calls/sign-in.ts';
import { addresses, agents } from '../../../samples/generator/company/account.ts';
import { type Caller, consoleUser, rootUser } from '../../../samples/generator/company/callers.ts';
import { callAs } from '../call-as.ts';
import type { Work } from './work.ts';

/** Twice a year the way in as root is tried out, with the second factor from the safe. This time it serves for something that root alone can
 * do: a policy goes that shut everybody out of a bucket. */
export const rootTriedOut: Work = {
  gapMs: 60_000,
  run: (_, startMs) => {
    const who = rootUser({ from: addresses.office, agent: agents.firefox });
    const caller = inConsoleAsRoot(who, startMs);
    const call = callAs(caller);
    const bucket = 'example-locked-reports';
    return [
      { ...signIn(who, true), name: 'CheckMfa', response: { CheckMfa: 'Success' } },
      signIn(who, true),
      call('iam', 'GetAccountSummary'),
      call('health', 'DescribeEventAggregates', { aggregateField: 'eventTypeCategory' }),
      call('s3', 'ListBuckets'),
      callBucket(caller, 'GetBucketPolicy', bucket, 'policy'),
      callBucket(caller, 'DeleteBucketPolicy', bucket, 'policy'),
    ];
  },
};

function inConsoleAsRoot(who: Caller, sinceMs: number): Caller {
  const session = consoleUser('root', true, { from: who.sourceIPAddress, agent: who.userAgent }, sinceMs);
  const { accessKeyId, sessionContext } = session.identity;
  return {
    ...session,
    identity: {
      ...who.identity,
      ...(accessKeyId !== undefined && { accessKeyId }),
      ...(sessionContext !== undefined && { sessionContext }),
    },
  };
}
