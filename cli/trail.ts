import type { ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import { UsageError } from './usage-error.ts';

const help = `trailguard trail status           the trails that record this region, and what each of them lacks
trailguard trail create --name NAME --bucket NAME
                                  set up a trail and the bucket it writes to, for those who deploy nothing else

  --name NAME            of the trail; one that is there is completed
  --bucket NAME          made, or adopted where it is there: nothing in it is loosened or taken away
  --kms-key ARN          encrypt logs with a key that is there, whose policy lets CloudTrail use it
  --new-key              encrypt logs with a key that is made for it
  --organization ORG-ID  log every account of the organization; in its management account, or a delegated administrator's
  --yes                  carry out what is planned; without it the plan is shown, and nothing changed
  --dry-run              show the plan only, also with --yes
  --region NAME          where the trail is at home; the one that the environment names
  --format FORMAT        status: table (default on a terminal) or ndjson (default elsewhere)

Run again, create finds what is there and does what is missing. Credentials are those of the environment, as the AWS CLI finds
them; docs/trail.md lists the permissions.
Ends with 0 when done or nothing is to be done, 1 when it was refused or failed, or no trail is on, 2 on bad usage, 3 when something
could not be read.
`;

const subverbs = ['create', 'status'] as const;

/** The verb `trail`: the trail set-up alone. Its code is loaded when it is used. */
export const trail: { readonly help: string; run(args: readonly string[], io: Io): Promise<ExitCode> } = {
  help,
  async run(args: readonly string[], io: Io): Promise<ExitCode> {
    const [name = '', ...rest] = args;
    const subverb = subverbs.find((candidate) => candidate === name);
    if (subverb === undefined) throw new UsageError(`trail takes one of ${subverbs.join(', ')}`);
    if (subverb === 'create') {
      const { createTrail } = await import('./trail/create-trail.ts');
      return createTrail(rest, io, async (region) => {
        const { openTrailSetup } = await import('#shared/aws/trail-setup/open-trail-setup.ts');
        return openTrailSetup(region);
      });
    }
    const { showTrails } = await import('./trail/show-trails.ts');
    return showTrails(rest, io, async (region) => {
      const { openFactReader } = await import('#shared/aws/doctor/open-fact-reader.ts');
      return openFactReader(region, io.now);
    });
  },
};
