/** What a call changed, as far as a playbook must know it to look at it live. Plain JSON. */
export type Subject =
  | { readonly kind: 'bucket'; readonly bucket: string }
  /** The account's own Block Public Access. */
  | { readonly kind: 'account-access-block' }
  /** `ruleIds`: the ingress rules that the call added, as AWS answered it, or changed. `isModified`: some of them were there before, and
   * what they let in then is not known. */
  | {
      readonly kind: 'security-group';
      readonly groupId: string;
      readonly ruleIds: readonly string[];
      readonly isModified?: true;
    }
  /** `changed`: what the call changed; a playbook that is not told looks at both. */
  | { readonly kind: 'trail'; readonly trailArn: string; readonly changed?: 'logging' | 'selectors' }
  | { readonly kind: SharedCopyKind; readonly id: string }
  | { readonly kind: 'access-key'; readonly userName: string; readonly accessKeyId: string }
  /** All the access keys of a user, where the call does not tell which one it is about. */
  | { readonly kind: 'user-access-keys'; readonly userName: string }
  | { readonly kind: 'encryption-key'; readonly keyArn: string };

export type SharedCopyKind = 'ebs-snapshot' | 'image' | 'rds-snapshot' | 'rds-cluster-snapshot';

/** A subject in its place: what a playbook may be asked to put right. */
export interface Target {
  readonly accountId: string;
  readonly region: string;
  readonly subject: Subject;
  /** eventID of the record that changed it. */
  readonly eventID: string;
  /** When it was changed, ISO 8601 UTC. */
  readonly eventTime?: string;
}
