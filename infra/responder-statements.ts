import type { PlaybookMode, ResponseSettings } from '#shared/model/response-settings.ts';
import type { Playbook, PlaybookPermissions } from '#shared/respond/playbook.ts';
import { footing } from './responder-footing.ts';

/** A statement of an IAM policy. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  /** Any, or resources of the stack. */
  readonly Resource: '*' | readonly object[];
}

/** What the roles of both functions need that playbooks run in. */
export interface ResponderStatements {
  readonly onAlert: readonly PolicyStatement[];
  readonly onRequest: readonly PolicyStatement[];
}

/** What playbooks need, as settings enable them. Which resources they will be sent to, nobody knows beforehand.
 *
 * on-alert reads for those that are on, and changes for those that may do so unasked: never back. on-request carries out and takes back
 * for those that may change anything. Neither may take away what Trailguard itself stands on. */
export function responderStatements(
  playbooks: readonly Playbook[],
  settings: Pick<ResponseSettings, 'playbooks'>,
): ResponderStatements {
  const inModes = (...modes: readonly PlaybookMode[]): readonly PlaybookPermissions[] =>
    playbooks
      .filter(({ id }) => modes.includes(settings.playbooks[id]?.mode ?? 'plan'))
      .map(({ permissions }) => permissions);
  const looking = inModes('plan', 'approve', 'apply');
  const unasked = inModes('apply');
  const asked = inModes('approve', 'apply');
  const statementsFor = (reads: readonly string[], changes: readonly string[]): readonly PolicyStatement[] => {
    const allowed = [allow('ReadForPlaybooks', reads), allow('ChangeForPlaybooks', changes)];
    const statements = [...allowed, ...footing(changes)].filter(({ Action }) => Action.length > 0);
    if (statements.length > 0) return statements;
    // A policy cannot be empty: where there is nothing to allow, it says so.
    const all = playbooks.flatMap(({ permissions: { apply, undo } }) => [...apply, ...undo]);
    return [{ ...allow('NothingForPlaybooks', all), Effect: 'Deny' }];
  };
  return {
    onAlert: statementsFor(
      looking.flatMap(({ read }) => read),
      unasked.flatMap(({ apply }) => apply),
    ),
    onRequest: statementsFor(
      asked.flatMap(({ read }) => read),
      asked.flatMap(({ apply, undo }) => [...apply, ...undo]),
    ),
  };
}

function allow(Sid: string, actions: readonly string[]): PolicyStatement {
  return { Sid, Effect: 'Allow', Action: [...new Set(actions)].sort(), Resource: '*' };
}
