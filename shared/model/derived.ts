import type { Subject } from './target.ts';

/** Facts computed from one record, which rules read under `derived.`; `shared/enrich` computes them and documents each one.
 *
 * A fact that does not apply to a record is absent, never a default. */
export interface DerivedFields {
  readonly actor: Actor;
  readonly call: CallFacts;
  /** ARNs of what the call acted on: CloudTrail's own `resources`, else read from the parameters. Sorted, distinct. */
  readonly resources: readonly string[];
  // Computed at the first reading, so the member is there before anyone knows whether it applies: hence `| undefined`.
  readonly policy?: PolicyFacts | undefined;
  readonly acl?: AclFacts | undefined;
  readonly accessBlock?: AccessBlockFacts | undefined;
  readonly network?: NetworkFacts | undefined;
  readonly accessKey?: AccessKeyFacts | undefined;
  readonly sharing?: SharingFacts | undefined;
  readonly trail?: TrailFacts | undefined;
  /** What a playbook would look at. For alerts, not for rules. */
  readonly subject?: Subject | undefined;
}

/** Who made the call.
 *  - `root`: the account's root user (also central root sessions, see `centralRoot`)
 *  - `user`: an IAM user; `role`: an assumed role; `federated`: SAML, web identity, Identity Center, directory, federated user
 *  - `service`: AWS itself; `account`: another account, not further known; `anonymous`: no credentials; `unknown`: none of these */
export type ActorKind = 'root' | 'user' | 'role' | 'federated' | 'service' | 'account' | 'anonymous' | 'unknown';

export interface Actor {
  readonly kind: ActorKind;
  readonly arn?: string;
  /** What a person would call the actor: user name, `role/session`, service name, `root`. */
  readonly name?: string;
  readonly accountId?: string;
  readonly accessKeyId?: string;
  /** ARN of the role or user that issued the session. */
  readonly sessionIssuer?: string;
  /** Whose the credentials are, whatever their session is named: ARN of the user or role, or what stands for one. */
  readonly principal?: string;
  /** The session was made with a second factor; absent when the record does not say. */
  readonly mfa?: boolean;
  /** A root session that a management account's central root access made (`userIdentity.assumedRoot`). */
  readonly centralRoot?: boolean;
  /** Roles only: no person is known to have opened the session, by a second factor, the console, a browser or Identity Center. */
  readonly workload?: boolean;
  /** Users, roles and root: CloudFormation called for the actor, or a role's session calls itself Terraform or the like. */
  readonly infrastructureCode?: boolean;
  /** Users, roles and root: a person or a user's own key made the call, and no service for them. */
  readonly byHand?: boolean;
  /** Users and root: an access key signed, or a session made from one without a second factor. */
  readonly longLivedKey?: boolean;
}

export interface CallFacts {
  /** The call went through: neither errorCode nor errorMessage, and a console sign-in that says `Success`. */
  readonly succeeded: boolean;
  /** The call was refused for want of permission (AccessDenied…, …UnauthorizedOperation and their kin). */
  readonly denied: boolean;
  /** `eventName` without a version suffix: `AddPermission20150331v2` reads `AddPermission`. */
  readonly api?: string;
}

/** Who a resource policy in the request lets in, or what an identity policy in it grants. */
export interface PolicyFacts {
  /** Resource policies only: open to the public, in AWS's own meaning. A bucket's policy that cannot be read counts as public; of any other
   * such policy it is not said. */
  readonly public?: boolean;
  /** `false` when the document could not be read or judged with certainty; repairs must then keep their hands off. */
  readonly certain?: boolean;
  /** Sids (or `#index`) of the public statements. */
  readonly publicStatements?: readonly string[];
  /** Identity policies only: some statement allows every action on every resource. */
  readonly admin?: boolean;
  /** Identity policies only: some statement lets its holder become an administrator, such as by iam:PassRole on every role. */
  readonly escalating?: boolean;
  /** Resource and trust policies: accounts outside the record's own that are let in by name. Sorted, distinct. */
  readonly foreignAccounts?: readonly string[];
}

export interface AclFacts {
  /** A grant to everyone or to any AWS account holder. */
  readonly public: boolean;
}

export interface AccessBlockFacts {
  /** Block Public Access was removed, or at least one of its four switches is off in the request. */
  readonly weakened: boolean;
}

export interface NetworkFacts {
  /** The request lets in any IPv4 or IPv6 address. */
  readonly openToWorld: boolean;
  /** The ports opened to the world, as `from-to`; `all` for every port. */
  readonly openPorts: readonly string[];
  /** At least one port for administration or for a data store is open to the world. */
  readonly sensitivePortOpen: boolean;
}

export interface AccessKeyFacts {
  /** The key was made for another user than the caller. */
  readonly forAnotherUser: boolean;
}

export interface SharingFacts {
  /** A snapshot or image was shared with everyone. */
  readonly public: boolean;
  /** Account ids that it was shared with. */
  readonly accounts: readonly string[];
}

export interface TrailFacts {
  /** A trail's coverage was reduced: selectors dropped, regions or global events switched off, validation off. */
  readonly weakened: boolean;
}
