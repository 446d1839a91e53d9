import type { Json } from '#shared/model/json.ts';
import { isJsonObject } from '#shared/model/json.ts';
import {
  defaultResponseSettings,
  type Exemption,
  type PlaybookSettings,
  type ResponseBudget,
  type ResponseSettings,
} from '#shared/model/response-settings.ts';
import { parseTimespan } from '#shared/sigma/parse/parse-timespan.ts';

/** What settings say of responses, with defaults for what they do not say.
 * @param playbooks and the others: the values of the settings' keys, which the schema lets in; `undefined` where there is none */
export function readResponses({
  playbooks,
  exemptions,
  budget,
}: Readonly<Record<'playbooks' | 'exemptions' | 'budget', Json | undefined>>): ResponseSettings {
  const written: WrittenBudget = isJsonObject(budget) ? budget : {};
  const { attempts, withinMs, reversals, approvalMs, freshMs } = defaultResponseSettings.budget;
  const read: ResponseBudget = {
    attempts: written.attempts ?? attempts,
    withinMs: spanOf(written.within) ?? withinMs,
    reversals: written.reversals ?? reversals,
    approvalMs: spanOf(written.approval) ?? approvalMs,
    freshMs: spanOf(written.fresh) ?? freshMs,
  };
  return {
    version: 1,
    playbooks: (playbooks ?? {}) as unknown as Readonly<Record<string, PlaybookSettings>>,
    exemptions: (exemptions ?? []) as unknown as readonly Exemption[],
    budget: read,
  };
}

/** As the schema has it. */
interface WrittenBudget {
  readonly attempts?: number;
  readonly within?: string;
  readonly reversals?: number;
  readonly approval?: string;
  readonly fresh?: string;
}

function spanOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseTimespan(text);
}
