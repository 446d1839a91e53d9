import type { Playbook } from '#shared/respond/playbook.ts';
import type { OpenAws } from './aws-access.ts';

/** What the verb works with; tests bring their own. */
export interface RespondParts {
  readonly playbooks: readonly Playbook[];
  readonly openAws: OpenAws;
}
