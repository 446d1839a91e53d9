import type { ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';

const help = `trailguard doctor                  whether the account's trail and its bucket are as they should be
trailguard doctor --stage NAME     the same for a deployment: bucket, rules, queues, functions, tables, topic, alarms

  --region NAME    of the deployment; the one that the environment names
  --format FORMAT  table (default on a terminal), ndjson (default elsewhere): a finding a line, or json: one object
  --fail-on WHAT   problem (default) or warning: what ends with 1

Nothing is changed. Credentials are those of the environment, as the AWS CLI finds them; a permission that is missing makes
what needs it unknown, and keeps nothing else from being checked. docs/doctor.md lists the checks and the permissions.
Ends with 0 when all is well, 1 when something is found at or above --fail-on, 2 on bad usage, 3 when nothing is found but
something could not be read.
`;

/** The verb `doctor`: check a deployment and the account around it. Its code is loaded when it is used. */
export const doctor: { readonly help: string; run(args: readonly string[], io: Io): Promise<ExitCode> } = {
  help,
  async run(args: readonly string[], io: Io): Promise<ExitCode> {
    const { runDoctor } = await import('./doctor/run-doctor.ts');
    return runDoctor(args, io, async (region) => {
      const { openFactReader } = await import('#shared/aws/doctor/open-fact-reader.ts');
      return openFactReader(region, io.now);
    });
  },
};
