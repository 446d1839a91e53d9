import type { Json } from '#shared/model/json.ts';
import type { Outcome, OutcomeStatus } from '#shared/model/outcome.ts';
import type { Subject } from '#shared/model/target.ts';

/** What happened, in a word or three, before what it happened to. */
export const statusWords: Readonly<Record<OutcomeStatus, string>> = {
  planned: 'Planned',
  waiting: 'Waiting for approval',
  applied: 'Put right',
  undone: 'Taken back',
  skipped: 'Left alone',
  failed: 'Failed',
};

const headings: Readonly<Record<OutcomeStatus, string>> = {
  planned: 'WHAT IT WOULD DO',
  waiting: 'WHAT IT WOULD DO',
  applied: 'WHAT WAS DONE',
  undone: 'WHAT WAS TAKEN BACK',
  skipped: 'WHAT IT WOULD HAVE DONE',
  failed: 'WHAT WAS TO BE DONE',
};

export function stepsHeading(status: OutcomeStatus): string {
  return headings[status];
}

/** The states of an outcome under what they are now; those that it does not tell are left out. */
export function statesOf({ status, before, after }: Outcome): readonly (readonly [name: string, state: Json])[] {
  const named = namesOf(status, before, after);
  return named.flatMap(([name, state]) => (state === undefined ? [] : [[name, state] as const]));
}

/** The same in words: `["As it was", "no policy"]`. */
export function statesInWords({ status, inWords }: Outcome): readonly (readonly [name: string, words: string])[] {
  if (inWords === undefined) return [];
  return namesOf(status, inWords.before, inWords.after).map(([name, words]) => [
    `${name.slice(0, 1)}${name.slice(1).toLowerCase()}`,
    words,
  ]);
}

function namesOf<State>(
  status: OutcomeStatus,
  before: State,
  after: State,
): readonly (readonly [name: string, state: State])[] {
  switch (status) {
    case 'planned':
    case 'waiting':
      return [
        ['AS IT IS', before],
        ['AS IT WOULD BE', after],
      ];
    case 'applied':
      return [
        ['AS IT WAS', before],
        ['AS IT IS', after],
      ];
    case 'undone':
      return [
        ['AS IT WAS', after],
        ['AS IT IS', before],
      ];
    // How it is now is what `why` says.
    case 'skipped':
    case 'failed':
      return [
        ['AS IT WAS WHEN PLANNED', before],
        ['AS IT WAS TO BE', after],
      ];
  }
}

const purposes: Readonly<Record<OutcomeStatus, string>> = {
  planned: 'To do it',
  waiting: 'To approve it',
  applied: 'To take it back',
  undone: 'To do it again',
  skipped: 'To go on',
  failed: 'To go on',
};

/** What the next command does, as the start of a sentence. */
export function commandPurpose(status: OutcomeStatus): string {
  return purposes[status];
}

/** What people call a resource: the name that it was given, or its id. */
export function subjectName(subject: Subject): string {
  switch (subject.kind) {
    case 'bucket':
      return subject.bucket;
    case 'account-access-block':
      return 'the account';
    case 'security-group':
      return subject.groupId;
    case 'trail':
      return lastPart(subject.trailArn);
    case 'access-key':
      return `${subject.accessKeyId} of ${subject.userName}`;
    case 'user-access-keys':
      return `access keys of ${subject.userName}`;
    case 'encryption-key':
      return lastPart(subject.keyArn);
    default:
      return subject.id;
  }
}

function lastPart(arn: string): string {
  return arn.split('/').at(-1) ?? arn;
}
