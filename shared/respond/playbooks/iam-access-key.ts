import type { Target } from '#shared/model/target.ts';
import type { AccessKey } from '#shared/ports/cloud/access-keys.ts';
import type { Cloud } from '#shared/ports/cloud/cloud.ts';
import type { Playbook, Repair } from '../playbook.ts';
import { countOf } from './count-of.ts';
import { expectSubject } from './expect-subject.ts';

/** Whether each key is active, by its id: the one key that the call made, or those that the user had at the time of the call. */
type AccessKeyState = { readonly isActive: Readonly<Record<string, boolean>> };

/** What IAM itself tells of the harm: the key's `CreateDate`, ISO 8601 UTC, or whether the user is quarantined. */
type Evidence =
  | { readonly kind: 'made'; readonly madeTime: string | null }
  | { readonly kind: 'leaked'; readonly isQuarantined: boolean };

/** Sets access keys inactive; never deletes one, so that it can be taken back and looked into.
 *
 * An active key is no harm by itself, and the record may be forged. So what the record tells must show in IAM: the key was made when the call
 * was, the user is quarantined. */
export const iamAccessKey: Playbook<AccessKeyState, Evidence> = {
  id: 'iam-access-key',
  harm: 'access key in the wrong hands',
  permissions: {
    read: ['iam:ListAccessKeys', 'iam:ListAttachedUserPolicies', 'iam:ListUserTags'],
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
  readContext: async ({ isActive }, target, cloud) =>
    Object.values(isActive).includes(true) ? await readEvidence(target, cloud) : undefined,
  repair({ isActive }, target, { context }) {
    const ids = Object.keys(isActive).sort();
    const active = ids.filter((id) => isActive[id]);
    if (active.length === 0) return harmless(target);
    if (context === undefined) throw new Error('what IAM tells of the keys was not asked for');
    if (context.kind === 'leaked' && !context.isQuarantined) return notQuarantined;
    const needsApproval =
      context.kind === 'made' ? describeOtherTime(context.madeTime, target) : describeSeveral(active.length);
    return {
      kind: 'change',
      state: { isActive: Object.fromEntries(ids.map((id) => [id, false])) },
      steps: active.map((id) => `set access key ${id} of user ${userOf(target)} inactive; it is not deleted`),
      ...(needsApproval !== undefined && { needsApproval }),
    };
  },
  async write(target, { from, to }, { accessKeys }) {
    for (const [id, isActive] of Object.entries(to.isActive)) {
      if (from.isActive[id] !== isActive) await accessKeys.setActive(userOf(target), id, isActive);
    }
  },
  describe({ isActive }) {
    const keys = Object.values(isActive);
    return `${keys.filter(Boolean).length} of ${countOf(keys, 'key')} active`;
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

async function readEvidence(target: Target, { accessKeys }: Cloud): Promise<Evidence> {
  if (target.subject.kind === 'user-access-keys') {
    const policies = await accessKeys.getPolicies(userOf(target));
    return { kind: 'leaked', isQuarantined: policies.some((arn) => quarantineForm.test(arn)) };
  }
  const keys = await accessKeys.getKeys(userOf(target));
  return { kind: 'made', madeTime: keys?.find((key) => isMeant(key, target))?.madeTime ?? null };
}

/** AWS's own, not a policy of the account by that name.
 * @see AWS managed policy reference, AWSCompromisedKeyQuarantineV3 */
const quarantineForm = /^arn:[\w-]+:iam::aws:policy\/AWSCompromisedKeyQuarantine(?:V\d{1,3})?$/;

const notQuarantined: Repair<AccessKeyState> = {
  kind: 'refused',
  why: "AWS's quarantine policy is not attached to the user: it was taken off since, or the record is not true",
};

/** Both are AWS's clocks, and differ by a second or two. */
const sameTimeMs = 5 * 60_000;

function describeOtherTime(madeTime: string | null, { eventTime }: Target): string | undefined {
  const apartMs = Math.abs(Date.parse(madeTime ?? '') - Date.parse(eventTime ?? ''));
  if (apartMs <= sameTimeMs) return undefined;
  return `IAM says that the key was made ${momentText(madeTime)}, the record that it was ${momentText(eventTime)}: the record may be forged`;
}

function momentText(time: string | null | undefined): string {
  const timeMs = Date.parse(time ?? '');
  // Anew, since a date as a record writes it may hold other words, too.
  return Number.isNaN(timeMs) ? 'at a time that is not known' : `at ${new Date(timeMs).toISOString()}`;
}

function describeSeveral(count: number): string | undefined {
  return count > 1
    ? `${count} keys of the user are active, and the record does not tell which of them leaked: these are all`
    : undefined;
}

function harmless({ subject }: Target): Repair<AccessKeyState> {
  const why =
    subject.kind === 'access-key'
      ? 'the access key is inactive'
      : 'none of the access keys that the user had then is active';
  return { kind: 'harmless', why };
}
