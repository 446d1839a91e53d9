import { printableJson } from '#shared/alert/printable-json.ts';
import type { Outcome } from '#shared/model/outcome.ts';
import type { Playbook } from '#shared/respond/playbook.ts';
import type { Output } from '../io.ts';
import { describeOutcome } from './describe-outcome.ts';
import type { RespondFormat } from './respond-options.ts';

/** Write outcomes: for eyes, or one a line as JSON. */
export function printOutcomes(
  outcomes: readonly Outcome[],
  {
    format,
    playbooks,
    output,
  }: { readonly format: RespondFormat; readonly playbooks: readonly Playbook[]; readonly output: Output },
): void {
  const texts = outcomes.map((outcome) =>
    format === 'ndjson'
      ? `${printableJson({ ...outcome })}\n`
      : describeOutcome(
          outcome,
          playbooks.find(({ id }) => id === outcome.playbook),
          output,
        ),
  );
  output.write(texts.join(format === 'ndjson' ? '' : '\n'));
}
