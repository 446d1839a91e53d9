import { policyKinds } from '#shared/policy/policy-kind.ts';
import type { ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import { checkPolicy } from './policy/check-policy.ts';
import { UsageError } from './usage-error.ts';

const help = `trailguard policy check FILE|-   whether a resource's policy lets in the public, statement by statement

FILE holds one policy, or one a line, as JSON; - is standard input. What the AWS CLI prints is read as it is:
  aws s3api get-bucket-policy --bucket NAME | trailguard policy check -

  --kind KIND      what the policy is attached to: ${policyKinds.slice(0, 5).join(', ')},
                   ${policyKinds.slice(5).join(', ')}; without, its actions tell
  --format FORMAT  table (default on a terminal), ndjson (default elsewhere) or json, which is the same with line breaks

The judge goes by the policy alone, and by AWS's published meaning of public. "certain" is false where that meaning leaves the
answer open, or the document could not be read; such a document counts as public.
Ends with 0 when no policy is public, 1 when one is, 2 on bad usage, 3 when none is public but some input could not be read.
`;

/** The verb `policy`: judge resource policies. */
export const policy: { readonly help: string; run(args: readonly string[], io: Io): Promise<ExitCode> } = {
  help,
  async run(args: readonly string[], io: Io): Promise<ExitCode> {
    const [name, ...rest] = args;
    if (name !== 'check') throw new UsageError('policy takes check: trailguard policy check FILE');
    return checkPolicy(rest, io);
  },
};
