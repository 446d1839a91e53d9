import type { Target } from '#shared/model/target.ts';
import type { AccessKey } from '#shared/ports/cloud/access-keys.ts';
import type { Playbook, Repair } from '../playbook.ts';
import { expectSubject } from './expect-subject.ts';

/** Whether each key is active, by its id: the one key that the call made, or those that the user had at the time of the call. */
type AccessKeyState = { readonly isActive: Readonly<Record<string, boolean>> };

/** Sets access keys inactive; never deletes one, so that it can be taken back and looked into. */
export const iamAccessKey: Playbook<AccessKeyState> = {
  id: 'iam-access-key',
  harm: 'access key in the wrong hands',
  permissions: {
    read: ['iam:ListAccessKeys', 'iam:ListUserTags'],
    apply: ['iam:UpdateAccessKey'],
    undo: ['iam:UpdateAccessKey'],
  },
  subjects: ['access-key', 'user-access-keys'],
  async read(target, { accessKeys }) {
    const keys = await accessKeys.getKeys(userOf(target));
    const asked = keys?.filter((key) => isMeant(key, target));
    if (asked === undefined || (asked.length === 0 && target.subject.kind === 'access-key')) return undefined;
    return { isActive: Object.fromEntries(asked.map(({ accessKeyId, isActive }) => [accessKeyId, isActive])) };
  },
  repair({ isActive }, target) {
    const ids = Object.keys(isActive).sort();
    const active = ids.filter((id) => isActive[id]);
    if (active.length === 0) return harmless(target);
    return {
      kind: 'change',
      state: { isActive: Object.fromEntries(ids.map((id) => [id, false])) },
      steps: active.map((id) => `set access key ${id} of user ${userOf(target)} inactive; it is not deleted`),
      ...(active.length > 1 && {
        needsApproval: `${active.length} keys of the user are active, and the record does not tell which of them leaked: these are all`,
      }),
    };
  },
  async write(target, { from, to }, { accessKeys }) {
    for (const [id, isActive] of Object.entries(to.isActive)) {
      if (from.isActive[id] !== isActive) await accessKeys.setActive(userOf(target), id, isActive);
    }
  },
  readTags(target, { accessKeys }) {
    return accessKeys.getTags(userOf(target));
  },
};

function userOf({ subject }: Target): string {
  return expectSubject(subject, 'access-key', 'user-access-keys').userName;
}

/** A key that was made after the call is not the one that leaked: it may be what the user was given in its place. */
function isMeant({ accessKeyId, madeTime }: AccessKey, { subject, eventTime }: Target): boolean {
  if (subject.kind === 'access-key') return accessKeyId === subject.accessKeyId;
  return !(Date.parse(madeTime ?? '') > Date.parse(eventTime ?? ''));
}

function harmless({ subject }: Target): Repair<AccessKeyState> {
  const why =
    subject.kind === 'access-key'
      ? 'the access key is inactive'
      : 'none of the access keys that the user had then is active';
  return { kind: 'harmless', why };
}
