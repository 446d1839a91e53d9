import { cost } from './cost.ts';
import { doctor } from './doctor.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { painterFor } from './format/paint.ts';
import type { Io } from './io.ts';
import { policy } from './policy.ts';
import { respond } from './respond.ts';
import { describeProblems } from './rules/describe-problems.ts';
import { RulesRejected } from './rules/rules-rejected.ts';
import { rules } from './rules.ts';
import { scan, scanHelp } from './scan.ts';
import { trail } from './trail.ts';
import { UsageError } from './usage-error.ts';
import { version } from './version.ts';

const help = `trailguard ${version}: finds in AWS CloudTrail what should never have happened

  trailguard scan PATH…              find it in logs on disk
  trailguard rules list              the rules, with level and tags
  trailguard rules check             whether rules are sound, every problem with its place
  trailguard rules test              whether rules match the cases they should, and no others
  trailguard rules explain RULE      what a rule means, and why it matches a record or not
  trailguard policy check FILE       whether a resource's policy lets in the public, and why
  trailguard respond plan FILE       what would put right what was found; apply, undo, status, approve
  trailguard cost                    what a deployment costs a month
  trailguard doctor                  whether the account's trail and a deployment are as they should be
  trailguard trail create            a trail and its bucket, for those who deploy nothing else; status
  trailguard help VERB               the options of a verb
  trailguard version
`;

const verbs: Readonly<Record<string, { readonly run: Verb; readonly help: string }>> = {
  scan: { run: scan, help: scanHelp },
  rules,
  policy,
  respond,
  doctor,
  trail,
  cost,
};

type Verb = (args: readonly string[], io: Io) => Promise<ExitCode>;

/** Carry out one command line; what went wrong is on stderr.
 * @param args the arguments after the command's name */
export async function main(args: readonly string[], io: Io): Promise<ExitCode> {
  const [name = 'help', ...rest] = args;
  try {
    if (name === 'version' || name === '--version') {
      io.stdout.write(`${version}\n`);
      return exitCode.done;
    }
    if (name === 'help' || name === '--help' || name === '-h') {
      io.stdout.write(findVerb(rest[0])?.help ?? help);
      return exitCode.done;
    }
    const verb = findVerb(name);
    if (verb === undefined) throw new UsageError(`there is no verb "${name}"; trailguard help lists them`);
    if (rest.includes('--help') || rest.includes('-h')) {
      io.stdout.write(verb.help);
      return exitCode.done;
    }
    return await verb.run(rest, io);
  } catch (error) {
    const paint = painterFor(io.stderr);
    if (error instanceof RulesRejected) io.stderr.write(describeProblems(error.problems, paint));
    else if (error instanceof UsageError) io.stderr.write(`${paint.bad('trailguard:')} ${error.message}\n`);
    else throw error;
    return exitCode.badUsage;
  }
}

function findVerb(name: string | undefined): (typeof verbs)[string] | undefined {
  return name !== undefined && Object.hasOwn(verbs, name) ? verbs[name] : undefined;
}
