import { CloudError } from '#shared/ports/cloud/cloud.ts';
import type { TrailSetup } from '#shared/ports/trail-setup.ts';
import { parseArguments } from '../arguments.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { painterFor } from '../format/paint.ts';
import { safeText } from '../format/safe-text.ts';
import type { Io } from '../io.ts';
import { planTrail, type SetupStep } from './plan-trail.ts';
import { parseWanted, trailOptions } from './trail-options.ts';
import { readTrailState } from './trail-state.ts';

/** Opens what sets up trails. @param region the one that the environment names when absent */
export type OpenTrailSetup = (region: string | undefined) => Promise<TrailSetup>;

/** Plan a trail and its bucket and, where `--yes` says so, carry the plan out, step by step. */
export async function createTrail(args: readonly string[], io: Io, open: OpenTrailSetup): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, trailOptions);
  const wantedAt = parseWanted(values, positionals);
  try {
    const setup = await open(values.region);
    const wanted = wantedAt(setup.place);
    const plan = planTrail(wanted, await readTrailState(wanted, setup));
    if (!plan.ok) return refuse(plan.why, io, exitCode.found);
    if (plan.steps.length === 0) {
      io.stdout.write('Everything is there: nothing to do.\n');
      return exitCode.done;
    }
    io.stdout.write(describePlan(plan.steps, io));
    if (!values.yes || values['dry-run']) {
      io.stdout.write('Nothing was changed. --yes carries it out.\n');
      return exitCode.done;
    }
    return await carryOut(plan.steps, setup, io);
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    return refuse(error.message, io, exitCode.unreadable);
  }
}

/** Each step after the one before it; the first that fails is the last. */
async function carryOut(steps: readonly SetupStep[], setup: TrailSetup, io: Io): Promise<ExitCode> {
  const paint = painterFor(io.stdout);
  let keyArn: string | undefined;
  for (const { what, run } of steps) {
    try {
      keyArn = (await run(setup, keyArn)) ?? keyArn;
    } catch (error) {
      if (!(error instanceof CloudError)) throw error;
      return refuse(
        `${what}: ${error.message}. The steps before it are done; run the command again to go on`,
        io,
        exitCode.found,
      );
    }
    io.stdout.write(`${paint.good('done')} ${safeText(what)}\n`);
  }
  return exitCode.done;
}

function refuse(why: string, io: Io, code: ExitCode): ExitCode {
  io.stderr.write(`${painterFor(io.stderr).bad('trailguard:')} ${safeText(why)}\n`);
  return code;
}

function describePlan(steps: readonly SetupStep[], io: Io): string {
  const permissions = [...new Set(steps.flatMap((step) => step.permissions))];
  const lines = steps.map(({ what }, index) => `  ${index + 1}. ${safeText(what)}`);
  return [painterFor(io.stdout).strong('PLAN'), ...lines, `It takes ${permissions.join(', ')}.`, ''].join('\n');
}
