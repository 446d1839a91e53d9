import { printableJson } from '#shared/alert/printable-json.ts';
import type { ResponsePlan } from '#shared/ports/response-store.ts';
import { parseArguments } from '../arguments.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { painterFor } from '../format/paint.ts';
import { safeText } from '../format/safe-text.ts';
import { renderTable } from '../format/table.ts';
import type { Io, Output } from '../io.ts';
import { UsageError } from '../usage-error.ts';
import { type OpenedStore, openNamedStore } from './open-store.ts';
import { parseFormat, respondOptions } from './respond-options.ts';
import type { RespondParts } from './respond-parts.ts';

/** Say how far plans have come; asks nothing of the resources. */
export async function showStatus(args: readonly string[], io: Io, parts: RespondParts): Promise<ExitCode> {
  const { values, positionals } = parseArguments(args, {
    ...respondOptions,
    resource: { type: 'string' },
    alert: { type: 'string' },
  });
  const [planId, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError('name one plan: trailguard respond status PLAN-ID');
  const format = parseFormat(values);
  const opened = await openNamedStore(values, await parts.openAws(values.region));
  const found = await findPlans(opened, { planId, resource: values.resource });
  const plans = found.filter(({ alertId }) => values.alert === undefined || alertId === values.alert);
  if (plans.length === 0) {
    io.stderr.write('There is no such plan.\n');
    return exitCode.found;
  }
  io.stdout.write(
    format === 'ndjson' ? plans.map((plan) => `${printableJson({ ...plan })}\n`).join('') : drawPlans(plans, io.stdout),
  );
  return exitCode.done;
}

async function findPlans(
  { store, plans }: OpenedStore,
  { planId, resource }: { readonly planId: string | undefined; readonly resource: string | undefined },
): Promise<readonly ResponsePlan[]> {
  if (planId !== undefined) {
    const plan = await store.read(planId);
    return plan === undefined ? [] : [plan];
  }
  if (resource !== undefined) return store.recent(resource, 0);
  if (plans === undefined) throw new UsageError('name a plan of a table by its id, or a resource with --resource ARN');
  return plans();
}

function drawPlans(plans: readonly ResponsePlan[], output: Output): string {
  const paint = painterFor(output);
  return renderTable(output, {
    titles: ['STATUS', 'SINCE (UTC)', 'PLAYBOOK', 'PLAN, RESOURCE'],
    leastWidths: [10, 19, 12, 32],
    rows: plans.map(({ id, status, changedMs, playbook, resource }) => ({
      cells: [status, timeOf(changedMs), safeText(playbook), safeText(id)],
      detail: safeText(resource),
      paintFirst: (text) => (status === 'failed' ? paint.bad(text) : text),
    })),
  });
}

function timeOf(ms: number): string {
  const time = new Date(ms);
  return Number.isNaN(time.getTime()) ? '-' : time.toISOString().slice(0, 19).replace('T', ' ');
}
