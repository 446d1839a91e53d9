import type { Outcome } from '#shared/model/outcome.ts';
import { createResponder } from '#shared/respond/create-responder.ts';
import { parseArguments } from '../arguments.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';
import { choosePlan, openNamedStore } from './open-store.ts';
import { printOutcomes } from './print-outcomes.ts';
import { readResponseSettings } from './read-response-settings.ts';
import { parseFormat, respondOptions, sameStore } from './respond-options.ts';
import type { RespondParts } from './respond-parts.ts';

/** Carry out a plan, or take it back, in the credentials at hand. */
export async function carryOut(
  way: 'apply' | 'undo',
  args: readonly string[],
  { io, parts }: { readonly io: Io; readonly parts: RespondParts },
): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, respondOptions);
  const [named, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError(`name one plan: trailguard respond ${way} PLAN-ID`);
  const format = parseFormat(values);
  const settings = await readResponseSettings(values.settings, io);
  const aws = await parts.openAws(values.region);
  const opened = await openNamedStore(values, aws);
  const planId = await choosePlan(named, opened);
  const responder = createResponder({
    playbooks: parts.playbooks,
    settings,
    ownRoles: [],
    appliesInAnyMode: true,
    ports: {
      openCloud: aws.openCloud,
      store: opened.store,
      // It stops the deployed responder; a person who types this means it.
      killSwitch: { mayChange: async () => true },
      now: io.now,
    },
  });
  const { command, begun, ...outcome }: Outcome = await responder[way](planId);
  const next = command === undefined ? {} : { command: `${command}${sameStore(values)}` };
  printOutcomes([{ ...outcome, ...next }], { format, playbooks: parts.playbooks, output: io.stdout });
  if (begun !== undefined) await responder.noteTold(begun);
  return outcome.status === 'applied' || outcome.status === 'undone' ? exitCode.done : exitCode.found;
}
