import type { Outcome, OutcomeStatus } from '#shared/model/outcome.ts';
import type { Playbook } from './playbook.ts';

/** An outcome with its states in words, too, where it has both. What was left alone or failed has none: `why` says how it is now, and its plan may
 * be forged, with any text for a state. */
export function putInWords(outcome: Outcome, playbooks: readonly Playbook[]): Outcome {
  const { before, after } = outcome;
  const playbook = playbooks.find(({ id }) => id === outcome.playbook);
  if (!believed.has(outcome.status) || playbook?.describe === undefined) return outcome;
  if (before === undefined || after === undefined) return outcome;
  return { ...outcome, inWords: { before: playbook.describe(before), after: playbook.describe(after) } };
}

/** Told of plans that were just made, or were found to be ours. */
const believed: ReadonlySet<OutcomeStatus> = new Set(['planned', 'waiting', 'applied', 'undone']);
