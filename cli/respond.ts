import type { ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import { UsageError } from './usage-error.ts';

const help = `trailguard respond plan FILE…|-       what playbooks would do about alerts; changes nothing
trailguard respond apply [PLAN-ID]    carry out a plan, in your own credentials
trailguard respond undo [PLAN-ID]     take back what a plan did, if nothing was changed since
trailguard respond status [PLAN-ID]   how far plans have come
trailguard respond approve PLAN-ID    have the deployed responder carry out a plan that waits, in its role
trailguard respond approve PLAN-ID --undo   have it take back what it did, also in other accounts

FILE holds alerts, one a line as scan --format ndjson writes them, or records in any form, on which the rules are tried first.
Without files, plan --event EVENT-ID reads the record that an alert names from CloudTrail itself.

  --output FILE    plan: write the plans to a new file, which apply and undo then read and keep up to date
  --plan FILE      apply, undo, status: the plans of such a file; an id is needed only where it has several
  --table NAME     the plans of a deployment, by its table
  --stage NAME     the same, by its stage; approve needs it, or --function
  --function NAME  the deployed responder, where it is not called trailguard-STAGE-on-request
  --region NAME    the region of the deployment, and of --event; resources are looked for in the region that their alert names
  --event ID       plan: the record with this eventID, from CloudTrail's history of the last 90 days in the region of --region
                   (cloudtrail:LookupEvents); management events alone, and some minutes late
  --alert ID       plan: the alert with this id alone; status: its plans in a file, or for a resource
  --playbook ID    plan: ask this playbook, whatever alerts and rules say
  --resource ARN   status: the plans for a resource
  --settings FILE  exemptions, and how playbooks put things right; plan asks all of them, also those that are off
                   (trailguard.yml of this folder, where there is one)
  --rules DIR      plan: more rules, a folder or a file; may be repeated
  --no-builtin     plan: only the rules given with --rules or by settings
  --format FORMAT  table (default) or ndjson

plan needs read permissions alone, and names those that apply would need. Credentials are those of the environment, as the AWS CLI
finds them, and must be of the account that the resource is in.
Ends with 0 when done or nothing is to be done, 1 when it was refused or failed, 2 on bad usage, 3 when some input could not be read.
`;

/** The verb `respond`: put right what was found. Its code is loaded when it is used. */
export const respond: { readonly help: string; run(args: readonly string[], io: Io): Promise<ExitCode> } = {
  help,
  async run(args: readonly string[], io: Io): Promise<ExitCode> {
    const [name = '', ...rest] = args;
    const subverb = subverbs.find((candidate) => candidate === name);
    if (subverb === undefined) throw new UsageError(`respond takes one of ${subverbs.join(', ')}`);
    const [{ runRespond }, { playbooks }, { openAws }] = await Promise.all([
      import('./respond/run-respond.ts'),
      import('#shared/respond/playbooks/registry.ts'),
      import('./respond/aws-access.ts'),
    ]);
    return runRespond(subverb, rest, { io, parts: { playbooks, openAws } });
  },
};

const subverbs = ['plan', 'apply', 'undo', 'status', 'approve'] as const;
/** What comes after `respond`. */
export type RespondSubverb = (typeof subverbs)[number];
