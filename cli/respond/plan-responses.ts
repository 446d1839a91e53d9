import { createMemoryResponseStore } from '#shared/memory/memory-response-store.ts';
import type { Outcome } from '#shared/model/outcome.ts';
import type { ResponseSettings } from '#shared/model/response-settings.ts';
import { createResponder } from '#shared/respond/create-responder.ts';
import { parseArguments } from '../arguments.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { painterFor } from '../format/paint.ts';
import { plural } from '../format/plural.ts';
import { safeText } from '../format/safe-text.ts';
import type { Io } from '../io.ts';
import { ruleOptions, selectRules } from '../rules/rule-selection.ts';
import { UsageError } from '../usage-error.ts';
import { findEvent } from './find-event.ts';
import { openStore } from './open-store.ts';
import { createPlanFile } from './plan-file.ts';
import { printOutcomes } from './print-outcomes.ts';
import { type AlertInput, inputOf, readAlerts } from './read-alerts.ts';
import { readResponseSettings } from './read-response-settings.ts';
import { parseFormat, respondOptions, sameStore } from './respond-options.ts';
import type { RespondParts } from './respond-parts.ts';

/** Say what playbooks would do about alerts; changes nothing, whatever settings allow. */
export async function planResponses(args: readonly string[], io: Io, parts: RespondParts): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    ...respondOptions,
    ...ruleOptions,
    playbook: { type: 'string' },
    output: { type: 'string' },
    alert: { type: 'string' },
    event: { type: 'string' },
  });
  const { playbook, output, alert: alertId, event } = values;
  if ((event === undefined) === (positionals.length === 0)) {
    throw new UsageError('say what to plan for: trailguard respond plan FILE…, or -, or --event EVENT-ID');
  }
  const format = parseFormat(values);
  if (values.plan !== undefined) throw new UsageError('--plan names a file to read plans from; --output writes one');
  const isDeployed = [values.table, values.stage, values.function].some((place) => place !== undefined);
  if (isDeployed && output !== undefined) throw new UsageError('plans are kept in one place: leave --output out');
  const ids = parts.playbooks.map(({ id }) => id);
  if (playbook !== undefined && !ids.includes(playbook)) {
    throw new UsageError(`there is no playbook "${playbook}"; there is ${ids.join(', ')}`);
  }
  const settings = planOnly(await readResponseSettings(values.settings, io), ids);
  const aws = await parts.openAws(values.region);
  const opened = await openStore(values, aws);
  const rules = selectRules(values, io.builtinRules);
  const inputs: readonly AlertInput[] =
    event === undefined
      ? positionals.map((path) => inputOf(path, io))
      : [await findEvent(event, { aws, region: values.region })];
  const { alerts, count, problems } = await readAlerts(inputs, { rules, playbook, alertId }, io);
  const file = output === undefined ? undefined : await createPlanFile(output);
  const responder = createResponder({
    playbooks: parts.playbooks,
    settings,
    ownRoles: [],
    appliesInAnyMode: true,
    ports: {
      openCloud: aws.openCloud,
      store: file?.store ?? opened?.store ?? createMemoryResponseStore(),
      // Nothing is changed in any case.
      killSwitch: { mayChange: async () => false },
      now: io.now,
    },
  });

  const outcomes: Outcome[] = [];
  for (const alert of alerts) outcomes.push(...(await responder.respond(alert, { isLastTry: true })));
  const kept = output === undefined ? values : { plan: output, region: values.region, format };
  const isKept = file !== undefined || opened !== undefined;
  printOutcomes(
    outcomes.map((outcome) => withNext(outcome, isKept ? sameStore(kept) : undefined)),
    { format, playbooks: parts.playbooks, output: io.stdout },
  );
  const paint = painterFor(io.stderr);
  for (const { source, message, hint } of problems) {
    io.stderr.write(`${paint.bad(safeText(source))} ${safeText(message)} ${safeText(hint)}\n`);
  }
  if (alertId !== undefined && alerts.length === 0) {
    io.stderr.write(
      `There is no alert ${safeText(alertId)} among the ${plural(count, 'alert')} of the input. Give all the records that it is about, and the rules that made it.\n`,
    );
    return problems.length > 0 ? exitCode.unreadable : exitCode.found;
  }
  if (outcomes.length === 0 && problems.length === 0) {
    io.stderr.write(`${plural(alerts.length, 'alert')}, and none that a playbook has to do with.\n`);
  }
  if (!isKept && outcomes.some(({ planId }) => planId !== undefined)) {
    io.stderr.write(
      'The plans are not kept: --output FILE writes them to a file that respond apply --plan FILE reads.\n',
    );
  }
  if (outcomes.some(({ status }) => status === 'failed')) return exitCode.found;
  return problems.length > 0 ? exitCode.unreadable : exitCode.done;
}

/** People ask as often as they like, and see also what is off. */
function planOnly(settings: ResponseSettings, ids: readonly string[]): ResponseSettings {
  const modes = ids.map((id) => [id, { ...settings.playbooks[id], mode: 'plan' as const }] as const);
  const budget = { ...settings.budget, attempts: Number.POSITIVE_INFINITY, reversals: Number.POSITIVE_INFINITY };
  return { ...settings, playbooks: Object.fromEntries(modes), budget };
}

function withNext({ command, begun: _, ...outcome }: Outcome, where: string | undefined): Outcome {
  return command === undefined || where === undefined ? outcome : { ...outcome, command: `${command}${where}` };
}
