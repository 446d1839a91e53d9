import type { Playbook } from '../playbook.ts';
import { expectSubject } from './expect-subject.ts';

type AccessKeyState = { readonly isActive: boolean };

/** Sets an access key inactive; never deletes it, so that it can be taken back and looked into. */
export const iamAccessKey: Playbook<AccessKeyState> = {
  id: 'iam-access-key',
  harm: 'access key in the wrong hands',
  permissions: { read: ['iam:ListAccessKeys', 'iam:ListUserTags'], write: ['iam:UpdateAccessKey'] },
  subjects: ['access-key'],
  async read({ subject }, { accessKeys }) {
    const { userName, accessKeyId } = expectSubject(subject, 'access-key');
    const isActive = await accessKeys.isActive(userName, accessKeyId);
    return isActive === undefined ? undefined : { isActive };
  },
  repair({ isActive }, { subject }) {
    const { userName, accessKeyId } = expectSubject(subject, 'access-key');
    if (!isActive) return { kind: 'harmless', why: 'the access key is inactive' };
    return {
      kind: 'change',
      state: { isActive: false },
      steps: [`set access key ${accessKeyId} of user ${userName} inactive; it is not deleted`],
    };
  },
  async write({ subject }, { from, to }, { accessKeys }) {
    const { userName, accessKeyId } = expectSubject(subject, 'access-key');
    if (from.isActive !== to.isActive) await accessKeys.setActive(userName, accessKeyId, to.isActive);
  },
  readTags({ subject }, { accessKeys }) {
    return accessKeys.getTags(expectSubject(subject, 'access-key').userName);
  },
};
