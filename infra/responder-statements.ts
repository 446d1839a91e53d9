import type { PlaybookMode, ResponseSettings } from '#shared/model/response-settings.ts';
import type { Playbook } from '#shared/respond/playbook.ts';

/** A statement of an IAM policy. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource: '*';
}

/** What playbooks need, as settings enable them: those that are off nothing, those that only plan what they read by, the others what they
 * change things with, too. Which resources they will be sent to, nobody knows beforehand. */
export function responderStatements(
  playbooks: readonly Playbook[],
  settings: Pick<ResponseSettings, 'playbooks'>,
): readonly PolicyStatement[] {
  const modeOf = ({ id }: Playbook): PlaybookMode => settings.playbooks[id]?.mode ?? 'plan';
  const looking = playbooks.filter((playbook) => modeOf(playbook) !== 'off');
  const changing = looking.filter((playbook) => modeOf(playbook) !== 'plan');
  const statements = [
    allow(
      'ReadForPlaybooks',
      looking.flatMap(({ permissions }) => permissions.read),
    ),
    allow(
      'ChangeForPlaybooks',
      changing.flatMap(({ permissions }) => permissions.write),
    ),
  ].filter(({ Action }) => Action.length > 0);
  if (statements.length > 0) return statements;
  // A policy cannot be empty: where every playbook is off, it says so.
  const all = playbooks.flatMap(({ permissions }) => permissions.write);
  return [{ ...allow('EveryPlaybookIsOff', all), Effect: 'Deny' }];
}

function allow(Sid: string, actions: readonly string[]): PolicyStatement {
  return { Sid, Effect: 'Allow', Action: [...new Set(actions)].sort(), Resource: '*' };
}
